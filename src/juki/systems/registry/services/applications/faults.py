"""Every fault of a 転入 form at once, each beside its field; the rules are those of ``reading`` and ``domain``."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from juki.kernel.errors import Detail, JukiError
from juki.kernel.values import written_text
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.systems.registry.domain import errors, household, move_in
from juki.systems.registry.domain.arrival_errors import FormerBlank, NotThatRecord, OtherRecord
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.newcomer import MOST, MoveIn
from juki.systems.registry.errors import AlreadyResident, FaultyForm, NoSuchHousehold, RecordedDead
from juki.systems.registry.services import given_numbers, glyphs, options, reading, residents
from juki.systems.registry.services.applications.collecting import Collected, T
from juki.systems.registry.services.applications.person_faults import person_faults
from juki.systems.registry.services.applications.places import address_faults
from juki.systems.registry.services.arrivals import demand_not_here, returning
from juki.systems.registry.services.forms import AddressForm, MoveInForm

_PLACES: Mapping[type[JukiError], str] = {
    errors.MovedInFuture: "moved_on",
    errors.NotifiedInFuture: "notified_on",
    errors.NotifiedBeforeMove: "notified_on",
    errors.ReasonDoesNotFit: "reason",
    errors.FormerlyHere: "former_address.municipality",
    errors.NoSuchMunicipality: "former_address.municipality",
    errors.AddressElsewhere: "address.municipality",
    errors.NobodyMoves: "persons",
    errors.HouseholdElsewhere: "household.number",
    NoSuchHousehold: "household.number",
    FormerBlank: "former_address.town",
}
"""The field at which a rule's refusal is shown."""
_OF_A_PERSON: Mapping[type[JukiError], str] = {
    errors.MovedBeforeBirth: "birth",
    errors.RepeatedPerson: "individual_number",
    AlreadyResident: "individual_number",
    RecordedDead: "individual_number",
    errors.SecondHead: "relationship",
    NotThatRecord: "returns",
    OtherRecord: "returns",
}
"""The field within a person."""


class _Found(Collected):
    """Keeps a refusal at its own place, where it has one."""

    def attempt(self, path: str, check: Callable[[], T]) -> T | None:
        """What ``check`` returns; a refusal is kept at its own place, else at ``path``."""
        try:
            return check()
        except JukiError as error:
            place, person = _OF_A_PERSON.get(type(error)), error.fields.get("person")
            if place and isinstance(person, int):
                self.add(f"persons.{person - 1}.{place}", error)
            else:
                self.add(_PLACES.get(type(error), path), error)
            return None


def demand_no_faults(form: MoveInForm, *, today: date) -> MoveIn:
    """The typed notification.

    Raises:
        FaultyForm: with every fault.
    """
    found = faults(form, today=today)
    if found:
        raise FaultyForm(found)
    return reading.move_in_of(form, today=today)


def faults(form: MoveInForm, *, today: date) -> list[Detail]:
    """All faults in the order of the form, nothing normalised; ``today`` is the processing day. Reads the register.

    A path is that of the field, persons counted from 0: ``persons.1.birth``. Empty when the form may be saved.
    """
    found = _Found()
    _head(form, found, today)
    for path, address in _places(form):
        for field, error in address_faults(address):
            found.add(f"{path}.{field}", error)
    _registered(form, found)
    _household(form, found)
    if not 1 <= len(form.persons) <= MOST:
        found.add("persons", errors.NobodyMoves(limit=MOST))
    for place, person in enumerate(form.persons):
        for field, error in person_faults(person, person=place + 1):
            found.add(f"persons.{place}.{field}", error)
    if form.note:
        found.attempt("note", lambda: written_text.check(form.note, limit=reading.TEXT_LIMIT))
    _glyphs(form, found)
    if not found.details:
        _rules(reading.move_in_of(form, today=today), found, today)
    else:
        _what_is_typed(form, found, today)
    return found.details


def _head(form: MoveInForm, found: _Found, today: date) -> None:
    if form.reason not in REASONS:
        found.add("reason", errors.NotChosen(item="異動事由"))
    moved = found.attempt("moved_on", lambda: reading.calendar_day(form.moved_on))
    notified = (
        found.attempt("notified_on", lambda: reading.calendar_day(form.notified_on))
        if form.notified_on
        else today
    )
    if moved and notified:
        found.attempt("moved_on", lambda: move_in.demand_days(moved, notified, today=today))


def _places(form: MoveInForm) -> Iterator[tuple[str, AddressForm]]:
    """Every address that is to be judged: the former one may be blank where the reason lets it."""
    reason = REASONS.get(form.reason)
    if not (reason and reason.former_may_be_blank and reading.is_blank(form.former_address)):
        yield "former_address", form.former_address
    if form.registered_address is not None:
        yield "registered_address", form.registered_address
    yield "address", form.address


def _registered(form: MoveInForm, found: _Found) -> None:
    """最終登録住所地 is of a municipality that there is, where its code is said."""
    code = form.registered_address.municipality if form.registered_address else ""
    if not code or "registered_address.municipality" in {one.path for one in found.details}:
        return
    if not options.municipality_exists(MunicipalityCode(code)):
        found.add("registered_address.municipality", errors.NoSuchMunicipality())


def _household(form: MoveInForm, found: _Found) -> None:
    heads = [
        place for place, person in enumerate(form.persons) if person.relationship == household.HEAD_LABEL
    ]
    number = form.household.number
    present = False
    if number and found.attempt("household.number", lambda: given_numbers.household(number)):
        members = residents.current_members(number)
        if not members:
            found.add("household.number", NoSuchHousehold())
        present = any(one.is_head for one in members)
        if members:
            found.attempt(
                "household.number",
                lambda: household.demand_same_place(members[0].address, reading.address_of(form.address)),
            )
    for place in heads if present else heads[1:]:
        found.add(f"persons.{place}.relationship", errors.SecondHead())


def _glyphs(form: MoveInForm, found: _Found) -> None:
    for path, item, text in glyphs.texts(form):
        for position in glyphs.gaps(text):
            found.add(path, errors.NotDrawable(item=item, position=position))


def _rules(move: MoveIn, found: _Found, today: date) -> None:
    """What can be asked only of a form whose fields are all in order."""
    _both_addresses(move, found)
    found.attempt(
        "",
        lambda: move_in.demand_recordable(
            move, today=today, municipality=options.municipality().digits, exists=options.municipality_exists
        ),
    )
    codes = [""] * len(move.newcomers)
    found.attempt("", lambda: demand_not_here(move, codes))
    found.attempt("", lambda: returning(move, codes))


def _both_addresses(move: MoveIn, found: _Found) -> None:
    own = options.municipality().digits
    if move.former is not None:  # a blank one is told by its own field
        found.attempt(
            "former_address",
            lambda: move_in.demand_former_address(move, municipality=own, exists=options.municipality_exists),
        )
    found.attempt("address", lambda: move_in.demand_new_address(move.address, municipality=own))


def _what_is_typed(form: MoveInForm, found: _Found, today: date) -> None:
    """The addresses' rules beside the faults of other fields: the form without its persons, if that much is in order."""
    try:
        move = reading.move_in_of(_without_persons(form), today=today)
    except JukiError:
        return
    _both_addresses(move, found)


def _without_persons(form: MoveInForm) -> MoveInForm:
    return MoveInForm(
        reason=form.reason, moved_on=form.moved_on, notified_on=form.notified_on, former_address=form.former_address,
        address=form.address, persons=(),
    )  # fmt: skip
