"""What the staff console may ever be told. No struct here has a field for 個人番号 or 住民票コード.

Source: document III(4)3 (the operator's screen never shows 個人番号).
"""

from datetime import datetime

import msgspec


class FeedReply(msgspec.Struct, frozen=True):
    """The state of the register's feed; times are machine times (UTC)."""

    state: str
    heard_at: datetime | None
    stale_since: datetime | None


class ReasonReply(msgspec.Struct, frozen=True):
    """One reason why nothing may be issued."""

    code: str
    text: str


class IssuableReply(msgspec.Struct, frozen=True):
    """Whether a certificate may be issued to a person now, and every reason why not; what was typed is not repeated."""

    issuable: bool
    reasons: list[ReasonReply]


class MemberReply(msgspec.Struct, frozen=True, kw_only=True):
    """A member as the console shows them; dates as certified."""

    addressee_number: str
    kind: str
    place: int
    issuing_stopped: bool
    removed: bool
    name: str
    kana: str
    kana_certified: bool
    birth_text: str
    sex: str
    relationship: str
    honseki: str
    honseki_head: str
    postal_code: str
    address_prefecture: str
    address_city: str
    address_town: str
    address_lot: str
    address_building: str
    became_resident_text: str
    settled_text: str
    notified_text: str | None
    event_reason: str
    event_text: str
    planned_text: str | None
    nationality: str | None
    category: str | None
    residence_status: str | None
    residence_period: str | None
    residence_expires_text: str | None
    foreign_roman_name: str | None
    foreign_kanji_name: str | None
    alias: str | None


class HouseholdReply(msgspec.Struct, frozen=True, kw_only=True):
    """A household as it stands here; ``whole`` is false while something about it is parked or torn."""

    household_number: str
    head_name: str
    taken_at: datetime
    whole: bool
    members: list[MemberReply]
