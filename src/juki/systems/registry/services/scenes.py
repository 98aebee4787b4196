"""The scene of an 異動: everybody whom it may touch, as they stand, locked for the act that records it.

Locks are taken in one order for everybody: households by 世帯番号, then residents by 宛名番号.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.history import Version
from juki.systems.registry.domain.movement import Household, Scene
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.errors import ChangedMeanwhile
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services import given_numbers, removed_store
from juki.systems.registry.services.change_forms import ChangeForm, ItemsForm
from juki.systems.registry.services.rows import version_of, versions_where


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identity:
    """What says that somebody is known already: any one of these, empty where it is not known.

    Source: STD 4.1.1.2.
    """

    individual_number: str = ""
    resident_code: str = ""
    card_number: str = ""

    @classmethod
    def of(cls, form: ItemsForm) -> "Identity":
        """What a form says of somebody without 宛名番号."""
        return cls(
            individual_number=IndividualNumber.parse(form.individual_number).digits
            if form.individual_number
            else "",
            resident_code=ResidentCode.parse(form.resident_code).digits if form.resident_code else "",
            card_number=form.foreign.card_number if form.foreign else "",
        )

    def fits(self, resident: Resident) -> bool:
        """Whether ``resident`` is this person."""
        card = resident.foreign.card_number if resident.foreign else ""
        pairs = (
            (self.individual_number, resident.individual_number),
            (self.resident_code, resident.resident_code),
            (self.card_number, card),
        )
        return any(mine and mine == theirs for mine, theirs in pairs)

    @property
    def condition(self) -> Q | None:
        """Heads of records that fit; None where nothing is known."""
        known = {
            name: value
            for name in ("individual_number", "resident_code", "card_number")
            if (value := getattr(self, name))
        }
        found: Q | None = None
        for name, value in known.items():
            one = Q(**{name: value})
            found = one if found is None else found | one
        return found


def scene_of(form: ChangeForm, *, lock: bool) -> Scene:
    """The scene of what was typed; its fields are in order (``change_faults``).

    Raises:
        ChangedMeanwhile: somebody moved to another household while it was being locked.
        JukiError: a number has not its shape.
    """
    named = [*(one.addressee_number for one in form.persons), *form.rest, *form.positions]
    joined = {form.placement.number} if form.placement.where == "join" else set()
    return scene_about(
        {given_numbers.addressee(one) for one in named if one},
        households={given_numbers.household(one) for one in joined}, target=form.target, lock=lock,
        identities=[Identity.of(one.items) for one in form.persons if not one.addressee_number],
    )  # fmt: skip


def scene_about(
    numbers: Collection[str], *, households: Collection[str] = (), target: UUID | None = None, lock: bool,
    identities: Collection[Identity] = (),
) -> Scene:  # fmt: skip
    """Everybody with ``numbers`` or one of ``identities``, whoever the act ``target`` touched, and all their households.

    Numbers that nobody has are left out; a closed household is there without members.

    Raises:
        ChangedMeanwhile: somebody moved to another household while it was being locked.
    """
    persons = set(numbers) | _known(identities) | (_touched(target) if target else set())
    touched = {*households, *_households_of(persons), *(_households_before(target) if target else ())}
    institutions = _institutions(touched, lock=lock)
    heads = _heads(persons, institutions, lock=lock)
    if lock and not {one.household_number for one in heads if one.addressee_number in persons} <= touched:
        raise ChangedMeanwhile
    here = _histories({one.addressee_number: one.version for one in heads})
    stored = _stored({*persons, *here})
    histories = {number: (*stored.get(number, ()), *here.get(number, ())) for number in [*here, *stored]}
    return Scene(
        residents={number: versions[-1].resident for number, versions in histories.items()},
        households=_households(institutions, heads), histories=histories,
        stored=frozenset((number, one.number) for number, versions in stored.items() for one in versions),
    )  # fmt: skip


def _known(identities: Iterable[Identity]) -> set[str]:
    conditions = [one.condition for one in identities if one.condition is not None]
    if not conditions:
        return set()
    any_of = conditions[0]
    for condition in conditions[1:]:
        any_of |= condition
    here = set(ResidentRow.objects.filter(any_of).values_list("addressee_number", flat=True))
    return here | {one.addressee_number for one in removed_store.heads(any_of)}


def _touched(target: UUID) -> set[str]:
    versions = ResidentVersion.objects.filter(event_id=target)
    return set(versions.values_list("addressee_number", flat=True))


def _households_of(persons: Collection[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select household_number from registry_resident where addressee_number = any(%s)", [list(persons)]
        )
        return {number for (number,) in cursor.fetchall()}


def _households_before(target: UUID) -> set[str]:
    """Where everybody lived whom the act touched, before it and after it."""
    made = ResidentVersion.objects.filter(event_id=target)
    pairs = made.values_list("addressee_number", "number")
    condition = Q(pk__in=[])
    for addressee_number, number in pairs:
        condition |= Q(addressee_number=addressee_number, number__in=(number - 1, number))
    return set(ResidentVersion.objects.filter(condition).values_list("household_number", flat=True))


class _Head(NamedTuple):
    addressee_number: str
    version: int
    state: str
    household_number: str
    position: int


def _heads(persons: Collection[str], households: Collection[str], *, lock: bool) -> list[_Head]:
    with connection.cursor() as cursor:
        cursor.execute(_HEADS + " for update" * lock, [list(persons), list(households), str(State.RESIDENT)])
        return [_Head(*row) for row in cursor.fetchall()]


_HEADS = f"""select {", ".join(_Head._fields)} from registry_resident
 where addressee_number = any(%s) or (household_number = any(%s) and state = %s) order by addressee_number"""  # noqa: S608 - names of ours


def _histories(latest: dict[str, int]) -> dict[str, tuple[Version, ...]]:
    """All versions by 履歴番号, up to the one that the head names: a later one is of another moment."""
    found: dict[str, list[Version]] = {}
    for addressee_number, version in versions_where("addressee_number = any(%s)", [list(latest)]):
        if version.number <= latest[addressee_number]:
            found.setdefault(addressee_number, []).append(version)
    return {number: tuple(versions) for number, versions in found.items()}


def _stored(numbers: Collection[str]) -> dict[str, tuple[Version, ...]]:
    """The same of what left the operational tables: it stands before what is still there."""
    stored = {
        number: removed_store.versions(number) for number in removed_store.known(numbers)
    } if numbers else {}  # fmt: skip
    return {number: tuple(version_of(row) for row in rows) for number, rows in stored.items()}


def _households(institutions: Mapping[str, bool], heads: Collection[_Head]) -> dict[str, Household]:
    members: dict[str, list[_Head]] = {number: [] for number in institutions}
    for head in heads:
        if head.state == State.RESIDENT and head.household_number in members:
            members[head.household_number].append(head)
    return {
        number: Household(
            number=number, institution=institution,
            members=tuple(
                one.addressee_number for one in sorted(members[number], key=lambda one: one.position)
            ),
        )
        for number, institution in institutions.items()
    }  # fmt: skip


def _institutions(numbers: Collection[str], *, lock: bool) -> dict[str, bool]:
    """By 世帯番号 of those that there are, whether it is a 準世帯 by the version that its row names.

    Locked first and read afterwards: a statement that had to wait for a lock reads what was there before it waited.
    """
    with connection.cursor() as cursor:
        if lock:
            cursor.execute(_LOCK, [list(numbers)])
        cursor.execute(_INSTITUTIONS, [list(numbers)])
        return dict(cursor.fetchall())


_LOCK = "select from registry_household where household_number = any(%s) order by household_number for update"
_INSTITUTIONS = """select h.household_number, coalesce(v.institution, false) from registry_household h
 left join registry_household_version v on v.household_number = h.household_number and v.number = h.version
 where h.household_number = any(%s) order by h.household_number"""
