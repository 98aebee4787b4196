"""個別事項: what other duties of the city have on somebody, as far as the 住民票 says it.

No 記号・番号 of an insurance, no 投票区 and no other day of the roll: the standard forbids to ask for them.

Source: 住基法7条9号, 10号, 10号の2, 10号の3, 11号, 11号の2; STD 1.1.1, 1.1.2, 7.2.2.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from juki.kernel.values.pension_number import PensionNumber
from juki.systems.registry.domain.matter_errors import ContradictoryMatter


class MatterKind(StrEnum):
    """The kinds, in the order of 住基法7条."""

    VOTER_ROLL = "voter_roll"
    NATIONAL_HEALTH = "national_health"
    LATE_ELDERLY = "late_elderly"
    LONG_TERM_CARE = "long_term_care"
    PENSION = "pension"
    CHILD_ALLOWANCE = "child_allowance"


INSURANCES = frozenset(
    {MatterKind.NATIONAL_HEALTH, MatterKind.LATE_ELDERLY, MatterKind.LONG_TERM_CARE, MatterKind.PENSION}
)
LABELS = MappingProxyType({
    MatterKind.VOTER_ROLL: "選挙人名簿", MatterKind.NATIONAL_HEALTH: "国民健康保険",
    MatterKind.LATE_ELDERLY: "後期高齢者医療", MatterKind.LONG_TERM_CARE: "介護保険",
    MatterKind.PENSION: "国民年金", MatterKind.CHILD_ALLOWANCE: "児童手当",
})  # fmt: skip
CATEGORIES = MappingProxyType({"1": "第1号被保険者", "2": "第2号被保険者", "3": "第3号被保険者"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Matter:
    """One 個別事項, whole. ``applies``: registered, or insured; None of 児童手当, which has months alone.

    ``pension_number`` has ten digits or is empty; ``from_month`` and ``to_month`` are first days, shown without the day.

    Raises:
        InvalidPensionNumber: not ten digits.
        ContradictoryMatter: an item that the kind has not, one missing, or days in the wrong order.
    """

    kind: MatterKind
    applies: bool | None = None
    acquired_on: date | None = None
    lost_on: date | None = None
    pension_number: str = ""
    category: str = ""
    category_changed_on: date | None = None
    from_month: date | None = None
    to_month: date | None = None

    def __post_init__(self) -> None:
        _demand((self.applies is None) is (self.kind is MatterKind.CHILD_ALLOWANCE), "該当の有無")
        self._demand_days()
        self._demand_pension()
        self._demand_months()

    def _demand_days(self) -> None:
        given = self.acquired_on is not None
        if self.kind not in INSURANCES:
            _demand(not given, "資格取得年月日")
            _demand(self.lost_on is None, "資格喪失年月日")
            return
        _demand(given or not (self.applies or self.lost_on), "資格取得年月日")
        _demand(
            (self.lost_on is None) if self.applies else ((self.lost_on is not None) is given),
            "資格喪失年月日",
        )
        if self.acquired_on and self.lost_on:
            _demand(self.acquired_on <= self.lost_on, "資格喪失年月日")

    def _demand_pension(self) -> None:
        if self.kind is not MatterKind.PENSION:
            _demand(not self.pension_number, "基礎年金番号")
            _demand(not self.category and self.category_changed_on is None, "種別")
            return
        if self.pension_number:
            PensionNumber(self.pension_number)
        _demand(bool(self.category) or not self.applies, "種別")
        _demand(not self.category or self.category in CATEGORIES, "種別")
        _demand(bool(self.category) or self.category_changed_on is None, "種別の変更があった年月日")

    def _demand_months(self) -> None:
        given = self.from_month is not None
        _demand(given is (self.kind is MatterKind.CHILD_ALLOWANCE), "受給開始年月")
        _demand(self.to_month is None or given, "受給終了年月")
        if self.from_month and self.to_month:
            _demand(self.from_month <= self.to_month, "受給終了年月")


def _demand(holds: bool, item: str) -> None:
    if not holds:
        raise ContradictoryMatter(item=item)
