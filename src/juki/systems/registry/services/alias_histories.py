"""通称の履歴: written with every version that has another alias than the one before it; read with the record.

Source: 住基法施行令30条の16, 30条の17; STD 1.1.7; document 別添2(1).
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

import msgspec

from juki.kernel.work import Act
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.records.models import AliasHistory
from juki.systems.registry.services import options, removed_store

_ENTERED_ANEW = frozenset({"TSUSHO_KISAI", "TSUSHO_SAKUJO"})
_CORRECTED = "GOKI_SHUSEI"


class Version(Protocol):
    """A version that was just written."""

    @property
    def resident(self) -> Resident:
        """The row."""

    @property
    def before(self) -> Resident | None:
        """The row before it."""

    @property
    def cancels(self) -> int | None:
        """The 履歴番号 that it takes back."""


class AliasEntry(msgspec.Struct, frozen=True):
    """An alias as it stands in the history. ``registered_on`` is None where it is not known."""

    history_number: int
    number: int
    registered_on: date | None
    registered_municipality: str
    deleted_on: date | None
    deleted_municipality: str
    kana: str
    kanji: str


def of(addressee_number: str) -> list[AliasEntry]:
    """Every alias that the person has or had, by 連番, each as it stands now; what was taken back is none."""
    latest = {row.number: row for row in _rows(addressee_number)}
    return [
        AliasEntry(
            row.history_number, row.number, row.registered_on, row.registered_municipality, row.deleted_on,
            row.deleted_municipality, row.kana, row.kanji,
        )
        for _, row in sorted(latest.items())
        if not row.void
    ]  # fmt: skip


def follow(act: Act, written: Iterable[Version]) -> None:
    """Add what the versions of this act say of aliases. Whoever enters with one brings no day that we know."""
    for version in written:
        before, after = version.before, version.resident
        if before is None or (not before.is_present and version.cancels is None):
            continue
        if (before.names.alias, before.names.alias_kana) != (after.names.alias, after.names.alias_kana):
            _Person(act, after.addressee_number).change(version)


def _rows(addressee_number: str) -> list[AliasHistory]:
    """By 履歴連番; of somebody who was away for long those of the 除票 store come first."""
    rows = AliasHistory.objects.filter(addressee_number=addressee_number).order_by("history_number")
    return [*removed_store.aliases(addressee_number), *rows]


class _Person:
    """The history of one person while an act is written."""

    def __init__(self, act: Act, addressee_number: str) -> None:
        self.act = act
        self.number = addressee_number
        self.rows = _rows(addressee_number)

    def change(self, version: Version) -> None:
        before, after = version.before, version.resident
        old = before.names.alias if before else ""
        new = after.names.alias
        undone = version.cancels is not None or after.event.reason == _CORRECTED
        day = after.event.day.internal
        if old and new and after.event.reason not in _ENTERED_ANEW:
            self._put(self._open(old), after, deleted_on=None)
            return
        if old and undone:
            self._put(self._open(old), before or after, deleted_on=None, void=True)
        elif old:
            self._put(self._open(old), before or after, deleted_on=day)
        if new and undone and (earlier := self._deleted(new)):
            self._put(earlier, after, deleted_on=None)
        elif new:
            self._put(None, after, deleted_on=None, registered_on=day)

    def _open(self, alias: str) -> AliasHistory | None:
        """The entry that holds, if the history knows it."""
        latest = {row.number: row for row in self.rows}
        held = [row for row in latest.values() if row.kanji == alias and not row.deleted_on and not row.void]
        return held[-1] if held else None

    def _deleted(self, alias: str) -> AliasHistory | None:
        latest = {row.number: row for row in self.rows}
        gone = [row for row in latest.values() if row.kanji == alias and (row.deleted_on or row.void)]
        return gone[-1] if gone else None

    def _put(
        self, earlier: AliasHistory | None, resident: Resident, *, deleted_on: date | None,
        registered_on: date | None = None, void: bool = False,
    ) -> None:  # fmt: skip
        own = options.municipality().digits
        row = AliasHistory.objects.create(
            addressee_number=self.number, history_number=len(self.rows) + 1,
            number=earlier.number if earlier else max((one.number for one in self.rows), default=0) + 1,
            registered_on=earlier.registered_on if earlier else registered_on,
            registered_municipality=earlier.registered_municipality if earlier else own if registered_on else "",
            deleted_on=deleted_on, deleted_municipality=own if deleted_on else "",
            kana=resident.names.alias_kana, kanji=resident.names.alias, void=void, event_id=self.act.trace,
            recorded_at=self.act.times.machine,
        )  # fmt: skip
        self.rows.append(row)
