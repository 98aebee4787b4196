"""個別事項 as they travel, read into the register's own terms. Source: 住基法7条9号–11号の2; STD 1.1.1, 7.2.2."""

from datetime import date

from juki.systems.registry.domain.matter import Matter, MatterKind
from juki.systems.registry.domain.matter_errors import UnreadableMatter
from juki.systems.registry.peers.contract import (
    ChildAllowance,
    IndividualMatter,
    Insured,
    Pension,
    VoterRoll,
)


def matter_of(message: IndividualMatter) -> Matter:
    """What ``message`` says.

    Raises:
        UnreadableMatter: an item that is no day or month.
        InvalidPensionNumber, ContradictoryMatter: see :class:`Matter`.
    """
    told = message.matter
    match told:
        case VoterRoll():
            return Matter(kind=MatterKind.VOTER_ROLL, applies=told.registered)
        case ChildAllowance():
            return Matter(
                kind=MatterKind.CHILD_ALLOWANCE,
                from_month=_month(told.from_month, "受給開始年月"),
                to_month=_month(told.to_month, "受給終了年月"),
            )
        case Pension():
            acquired, lost = _days(told)
            return Matter(
                kind=MatterKind.PENSION, applies=told.insured, acquired_on=acquired, lost_on=lost,
                pension_number=told.pension_number, category=told.category,
                category_changed_on=_day(told.category_changed_on, "種別の変更があった年月日"),
            )  # fmt: skip
        case _:
            acquired, lost = _days(told)
            return Matter(kind=kind_of(message), applies=told.insured, acquired_on=acquired, lost_on=lost)


def kind_of(message: IndividualMatter) -> MatterKind:
    """Which kind ``message`` is about."""
    return MatterKind(str(message.matter.__struct_config__.tag))


def _days(told: Insured) -> tuple[date | None, date | None]:
    return _day(told.acquired_on, "資格取得年月日"), _day(told.lost_on, "資格喪失年月日")


def _month(text: str, item: str) -> date | None:
    return _day(f"{text}-01" if text else "", item)


def _day(text: str, item: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise UnreadableMatter(item=item) from None
    if found.isoformat() != text:
        raise UnreadableMatter(item=item)
    return found
