"""A family leaves its municipality for this city: its certificate on paper, or as 転出証明書情報.

First the couple of the cast; once they live here, the next household of as many.

The paper is for whoever types it in at the counter. Source: 住基法24条, 24条の2; 住基令23条, 24条.
"""

from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec

from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import BETWEEN
from juki.launch.demo import forms
from juki.launch.demo.client import Client
from juki.launch.demo.people import NobodyLeft, elsewhere, goal, loaded_on
from juki.launch.home import Home
from juki.launch.synthetic.cast import cast
from juki.launch.synthetic.facts import Address, Household, Person

CLERK = "othercity.demo"
ANY_CLERK = "anycity.demo"
"""A clerk of whatever municipality."""
FILED_DAYS_AGO = 6
PLANNED_DAYS_AGO = 2
SEXES = {"1": "男", "2": "女"}


class MoveOut(msgspec.Struct, frozen=True):
    """Who leaves, from their address to which, on which planned day, and when it was filed."""

    household: Household
    goes_to: Address
    planned_on: date
    filed_on: date


class Sent(msgspec.Struct, frozen=True):
    """What the other municipality's door replied."""

    certificate: UUID
    trace: UUID


def couple(home: Home) -> MoveOut:
    """The couple of the city in ``home``, by the city's present day.

    Raises:
        NoInventedPeople: the city was not filled with invented people.
        DatabaseDown: the city is not up.
    """
    city = home.city()
    players = cast(city.seed, loaded_on(home), city.municipality)
    return _leaving(home, players.couple, players.couple_goes_to)


def family(home: Home) -> MoveOut:
    """The couple, or a household like theirs once anybody of them lives here.

    Raises:
        NoInventedPeople: the city was not filled with invented people.
        NobodyLeft: everybody lives here already.
        DatabaseDown: the city is not up.
    """
    first = couple(home)
    with closing(elsewhere(home)) as households:
        found = chosen(households, len(first.household.members))
    return first if found == first.household else _leaving(home, found, goal(home.city(), found))


def chosen(households: Iterable[Household], size: int) -> Household:
    """The first of ``size`` people, else the first of the largest.

    Raises:
        NobodyLeft: ``households`` are none.
    """
    largest = None
    for household in households:
        if len(household.members) == size:
            return household
        if largest is None or len(household.members) > len(largest.members):
            largest = household
    if largest is None:
        raise NobodyLeft
    return largest


def send(home: Home, move: MoveOut, *, client: str = CLERK) -> Sent:
    """Let the other municipality file it; ``client`` is its clerk.

    Raises:
        Refused: its door does not take it; the same one is taken once.
    """
    with Client(home, client) as clerk:
        reply = clerk.expect(clerk.post("cities", "/api/move-outs", body(move)), "cities", status=201)
    return msgspec.json.decode(reply.content, type=Sent)


def body(move: MoveOut) -> dict[str, Any]:
    """The filing, as the other municipality's door takes it."""
    head = move.household.head or move.household.members[0]
    return {
        "former_address": _address(move.household.address),
        "former_head": head.name,
        "new_municipality": move.goes_to.municipality,
        "new_address": _address(move.goes_to),
        "planned_on": move.planned_on.isoformat(),
        "filed_on": move.filed_on.isoformat(),
        "persons": [_person(person) for person in move.household.members],
    }


def sheet(move: MoveOut) -> str:
    """The paper certificate as text, from which somebody can type."""
    home, goes_to = move.household.address, move.goes_to
    head = move.household.head or move.household.members[0]
    lines = [
        "転出証明書(見本: 架空の人です)",
        f"転出元        {home.prefecture}{home.city}({_code(home)})",
        f"前住所        {_postal(home)} {_whole(home)}",
        f"世帯主        {head.name}",
        f"転出先        {_postal(goes_to)} {_whole(goes_to)}",
        f"転出予定年月日 {_day(move.planned_on)}",
        f"転出届出年月日 {_day(move.filed_on)}",
    ]
    for place, person in enumerate(move.household.members, start=1):
        lines += ["", f"{place}人目", *_rows(person)]
    return "\n".join(lines)


def wanted_at_the_counter(move: MoveOut) -> str:
    """By what a clerk finds the 転出証明書情報 of ``move``: name, reading and birth of each."""
    return "\n".join(
        f"{person.name}({person.kana_surname}{BETWEEN}{person.kana_given})  {LegalDate.parse(forms.birth(person)).text}"
        for person in move.household.members
    )


def _leaving(home: Home, household: Household, goes_to: Address) -> MoveOut:
    today = home.clock().now().legal_day
    planned, filed = (today - timedelta(days=days) for days in (PLANNED_DAYS_AGO, FILED_DAYS_AGO))
    return MoveOut(household, goes_to, planned, filed)


def _rows(person: Person) -> list[str]:
    register = person.register
    rows = [
        f"  氏名          {person.name}",
        f"  振り仮名      {person.kana_surname}{BETWEEN}{person.kana_given}",
        f"  生年月日      {LegalDate.parse(forms.birth(person)).text}",
        f"  性別          {SEXES[person.sex]}",
        f"  続柄          {person.relationship_label}",
        f"  個人番号      {person.individual_number}",
        f"  住民票コード  {person.resident_code}",
    ]
    if register is not None:
        rows += [
            f"  本籍          {register.text}",
            f"  筆頭者        {register.head_surname}{BETWEEN}{register.head_given}",
        ]
    return rows


def _person(person: Person) -> dict[str, Any]:
    birth = LegalDate.parse(forms.birth(person)).to_storage()
    register = person.register
    return {
        "resident_code": person.resident_code,
        "individual_number": person.individual_number,
        "kind": str(person.kind),
        "person": {
            "full": person.name, "surname": person.surname, "given": person.given,
            "kana": f"{person.kana_surname}{BETWEEN}{person.kana_given}", "kana_certified": person.kana_certified,
        },
        "birth": {"day": birth.internal, "form": birth.form, "text": birth.text},
        "sex": person.sex,
        "relationship": person.relationship_label,
        "honseki": register.text if register else "",
        "honseki_head": f"{register.head_surname}{BETWEEN}{register.head_given}" if register else "",
    }  # fmt: skip


def _address(address: Address) -> dict[str, str]:
    return {**forms.address(address), "town_code": address.town_code or ""}


def _whole(address: Address) -> str:
    return f"{address.text} {address.katagaki}".strip()


def _postal(address: Address) -> str:
    return f"〒{address.postal_code[:3]}-{address.postal_code[3:]}"


def _code(address: Address) -> str:
    return MunicipalityCode(address.municipality).digits


def _day(day: date) -> str:
    return LegalDate.from_day(day).text
