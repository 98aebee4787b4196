"""What holds after every act, whatever it was. Source: 住基法7条, 30条の45; STD 1.1.2, 1.1.6, 1.1.10, 1.2.1, 2.2.1."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from juki.launch.simulation.register import Made, Register, Sheet
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.history import state_on
from juki.systems.registry.domain.items import EVENT
from juki.systems.registry.domain.resident import Category, Kind, Resident, State

_EVENT = frozenset(EVENT)
_NATURALISED = frozenset({"KIKA_KISAI", "KOKUSEKI_SHUTOKU_KISAI", "KOKUSEKI_SOSHITSU_KISAI"})
"""住民となった年月日 is 外国人住民となった年月日 then, which may be later than 住定日. Source: STD 4.5.3."""


def of_household(register: Register, number: str) -> Iterator[str]:
    """記載順位 without gaps, at most one 世帯主, and members who say that they belong to it."""
    members = register.households[number].members
    found = [register.latest[one] for one in members]
    if len(set(members)) != len(members):
        yield "somebody is in a household twice"
    if [one.position for one in found] != list(range(1, len(found) + 1)):
        yield "positions are not 1 to n"
    if sum(one.is_head for one in found) > 1:
        yield "two heads"
    if len({(one.address.municipality, one.address.town, one.address.lot) for one in found}) > 1:
        yield "the members live at different addresses"
    if any(one.household_number != number or not one.is_present for one in found):
        yield "a member does not belong to the household"


def of_resident(register: Register, number: str) -> Iterator[str]:
    """What one row has to be in itself, and that the household of a resident has the person."""
    one = register.latest[number]
    if one.is_present != (one.removed is None):
        yield "removed and state do not agree"
    if one.is_present and number not in register.households[one.household_number].members:
        yield "a resident is missing in the household"
    exact = one.settled.is_exact and one.became_resident.is_exact
    if (
        exact
        and one.became_by.reason not in _NATURALISED
        and one.settled.internal < one.became_resident.internal
    ):
        yield "settled before becoming a resident"
    if one.confirmed is not None and one.is_present:
        yield "a resident has moved in elsewhere"
    yield from _kind(one)


def _kind(one: Resident) -> Iterator[str]:
    names, foreign = one.names, one.foreign
    if one.kind is Kind.JAPANESE:
        if foreign is not None or one.register is None or names.alias or names.kanji:
            yield "items of a foreign resident on a Japanese"
        if names.former_surname and not names.former_surname_kana:
            yield "a former surname without its reading"
        return
    if foreign is None or one.register is not None or names.former_surname or names.kana_certified:
        yield "items of a Japanese on a foreign resident"
        return
    stay = foreign.status or foreign.period or foreign.expires_on
    if foreign.category is Category.SPECIAL_PERMANENT and stay:
        yield "a special permanent resident has a period of stay"
    if foreign.category in {Category.TRANSITIONAL_BIRTH, Category.TRANSITIONAL_LOSS} and (
        foreign.card_number or stay
    ):
        yield "a transitional resident has a card or a stay"


def of_numbers(register: Register, made: Sequence[Made]) -> Iterator[str]:
    """履歴番号 without gaps; 宛名番号 kept, a new 住民票 counted, the former one closed."""
    for before, version in made:
        if version.number != (before.number + 1 if before else 1):
            yield "version numbers have a gap"
        if before is None:
            if version.resident.record != 1:
                yield "the first sheet is not counted 1"
        elif version.resident.record != before.resident.record:
            sheets = register.sheets[version.resident.addressee_number]
            is_highest = version.resident.record == len(sheets) == max(sheets)
            if before.resident.is_present or not (is_highest or version.cancels is not None):
                yield "a new sheet beside one that is not closed, or not counted on"


def of_fold(sheet: Sheet) -> Iterator[str]:
    """The latest version is what the versions in force add up to."""
    state = state_on(sheet)
    latest = sheet[-1]
    if state is None:
        if latest.resident.is_present:
            yield "nothing is in force, and the person is a resident"
        return
    row = flat(state)
    wrong = [column for column, value in latest.row.items() if column not in _EVENT and row[column] != value]
    if wrong:
        yield f"the latest version is not the fold: {', '.join(wrong)}"


def of_past(sheet: Sheet, before: Sheet) -> Iterator[str]:
    """The days before those on which the new versions hold are what they were; the past as it was known is."""
    if not before:
        return
    new = sheet[len(before) :]
    known = before[-1].recorded_at
    if all(one.cancels is None for one in new):
        day = min(one.holds_from for one in new) - timedelta(days=1)
        if _differs(state_on(sheet, day=day), state_on(before, day=day)):
            yield "a day before the act is otherwise afterwards"
    day = before[-1].holds_from
    if _differs(state_on(sheet, day=day, known_at=known), state_on(before, day=day)):
        yield "the past as it was known is otherwise afterwards"


def _differs(one: Resident | None, other: Resident | None) -> bool:
    if one is None or other is None:
        return one is not other
    return flat(one) != flat(other)


def is_plain(sheet: Sheet, count: int) -> bool:
    """Whether the last ``count`` versions hold later than all others and take nothing back: the fold need not sort."""
    latest = max((one.holds_from for one in sheet[:-count]), default=date.min)
    return all(one.cancels is None and one.holds_from >= latest for one in sheet[-count:])


def of_city(register: Register) -> Iterator[str]:
    """Everything at once: every household, every resident, every fold, every number once."""
    for number in register.households:
        yield from of_household(register, number)
    for number in register.latest:
        yield from of_resident(register, number)
        for sheet in register.sheets[number].values():
            if sheet[-1].resident.record == register.latest[number].record:
                yield from of_fold(sheet)
    present = [register.latest[number] for number in register.present]
    yield from _once("individual number", (one.individual_number for one in present))
    yield from _once("resident code", (one.resident_code for one in present))
    counted = sum(one.state is State.RESIDENT for one in register.latest.values())
    if counted != len(register.present):
        yield "the population is miscounted"


def _once(what: str, values: Iterable[str]) -> Iterator[str]:
    found = [value for value in values if value]
    if len(set(found)) != len(found):
        yield f"the same {what} twice"
