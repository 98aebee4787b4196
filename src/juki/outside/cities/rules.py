"""What a municipality checks before it keeps a 転入通知 or files a 特例転出, and which of two notices holds."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import PersonName
from juki.kernel.values.relationship import Relationship
from juki.kernel.values.resident_code import ResidentCode
from juki.outside.cities.errors import NobodyLeaves, NoMoveOut, NotAddressedHere, OtherMunicipality
from juki.outside.cities.forms import MoveOutForm
from juki.outside.cities.peers import LeavingPerson, MoveInNotice

ANY = "any"
DATA = Path(__file__).parent / "clients.toml"
MOST = 30
"""Persons on one filing."""


@cache
def clients() -> Mapping[str, Sequence[str]]:
    """The municipalities for which a client certificate may file, by its name."""
    found: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["client"]
    return found


def require_municipality(client: str, municipality: str) -> None:
    """Refuse a clerk of another municipality.

    Raises:
        OtherMunicipality: see above.
    """
    if not {municipality, ANY} & set(clients().get(client, ())):
        raise OtherMunicipality


def check_move_out(form: MoveOutForm, *, here: str, today: date) -> None:
    """A household, or part of one, leaves another municipality for the one ``here``; it was filed by ``today``.

    Source: 住基法24条, 24条の2.

    Raises:
        NoMoveOut: municipalities, days or the head's name do not fit.
        NobodyLeaves: nobody, too many, or somebody twice.
        JukiError: a number, a name or a date breaks its own rule (``KRN-01…``).
    """
    former, new = MunicipalityCode(form.former_address.municipality), MunicipalityCode(form.new_municipality)
    if former == new or (form.new_municipality, form.new_address.municipality) != (here, here):
        raise NoMoveOut(item="new_municipality")
    day("planned_on", form.planned_on)
    past_day("filed_on", form.filed_on, today=today)
    if not form.former_head.strip():
        raise NoMoveOut(item="former_head")
    check_persons(form.persons)


def check_persons(persons: Sequence[LeavingPerson]) -> None:
    """Those who leave together: somebody, not too many, nobody twice, each with what a person has.

    Raises:
        NobodyLeaves: nobody, too many, or somebody twice.
        JukiError: a number, a name or a date breaks its own rule (``KRN-01…``).
    """
    codes = {person.resident_code for person in persons}
    if not 1 <= len(persons) <= MOST or len(codes) < len(persons):
        raise NobodyLeaves(limit=MOST)
    for person in persons:
        _check_person(person)


def _check_person(person: LeavingPerson) -> None:
    ResidentCode(person.resident_code)
    if person.individual_number:
        IndividualNumber(person.individual_number)
    PersonName.whole(person.person.full)
    Relationship.parse(person.relationship)
    LegalDate.from_storage(StoredDate(person.birth.day, person.birth.form, person.birth.text))


def past_day(item: str, text: str, *, today: date) -> date:
    """A calendar day that is not later than ``today``.

    Raises:
        NoMoveOut: it is later, or none.
    """
    found = day(item, text)
    if found > today:
        raise NoMoveOut(item=item)
    return found


def day(item: str, text: str) -> date:
    """A calendar day.

    Raises:
        NoMoveOut: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoMoveOut(item=item) from None


def check(notice: MoveInNotice) -> None:
    """Digits are right and the move leads from one municipality into another.

    Raises:
        NotAddressedHere: it does not.
        InvalidMunicipalityCode, InvalidResidentCode: wrong digits.
    """
    ResidentCode(notice.resident_code)
    former, new = MunicipalityCode(notice.former_municipality), MunicipalityCode(notice.new_municipality)
    if former == new:
        raise NotAddressedHere


def replaces(moved_in_on: date, *, kept: date | None) -> bool:
    """Whether a notice holds instead of the one kept: the newest wins, one of the same day amends. Source: STD 4.1.3.1."""
    return kept is None or moved_in_on >= kept
