"""Finding residents: by number, name, kana, birth. Logged before, and again with whom it showed. Source: STD 2.1."""

from datetime import date

import msgspec
from django.db.models import QuerySet

from juki.kernel.clock import Times
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.kana import fold
from juki.kernel.values.legal_date import DateStyle
from juki.kernel.values.person_name import search_key
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.errors import EmptySearch
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services.forms import SearchForm
from juki.systems.registry.services.reading import birth_of
from juki.systems.registry.services.rows import resident_of

MOST = 50


class Hit(msgspec.Struct, frozen=True):
    """One person found, as far as a clerk needs it to choose."""

    addressee_number: str
    household_number: str
    state: str
    name: str
    kana: str
    birth: str
    sex: str
    address: str


class Found(msgspec.Struct, frozen=True):
    """At most fifty; ``more`` says that the conditions should be narrowed."""

    residents: list[Hit]
    more: bool


def search(form: SearchForm, *, actor: Actor, times: Times) -> Found:
    """Search by conditions that must all hold. The log keeps which conditions were used, never their values.

    Raises:
        EmptySearch: no condition.
        JukiError: a number or a date breaks its own rule (``KRN-01…``).
    """
    rows, used = _query(form)
    if not used:
        raise EmptySearch
    log_before_showing(
        actor,
        "resident.searched",
        reason=form.purpose,
        times=times,
        outcome="taken",
        detail={"by": ",".join(used)},
    )
    numbers = list(
        rows.order_by("kana_key", "addressee_number").values_list("addressee_number", "version")[: MOST + 1]
    )
    more, numbers = len(numbers) > MOST, numbers[:MOST]
    log_before_showing(
        actor, "resident.found", reason=form.purpose, times=times, detail={"count": len(numbers)},
        subjects=[f"addressee:{number}" for number, _ in numbers],
    )  # fmt: skip
    versions = (
        {row.addressee_number: row for row in ResidentVersion.objects.filter(pk__in=numbers)}
        if numbers
        else {}
    )
    return Found([_hit(resident_of(versions[number])) for number, _ in numbers], more)


def _query(form: SearchForm) -> tuple[QuerySet[ResidentRow], list[str]]:
    conditions: dict[str, str | date] = {}
    if form.addressee_number:
        conditions["addressee_number"] = form.addressee_number
    if form.household_number:
        conditions["household_number"] = form.household_number
    if form.individual_number:
        conditions["individual_number"] = IndividualNumber.parse(form.individual_number).digits
    if form.resident_code:
        conditions["resident_code"] = ResidentCode.parse(form.resident_code).digits
    if name := search_key(form.name):
        conditions["name_key__startswith"] = name
    if kana := fold(form.kana):
        conditions["kana_key__startswith"] = kana
    if form.birth:
        conditions["birth"] = birth_of(form.birth).internal
    used = [name.removesuffix("_key__startswith") for name in conditions]
    if not form.with_removed:
        conditions["state"] = str(State.RESIDENT)
    return ResidentRow.objects.filter(**conditions), used


def _hit(resident: Resident) -> Hit:
    return Hit(
        addressee_number=resident.addressee_number,
        household_number=resident.household_number,
        state=str(resident.state),
        name=resident.names.full,
        kana=resident.names.kana,
        birth=resident.birth.display(DateStyle.WESTERN if resident.foreign else DateStyle.WAREKI),
        sex=str(resident.sex),
        address=resident.address.one_line,
    )
