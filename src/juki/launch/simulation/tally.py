"""異動集計: how many came and went, by division, Japanese and foreign, and sex. Source: STD 1.2.2; document I-2 system 1."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from juki.launch.screen import padded
from juki.launch.simulation.register import Made
from juki.systems.registry.domain.event_reasons import REASONS, EventClass
from juki.systems.registry.domain.resident import Kind, Sex

Cell = tuple[EventClass, str, Kind, Sex]
"""記載, 消除 or 修正; the division; whom it was about."""

_SEXES = (Sex.MALE, Sex.FEMALE, Sex.UNRECORDED)
_LABEL = 34
_WIDTHS = (10, 8, 8, 10, 8, 8, 10)


@dataclass(slots=True)
class Tally:
    """What was counted since ``begin`` people lived here."""

    begin: int = 0
    cells: "Counter[Cell]" = field(default_factory=Counter)

    def count(self, made: Iterable[Made]) -> None:
        """Every version that makes or ends a resident; amendments of whoever an 異動 changed."""
        for _, version in made:
            resident = version.resident
            kind = EventClass(resident.event.event_class)
            division = REASONS[resident.event.reason].division
            self.cells[kind, division, resident.kind, resident.sex] += 1

    def total(self, kind: EventClass) -> int:
        """All of one class."""
        return sum(count for (one, *_), count in self.cells.items() if one is kind)

    @property
    def expected(self) -> int:
        """How many people there are now if everything was counted."""
        return self.begin + self.total(EventClass.ENTRY) - self.total(EventClass.REMOVAL)

    def lines(self, *, now: int) -> list[str]:
        """The table for people, and whether it adds up to the ``now`` residents."""
        head = padded("", _LABEL) + "  日本人男      女    空欄  外国人男      女    空欄        計"
        found = [f"期首人口 / population at the start  {self.begin:,}", head]
        for kind, label in (
            (EventClass.ENTRY, "記載"),
            (EventClass.REMOVAL, "消除"),
            (EventClass.AMENDMENT, "修正"),
        ):
            divisions = sorted({division for one, division, *_ in self.cells if one is kind})
            found += [self._line(kind, f"{label} {division}", (division,)) for division in divisions]
            found.append(self._line(kind, f"{label} 計 / {kind} total", divisions))
        verdict = "一致 / reconciled" if now == self.expected else f"不一致 / DIFFERS from {self.expected:,}"
        return [*found, f"期末人口 / population at the end    {now:,}  {verdict}"]

    def _line(self, kind: EventClass, label: str, divisions: Iterable[str]) -> str:
        wanted = set(divisions)
        counts = Counter[tuple[Kind, Sex]]()
        for (one, division, who, sex), count in self.cells.items():
            if one is kind and division in wanted:
                counts[who, sex] += count
        cells = [counts[who, sex] for who in (Kind.JAPANESE, Kind.FOREIGN) for sex in _SEXES]
        return padded(label, _LABEL) + "".join(
            f"{value:>{width},}" for value, width in zip((*cells, sum(cells)), _WIDTHS, strict=True)
        )
