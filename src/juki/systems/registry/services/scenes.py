"""The scene of an 異動: everybody whom it may touch, as they stand, locked for the act that records it.

Locks are taken in one order for everybody: households by 世帯番号, then residents by 宛名番号.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.history import Version
from juki.systems.registry.domain.movement import Household, Scene
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.errors import ChangedMeanwhile
from juki.systems.registry.records.models import HouseholdRow, HouseholdVersion, ResidentRow, ResidentVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.change_forms import ChangeForm, ItemsForm
from juki.systems.registry.services.rows import version_of


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
        {AddresseeNumber.parse(one).digits for one in named if one},
        households={HouseholdNumber.parse(one).digits for one in joined}, target=form.target, lock=lock,
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
    rows = HouseholdRow.objects.filter(household_number__in=touched).order_by("household_number")
    found = {row.household_number: row for row in (rows.select_for_update() if lock else rows)}
    heads = _heads(persons, found, lock=lock)
    if lock and not {one.household_number for one in heads if one.addressee_number in persons} <= touched:
        raise ChangedMeanwhile
    histories = _histories({one.addressee_number: one.version for one in heads})
    histories |= _stored(persons - histories.keys())
    return Scene(
        residents={number: versions[-1].resident for number, versions in histories.items()},
        households=_households(found, heads), histories=histories,
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
    rows = ResidentRow.objects.filter(addressee_number__in=persons)
    return set(rows.values_list("household_number", flat=True))


def _households_before(target: UUID) -> set[str]:
    """Where everybody lived whom the act touched, before it and after it."""
    made = ResidentVersion.objects.filter(event_id=target)
    pairs = made.values_list("addressee_number", "number")
    condition = Q(pk__in=[])
    for addressee_number, number in pairs:
        condition |= Q(addressee_number=addressee_number, number__in=(number - 1, number))
    return set(ResidentVersion.objects.filter(condition).values_list("household_number", flat=True))


def _heads(persons: Collection[str], households: Collection[str], *, lock: bool) -> list[ResidentRow]:
    condition = Q(addressee_number__in=persons) | Q(household_number__in=households, state=State.RESIDENT)
    rows = ResidentRow.objects.filter(condition).order_by("addressee_number")
    return list(rows.select_for_update() if lock else rows)


def _histories(latest: dict[str, int]) -> dict[str, tuple[Version, ...]]:
    """All versions by 履歴番号, up to the one that the head names: a later one is of another moment."""
    rows = ResidentVersion.objects.filter(addressee_number__in=latest).order_by("addressee_number", "number")
    found: dict[str, list[Version]] = {}
    for row in rows:
        if row.number <= latest[row.addressee_number]:
            found.setdefault(row.addressee_number, []).append(version_of(row))
    return {number: tuple(versions) for number, versions in found.items()}


def _stored(numbers: Collection[str]) -> dict[str, tuple[Version, ...]]:
    """The same of those whose 除票 left the operational tables."""
    stored = {
        number: removed_store.versions(number) for number in removed_store.known(numbers)
    } if numbers else {}  # fmt: skip
    return {number: tuple(version_of(row) for row in rows) for number, rows in stored.items()}


def _households(found: dict[str, HouseholdRow], heads: Collection[ResidentRow]) -> dict[str, Household]:
    members: dict[str, list[ResidentRow]] = {number: [] for number in found}
    for head in heads:
        if head.state == State.RESIDENT and head.household_number in members:
            members[head.household_number].append(head)
    institutions = _institutions(found)
    return {
        number: Household(
            number=number, institution=institutions.get(number, False),
            members=tuple(
                one.addressee_number for one in sorted(members[number], key=lambda one: one.position)
            ),
        )
        for number in found
    }  # fmt: skip


def _institutions(found: dict[str, HouseholdRow]) -> dict[str, bool]:
    versions = HouseholdVersion.objects.filter(household_number__in=found).order_by("number")
    pairs = versions.values_list("household_number", "number", "institution")
    return {
        household: institution
        for household, number, institution in pairs
        if number <= found[household].version
    }
