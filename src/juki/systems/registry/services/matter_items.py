"""個別事項 in the words of a page. Source: STD 1.1.1, 1.1.9."""

from datetime import date

import msgspec

from juki.kernel.values.legal_date import DateStyle, LegalDate
from juki.kernel.values.pension_number import PensionNumber
from juki.systems.registry.domain.matter import CATEGORIES, Matter, MatterKind


class MatterItem(msgspec.Struct, frozen=True):
    """A label and what stands beside it; empty where nothing was told."""

    label: str
    text: str


def items(matter: Matter) -> list[MatterItem]:
    """The items of a kind, also the empty ones; days and months by era."""
    match matter.kind:
        case MatterKind.VOTER_ROLL:
            return [MatterItem("登録の有無", "あり" if matter.applies else "なし")]
        case MatterKind.CHILD_ALLOWANCE:
            return [
                MatterItem("受給開始年月", _month(matter.from_month)),
                MatterItem("受給終了年月", _month(matter.to_month)),
            ]
        case MatterKind.PENSION:
            return [_insured(matter), *_pension(matter), *_days(matter)]
        case _:
            return [_insured(matter), *_days(matter)]


def _insured(matter: Matter) -> MatterItem:
    return MatterItem("被保険者該当の有無", "あり" if matter.applies else "なし")


def _days(matter: Matter) -> list[MatterItem]:
    return [
        MatterItem("資格取得年月日", _day(matter.acquired_on)),
        MatterItem("資格喪失年月日", _day(matter.lost_on)),
    ]


def _pension(matter: Matter) -> list[MatterItem]:
    number = matter.pension_number
    return [
        MatterItem("基礎年金番号", PensionNumber(number).written if number else ""),
        MatterItem("種別", CATEGORIES.get(matter.category, "")),
        MatterItem("種別の変更があった年月日", _day(matter.category_changed_on)),
    ]


def _day(day: date | None) -> str:
    return "" if day is None else LegalDate.from_day(day).display(DateStyle.WAREKI)


def _month(first_day: date | None) -> str:
    return _day(first_day).removesuffix("1日")
