"""Asking for one record, and the 36 items of the reply in the order of the file (別添2(2) 本人確認情報ファイル)."""

from datetime import date, datetime
from uuid import UUID

import msgspec


class RecordForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose record, and why."""

    resident_code: str
    reason: str


class RecordReply(msgspec.Struct, frozen=True, kw_only=True):
    """A record; of a legal date the day for ordering, the code of its form and the certified text."""

    resident_code: str
    name: str
    outside_in_name: int
    name_kana: str
    name_key: str
    birth: date
    birth_form: str
    birth_text: str
    sex: str
    municipality: str
    town_code: str
    postal_code: str
    address: str
    outside_in_address: int
    individual_number: str | msgspec.UnsetType = msgspec.UNSET
    became_resident: date
    became_resident_form: str
    became_resident_text: str
    settled: date
    settled_form: str
    settled_text: str
    notified_on: date | None
    former_municipality: str
    former_address: str
    outside_in_former_address: int
    relationship: str
    event_class: str
    event_date: date
    event_date_form: str
    event_date_text: str
    event_reason: str
    former_resident_code: str
    code_used_since: date
    request_number: UUID
    operator: str
    terminal: str
    update_number: int
    recovery_number: int | None
    updates_barred: bool
    planned: bool
    reserved: bool
    has_outside_characters: bool
    record_state: str
    recorded_at: datetime
