"""Every fault of an 異動 at once, each beside its field: first the fields, then the rules, last a dry run."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from juki.kernel.errors import Detail, JukiError
from juki.kernel.values import written_text
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain import change_rules, errors
from juki.systems.registry.domain.change_errors import CorrectsEarlier
from juki.systems.registry.domain.movement import Movement, Outcome, Scene
from juki.systems.registry.domain.outcomes import errors as outcome_errors
from juki.systems.registry.domain.outcomes.amending import CORRECTION
from juki.systems.registry.domain.resident import State
from juki.systems.registry.errors import (
    AlreadyResident,
    FaultyForm,
    NoSuchResident,
    NumberTaken,
    RecordedDead,
    SamePersonTwice,
)
from juki.systems.registry.records.models import ResidentRow
from juki.systems.registry.services import given_numbers, glyphs, options, reading
from juki.systems.registry.services.applications.collecting import Collected
from juki.systems.registry.services.applications.item_faults import item_faults
from juki.systems.registry.services.applications.places import address_faults
from juki.systems.registry.services.change_forms import ChangeForm, PersonChangeForm
from juki.systems.registry.services.change_items import is_written
from juki.systems.registry.services.change_reading import event_day, known_as, movement_of, reason_of
from juki.systems.registry.services.drafting import draft
from juki.systems.registry.services.forms import AddressForm
from juki.systems.registry.services.scenes import scene_of

_PLACES: Mapping[type[JukiError], str] = {
    errors.SecondHead: "persons",
    outcome_errors.NothingChanges: "persons",
    outcome_errors.BeforeRecord: "day",
    outcome_errors.NoPlacement: "placement.where",
    outcome_errors.WholeHousehold: "placement.where",
    outcome_errors.NotResident: "persons",
    outcome_errors.StillResident: "persons",
    outcome_errors.NoPlan: "persons",
    outcome_errors.PlannedAlready: "persons",
    outcome_errors.NotOfThatAct: "target",
    outcome_errors.OtherCancelling: "reason",
}
"""The field at which a refusal of the dry run is shown."""


class Sound(NamedTuple):
    """An 異動 that nothing stands against: what was typed, against what it was looked at, what would come out."""

    scene: Scene
    movement: Movement
    drafted: Outcome


def demand_no_faults(form: ChangeForm, *, today: date, lock: bool = False) -> Sound:
    """The typed 異動, its scene and its draft.

    Raises:
        FaultyForm: with every fault.
    """
    found = Collected()
    _fields(form, found)
    if not found.details:
        scene = scene_of(form, lock=lock)
        _known(form, scene, found)
        if not found.details:
            movement = movement_of(form, today=today, scene=scene)
            drafted = _rules(scene, movement, found, today)
            if drafted is not None:
                return Sound(scene, movement, drafted)
    raise FaultyForm(found.details)


def faults(form: ChangeForm, *, today: date) -> list[Detail]:
    """All faults in the order of the form; ``today`` is the processing day. Reads the register.

    A path is that of the field, persons counted from 0: ``persons.1.items.birth``. Empty when the form may be saved.
    """
    try:
        demand_no_faults(form, today=today)
    except FaultyForm as found:
        return list(found.details)
    return []


def _fields(form: ChangeForm, found: Collected) -> None:
    reason = found.attempt("reason", lambda: reason_of(form.reason))
    if reason is not None:
        found.attempt("day", lambda: event_day(form.day, reason))
    if form.notified_on:
        found.attempt("notified_on", lambda: reading.calendar_day(form.notified_on))
    for place, person in enumerate(form.persons):
        _person(place, person, found)
    if form.placement.where == "join":
        found.attempt("placement.number", lambda: given_numbers.household(form.placement.number))
    for number, words in form.rest.items():
        found.attempt("rest", partial(given_numbers.addressee, number))
        found.attempt(f"rest.{number}", partial(Relationship.parse, words))
    for number in form.positions:
        found.attempt("positions", partial(given_numbers.addressee, number))
    _places(form, found)
    _text("note", form.note, found)
    for place, source in enumerate(form.sources):
        for name in ("kind", "issuer", "number"):
            _text(f"sources.{place}.{name}", getattr(source, name), found)
        if not source.kind:
            found.add(f"sources.{place}.kind", errors.NotChosen(item="届出等の書類"))
        if source.day:
            found.attempt(f"sources.{place}.day", partial(reading.calendar_day, source.day))


def _person(place: int, form: PersonChangeForm, found: Collected) -> None:
    path = f"persons.{place}"
    if form.addressee_number:
        found.attempt(f"{path}.addressee_number", lambda: given_numbers.addressee(form.addressee_number))
    if form.relationship:
        found.attempt(f"{path}.relationship", lambda: Relationship.parse(form.relationship))
    for field, error in item_faults(form.items, person=place + 1):
        found.add(f"{path}.items.{field}", error)


def _places(form: ChangeForm, found: Collected) -> None:
    if form.address is not None:
        _address("address", "住所", form.address, found)
    told = form.destination
    if told is None:
        return
    if told.address is not None and is_written(told.address):
        _address("destination.address", "転出先住所", told.address, found)
    for name in ("moved_in_on", "notice_on"):
        if text := getattr(told, name):
            found.attempt(f"destination.{name}", partial(reading.calendar_day, text))
    _text("destination.head", told.head, found)


def _address(path: str, item: str, form: AddressForm, found: Collected) -> None:
    for field, error in address_faults(form):
        found.add(f"{path}.{field}", error)
    for part in ("prefecture", "city", "town", "lot", "building"):
        for position in glyphs.gaps(getattr(form, part)):
            found.add(f"{path}.{part}", errors.NotDrawable(item=item, position=position))


def _text(path: str, text: str, found: Collected) -> None:
    if text:
        found.attempt(path, lambda: written_text.check(text, limit=2 * reading.TEXT_LIMIT))


def _known(form: ChangeForm, scene: Scene, found: Collected) -> None:
    """Whoever is named has a record; whoever is not and has one all the same is no resident now."""
    seen: set[str] = set()
    for place, person in enumerate(form.persons):
        path = f"persons.{place}"
        number = _digits(person.addressee_number) or known_as(person, scene) or ""
        if number in seen:
            found.add(f"{path}.addressee_number", SamePersonTwice())
        seen |= {number} - {""}
        known = scene.residents.get(number)
        if person.addressee_number and known is None:
            found.add(f"{path}.addressee_number", NoSuchResident())
        if known is not None and not person.addressee_number:
            if known.is_present:
                found.add(f"{path}.items.individual_number", AlreadyResident(person=place + 1))
            elif known.state is State.DEAD:
                found.add(f"{path}.items.individual_number", RecordedDead(person=place + 1))
    for number in form.rest:
        if _digits(number) not in scene.residents:
            found.add(f"rest.{number}", NoSuchResident())
    for number in form.positions:
        if _digits(number) not in scene.residents:
            found.add("positions", NoSuchResident())


def _digits(number: str) -> str:
    return given_numbers.addressee(number) if number else ""


def _rules(scene: Scene, movement: Movement, found: Collected, today: date) -> Outcome | None:
    """The draft where nothing stands against it."""
    for path, error in change_rules.faults(
        scene, movement, today=today, municipality=options.municipality().digits,
        exists=options.municipality_exists, closed=CityClosedDays(),
    ):  # fmt: skip
        found.add(path, error)
    _numbers(movement, found)
    if not found.details:
        try:
            return draft(scene, movement)
        except outcome_errors.LaterFirst as error:
            corrects = movement.reason.code == CORRECTION
            found.add(*(("target", CorrectsEarlier()) if corrects else ("day", error)))
        except JukiError as error:
            found.add(_PLACES.get(type(error), "persons"), error)
    return None


def _numbers(movement: Movement, found: Collected) -> None:
    """A number that changes belongs to nobody else who lives here."""
    for place, person in enumerate(movement.persons):
        for column in ("individual_number", "resident_code"):
            number = person.items.get(column)
            if not number:
                continue
            others = ResidentRow.objects.filter(**{column: number}, state=State.RESIDENT)
            if others.exclude(addressee_number=person.addressee_number or "").exists():
                found.add(f"persons.{place}.items.{column}", NumberTaken())
