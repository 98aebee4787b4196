"""副本: what it may hold, how it is checked on the way in, and which version is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit, written_text

NUMBER_LENGTH = 15
LIMIT = 100


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdCopy:
    """住基法7条4号 from ``valid_from`` on: being the head, or the head's name and the relation to them.

    A household without a head has no head's name, and is passed on in that state. Source: STD 1.1.10.
    """

    layout: str
    valid_from: date
    is_head: bool
    head_name: str
    relationship: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A stored version; ``version`` rises in the order of recording."""

    version: int
    valid_from: date


def adds_nothing(newest: HouseholdCopy | None, arriving: HouseholdCopy) -> bool:
    """Whether what arrives only says again what the newest version already says of that day."""
    if newest is None or newest.valid_from > arriving.valid_from:
        return False
    return (newest.layout, newest.is_head, newest.head_name, newest.relationship) == (
        arriving.layout, arriving.is_head, arriving.head_name, arriving.relationship,
    )  # fmt: skip


def is_number(text: str) -> bool:
    """Whether ``text`` has the shape of a 団体内統合宛名番号."""
    return check_digit.is_digits(text, NUMBER_LENGTH)


def fault(copy: HouseholdCopy) -> str | None:
    """The item that fails the format check, or ``None``. Source: document III(1)6 risk 7 (形式チェック)."""
    if not copy.layout.strip():
        return "レイアウト版"
    if not copy.relationship.strip() or not _is_written(copy.relationship):
        return "続柄"
    if copy.head_name and not _is_written(copy.head_name):
        return "世帯主氏名"
    return None


def in_force(versions: Iterable[Dated], *, on: date) -> int | None:
    """The version in force on a day: what was recorded last, of those that have begun.

    A later record says what holds from its day on, also when that day is before an earlier record's.
    """
    begun = [one.version for one in versions if one.valid_from <= on]
    return max(begun, default=None)


def _is_written(text: str) -> bool:
    try:
        written_text.check(text, limit=LIMIT)
    except JukiError:
        return False
    return True
