"""帰化, 国籍取得, 国籍喪失: one 住民票 is closed and another opened for the same person on the same day.

宛名番号, 住民票コード, 個人番号, 住所, 続柄 and 転入前住所 are carried over.

Source: STD 4.5.3, 4.5.4, 4.5.5.
"""

from dataclasses import replace

from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import date_row, flat, foreign_row, register_row, unflat
from juki.systems.registry.domain.outcomes.errors import NotResident
from juki.systems.registry.domain.outcomes.floor import Floor
from juki.systems.registry.domain.resident import Cause, Kind, Removed, Resident, State

_CLOSING = {
    "KIKA_KISAI": "KIKA_SHOJO",
    "KOKUSEKI_SHUTOKU_KISAI": "KOKUSEKI_SHUTOKU_SHOJO",
    "KOKUSEKI_SOSHITSU_KISAI": "KOKUSEKI_SOSHITSU_SHOJO",
}
_ONLY_FOREIGN = {
    "alias": "",
    "alias_kana": "",
    "alias_kana_confirmed": False,
    "kanji_name": "",
    "kana_confirmed": False,
}
_ONLY_JAPANESE = {
    "former_surname": "", "former_surname_kana": "", "former_surname_kana_certified": False,
    "former_surname_kana_confirmed": False, "kana_certified": False,
}  # fmt: skip


def change_nationality(floor: Floor) -> None:
    """Close and open for everybody of the movement.

    Raises:
        NotResident: somebody is no resident.
    """
    movement = floor.movement
    closing = REASONS[_CLOSING[movement.reason.code]]
    cause = Cause(reason=closing.code, notified_on=movement.notified_on, basis=movement.basis)
    for person in movement.persons:
        before = floor.now[person.addressee_number or ""]
        if not before.is_present:
            raise NotResident
        closed = replace(before, state=State.REMOVED, removed=Removed(day=movement.day, cause=cause))
        floor.close(closed, floor.event(closing))
        row = flat(_japanese(floor, before) if before.kind is Kind.FOREIGN else _foreign(floor, before))
        floor.put(unflat(row | dict(person.items)), floor.event())


def _opened(floor: Floor) -> Cause:
    movement = floor.movement
    return Cause(reason=movement.reason.code, notified_on=movement.notified_on, basis=movement.basis)


def _japanese(floor: Floor, before: Resident) -> Resident:
    """外国人住民となった年月日 becomes 住民となった年月日; 氏名 and 戸籍の表示 come with the items."""
    blank = {"kind": str(Kind.JAPANESE), **foreign_row(None), **_ONLY_FOREIGN}
    since = date_row("became_resident", before.certified_since)
    placeholder = {"honseki": "-", "honseki_head": "-"}
    row = flat(before) | blank | since | placeholder | {"record": floor.next_record(before)}
    return replace(unflat(row), became_by=_opened(floor))


def _foreign(floor: Floor, before: Resident) -> Resident:
    """外国人住民となった年月日 is the later of the loss and 住民となった年月日; the block of 30条の45 comes with the items."""
    movement = floor.movement
    since = max((movement.day, before.became_resident), key=lambda day: day.internal)
    block = {"kind": str(Kind.FOREIGN), **register_row(None), **_ONLY_JAPANESE}
    row = flat(before) | block | {"category": "transitional_loss", "record": floor.next_record(before)}
    return replace(unflat(row | date_row("foreign_since", since)), became_by=_opened(floor))
