"""Whether a certificate may be issued to a person at a kiosk now, and every reason why not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from juki.kernel.values.age import age_at_start_of

MINIMUM_AGE = 15


class NotIssuable(StrEnum):
    """A reason; the value is its stable code, ``text`` says what to do."""

    UNKNOWN_PERSON = "KSK-0301"
    STALE_FEED = "KSK-0302"
    HOUSEHOLD_NOT_WHOLE = "KSK-0303"
    REMOVED = "KSK-0304"
    SUPPRESSED = "KSK-0305"
    MOVING_OUT = "KSK-0306"
    SAME_DAY_AS_MOVE_IN = "KSK-0307"
    UNDER_AGE = "KSK-0308"
    BIRTH_DAY_UNKNOWN = "KSK-0309"

    @property
    def text(self) -> str:
        """The reason in Japanese, with what comes next."""
        return _TEXTS[self]


_TEXTS = {
    NotIssuable.UNKNOWN_PERSON: "証明書コンビニ交付ファイルにない人です。宛名番号を確かめてください。",
    NotIssuable.STALE_FEED: "住民記録システムからの更新が途絶えています。連携の回復を待ってください。",
    NotIssuable.HOUSEHOLD_NOT_WHOLE: "世帯の更新が保留中です。保留中の電文を解消してください。",
    NotIssuable.REMOVED: "消除された住民票は交付できません。窓口で除票の写しを案内してください。",
    NotIssuable.SUPPRESSED: "発行が禁止されています。窓口で確認してください。",
    NotIssuable.MOVING_OUT: "転出予定のため交付できません。窓口を案内してください。",
    NotIssuable.SAME_DAY_AS_MOVE_IN: "届出の当日は交付できません。翌日以降に利用するよう案内してください。",
    NotIssuable.UNDER_AGE: "15歳未満のため交付できません。窓口を案内してください。",
    NotIssuable.BIRTH_DAY_UNKNOWN: "生年月日が確定しないため年齢を判定できません。窓口を案内してください。",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules look at; it names nobody.

    ``birth``: None when the certified date is no exact day, from which nothing legal may be computed.
    ``notified_on``: 届出日, if there was a notification. ``household_is_whole``: the last word on the household was
    applied here, and none of its members was taken out of it by another household since.
    """

    removed: bool
    issuing_stopped: bool
    birth: date | None
    became_resident: date
    notified_on: date | None
    moving_out: bool
    household_is_whole: bool


def reasons_against(
    candidate: Candidate | None, *, feed_is_fresh: bool, today: date
) -> tuple[NotIssuable, ...]:
    """Every reason why nothing may be issued on ``today`` (legal day); empty when it may.

    A notification made today waits until the next day even where it moved somebody within the city: the file has no
    item by which the two are told apart in every code family, and a kiosk must err towards the counter.

    Source: document III(4)2; field (cities' own conditions of use); STD 3.1 (suppression), 1.1.8 (dates).
    """
    feed = () if feed_is_fresh else (NotIssuable.STALE_FEED,)
    if candidate is None:
        return (NotIssuable.UNKNOWN_PERSON, *feed)
    found = {
        NotIssuable.HOUSEHOLD_NOT_WHOLE: not candidate.household_is_whole,
        NotIssuable.REMOVED: candidate.removed,
        NotIssuable.SUPPRESSED: candidate.issuing_stopped,
        NotIssuable.MOVING_OUT: candidate.moving_out,
        NotIssuable.SAME_DAY_AS_MOVE_IN: _arrived_today(candidate, today),
        NotIssuable.UNDER_AGE: candidate.birth is not None and is_under_age(candidate.birth, today=today),
        NotIssuable.BIRTH_DAY_UNKNOWN: candidate.birth is None,
    }
    return (*feed, *(reason for reason, holds in found.items() if holds))


def is_under_age(birth: date, *, today: date) -> bool:
    """Whether a person is younger than 15 through the whole of ``today``; a birth still to come counts as younger.

    The fifteenth year is complete when the day before the birthday ends, so the birthday is the first day of service.

    Source: 年齢計算ニ関スル法律.
    """
    return today < birth or age_at_start_of(today, birth=birth) < MINIMUM_AGE


def _arrived_today(candidate: Candidate, today: date) -> bool:
    days = [candidate.became_resident, *([candidate.notified_on] if candidate.notified_on else [])]
    return max(days) >= today
