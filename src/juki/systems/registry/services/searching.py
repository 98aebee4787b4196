"""Finding residents: by number, name, kana, birth, address. Logged before, and again with whom it showed.

Source: STD 2.1.2, 2.1.3.
"""

from collections.abc import Mapping
from datetime import date

import msgspec
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, QuerySet, Subquery, TextField, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleIn
from django.db.models.functions import Concat

from juki.kernel.clock import Times
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.kana import fold
from juki.kernel.values.legal_date import DateStyle
from juki.kernel.values.person_name import search_key
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.values.written_text import without_selectors
from juki.kernel.work import Actor, log_before_showing
from juki.paper import issuer
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.errors import EmptySearch
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.forms import SearchForm
from juki.systems.registry.services.reading import birth_of
from juki.systems.registry.services.rows import resident_of

MOST = 50
_COMPARED = {"prefix": "startswith", "part": "contains", "exact": "exact"}
_ADDRESS_KEY: Func = Func(
    F("address_town"), F("address_lot"), function="registry_address_key", arg_joiner=" || ", output_field=TextField()
)  # fmt: skip
"""As in the index of migration 0006."""
_ALL = 2**31
"""More than there are: a limit keeps the search by address apart from the rest of the query."""
_SORTED = Concat("kana_key", Value(""))
"""The order of the kana, as no index has it. By the index the database walks through everybody from ア on, because it
expects to meet fifty of the name or the 町字 soon; in a large city it meets no 山田 for a long time."""


class Hit(msgspec.Struct, frozen=True):
    """One 住民票 found, as far as a clerk needs it to choose.

    ``former`` is the number of a 除票 of somebody who has a later 住民票: it is reached by that, not from the later one.
    """

    addressee_number: str
    household_number: str
    state: str
    name: str
    kana: str
    birth: str
    sex: str
    address: str
    former: int | None = None


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
    order = "kana_key" if "kana" in used and form.match != "part" else _SORTED
    numbers = list(
        rows.order_by(order, "addressee_number").values_list("addressee_number", "version")[: MOST + 1]
    )
    stored = _stored(form) if form.with_removed and not numbers else []
    numbers = numbers or [(row.addressee_number, row.number) for row in stored]
    more, numbers = len(numbers) > MOST, numbers[:MOST]
    log_before_showing(
        actor, "resident.found", reason=form.purpose, times=times, detail={"count": len(numbers)},
        subjects=[f"addressee:{number}" for number, _ in numbers],
    )  # fmt: skip
    here = ResidentVersion.objects.filter(pk__in=numbers) if numbers and not stored else []
    versions = {row.addressee_number: row for row in [*here, *stored]}
    former = _former(versions) if form.with_removed else {}
    hits = []
    for number, _ in numbers:
        hits.append(_hit(resident_of(versions[number])))
        hits += [_hit(resident_of(row), former=row.record) for row in former.get(number, [])]
    return Found(hits, more)


def _former(latest: Mapping[str, ResidentVersion]) -> dict[str, list[ResidentVersion]]:
    """The last versions of earlier 住民票 of the persons found, the latest 除票 first. Source: STD 2.2.1."""
    again = {number for number, row in latest.items() if row.record > 1}
    if not again:
        return {}
    rows = ResidentVersion.objects.filter(addressee_number__in=again).order_by("number")
    stored = [row for number in sorted(removed_store.known(again)) for row in removed_store.versions(number)]
    last: dict[tuple[str, int], ResidentVersion] = {}
    for row in [*stored, *rows]:
        if row.record < latest[row.addressee_number].record:
            last[row.addressee_number, row.record] = row
    found: dict[str, list[ResidentVersion]] = {}
    for (number, _), row in sorted(last.items(), reverse=True):
        found.setdefault(number, []).append(row)
    return found


def _stored(form: SearchForm) -> list[ResidentVersion]:
    """除票 of the store: looked at when no record of the register fits, by the same button. Source: STD 1.1.5."""
    conditions, _ = _conditions(form)
    town = _key(_town(form.address))
    return removed_store.found(conditions, town=town, most=MOST + 1) if conditions or town else []


def _query(form: SearchForm) -> tuple[QuerySet[ResidentRow], list[str]]:
    conditions, (name, kana) = _conditions(form)
    used = [name.split("__")[0].removesuffix("_key") for name in conditions]
    rows = ResidentRow.objects.filter(**conditions)
    if form.match == "part":
        rows = _with_pairs(_with_pairs(rows, "name_key", name), "kana_key", kana)
    if (place := _at(_town(form.address))) is not None:
        rows, used = rows.filter(place), [*used, "address"]
    return rows if form.with_removed else rows.filter(state=State.RESIDENT), used


def _conditions(form: SearchForm) -> tuple[dict[str, str | date], tuple[str, str]]:
    """Conditions on the columns of a head, and the keys of name and kana."""
    conditions: dict[str, str | date] = _numbers(form)
    compared = _COMPARED[form.match]
    if name := search_key(form.name):
        conditions[f"name_key__{compared}"] = name
    if kana := fold(form.kana):
        conditions[f"kana_key__{compared}"] = kana
    if form.birth:
        conditions["birth"] = birth_of(form.birth).internal
    return conditions, (name, kana)


def _with_pairs(rows: QuerySet[ResidentRow], key: str, part: str) -> QuerySet[ResidentRow]:
    """Whoever's ``key`` has all pairs of signs of ``part``, as the index of migration 0007 knows them; one sign is no pair."""
    if len(part) < 2:
        return rows
    return rows.alias(**{f"{key}_pairs": _pairs(F(key))}).filter(
        **{f"{key}_pairs__contains": _pairs(Value(part))}
    )


def _pairs(of: F | Value) -> Func:
    return Func(of, function="registry_pairs", output_field=ArrayField(TextField()))


def _numbers(form: SearchForm) -> dict[str, str | date]:
    conditions: dict[str, str | date] = {}
    if form.addressee_number:
        conditions["addressee_number"] = form.addressee_number
    if form.household_number:
        conditions["household_number"] = form.household_number
    if form.individual_number:
        conditions["individual_number"] = IndividualNumber.parse(form.individual_number).digits
    if form.resident_code:
        conditions["resident_code"] = ResidentCode.parse(form.resident_code).digits
    return conditions


def _town(address: str) -> str:
    """What was typed, from the 町字 on: residents live in this city, and its name need not be typed."""
    prefecture, city = issuer.place()
    return "".join(without_selectors(address).split()).removeprefix(prefecture).removeprefix(city)


def _at(town: str) -> TupleIn | None:
    """Current versions whose address begins so; None when nothing is left of what was typed."""
    key = _key(town)
    if not key:
        return None
    there = ResidentVersion.objects.alias(address_key=_ADDRESS_KEY).filter(address_key__startswith=key)
    found = there.values("addressee_number", "number")[:_ALL]
    return TupleIn(Tuple("addressee_number", "version"), Subquery(found))


def _key(town: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select registry_address_key(%s)", [town])
        key: str = cursor.fetchone()[0]
    return key


def _hit(resident: Resident, *, former: int | None = None) -> Hit:
    return Hit(
        addressee_number=resident.addressee_number,
        household_number=resident.household_number,
        state=str(resident.state),
        name=resident.names.full,
        kana=resident.names.kana,
        birth=resident.birth.display(DateStyle.WESTERN if resident.foreign else DateStyle.WAREKI),
        sex=str(resident.sex),
        address=resident.address.one_line,
        former=former,
    )
