"""Looking persons up."""

from datetime import date, datetime
from typing import Literal

import msgspec
from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, ask_endpoint, demand, read_endpoint
from juki.kernel.door.forms import Reason
from juki.kernel.door.replies import json_reply
from juki.kernel.values.address import one_line
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.systems.unified.records.models import Version
from juki.systems.unified.services import queries_persons

SEARCH = "unified.search"
READ = "unified.read"
INDIVIDUAL_NUMBER = "unified.individual_number.see"


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A 宛名番号, and what it is looked up for."""

    addressee_number: str
    reason: Reason


class Found(msgspec.Struct, frozen=True):
    """A person by number only: what a search leaves behind names nobody."""

    unified_number: str
    code_state: str
    version: int


class FoundPersons(msgspec.Struct, frozen=True):
    """Nobody, or the one person who has the 宛名番号."""

    found: list[Found]


class VersionRow(msgspec.Struct, frozen=True):
    """4情報 of one version, as written."""

    version: int
    addressee_number: str
    name: str
    kana: str
    birth: str
    sex: str
    address: str
    valid_from: date
    recorded_at: datetime


class PersonReply(msgspec.Struct, frozen=True):
    """A person with all versions, newest first; ``individual_number`` only when asked for by right."""

    unified_number: str
    code_state: str
    versions: list[VersionRow]
    individual_number: str | msgspec.UnsetType = msgspec.UNSET


WITH = {"with": (Literal["individual_number"], f"show 個人番号 too: needs `{INDIVIDUAL_NUMBER}` as well")}


@ask_endpoint(permission=SEARCH, body=Search, reply=FoundPersons)
def search(visit: Visit, form: Search) -> HttpResponse:
    """The unified number of a 宛名番号, in a list that may be empty."""
    person = queries_persons.by_addressee(
        addressee_number=form.addressee_number, reason=form.reason, actor=visit.actor, times=visit.times
    )
    found = [Found(person.number, person.code_state, person.version)] if person else []
    return json_reply(FoundPersons(found))


@read_endpoint(permission=READ, reply=PersonReply, query=WITH)
def show(_request: HttpRequest, visit: Visit, number: str) -> HttpResponse:
    """A person's versions, newest first."""
    with_number = visit.query.get("with") == "individual_number"
    if with_number:
        demand(visit, INDIVIDUAL_NUMBER)
    person, versions = queries_persons.history(number=number, actor=visit.actor, times=visit.times)
    digits = (
        queries_persons.individual_number(number=number, actor=visit.actor, times=visit.times)
        if with_number
        else msgspec.UNSET
    )
    return json_reply(
        PersonReply(person.number, person.code_state, [_row(version) for version in versions], digits)
    )


def _row(version: Version) -> VersionRow:
    birth = LegalDate.from_storage(
        StoredDate(version.birth_day.isoformat(), version.birth_form, version.birth_text)
    )
    return VersionRow(
        version=version.number,
        addressee_number=version.addressee_number,
        name=version.name_full,
        kana=version.name_kana,
        birth=birth.display(),
        sex=version.sex,
        address=one_line(
            version.prefecture, version.city, version.town, version.lot, building=version.building
        ),
        valid_from=version.valid_from,
        recorded_at=version.machine_time,
    )
