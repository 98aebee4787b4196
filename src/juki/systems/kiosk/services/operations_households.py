"""Taking a household from the register: replaced whole, or not at all."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from juki.kernel.work import Act
from juki.systems.kiosk.domain.household import Member, fault_of
from juki.systems.kiosk.errors import NotOneHousehold, NumberOfAnother
from juki.systems.kiosk.peers.contract import HouseholdSnapshot
from juki.systems.kiosk.peers.snapshots import household_columns, members_of, person_columns
from juki.systems.kiosk.records.models import Card, Household, Person


def replace_household(act: Act, snapshot: HouseholdSnapshot) -> None:
    """Make the file say of this household what ``snapshot`` says, and nothing else.

    A member no longer listed leaves the file, and their cards with them; a person listed here leaves the household they
    were in, which is then torn until its own snapshot comes. A snapshot without members removes the household. Runs in
    the caller's transaction; the caller's savepoint undoes it as a whole.

    Source: document III(4)2; ADR 0007 (parking).

    Raises:
        NotOneHousehold: a person or number twice, or two heads.
        NumberOfAnother: a number belongs to somebody outside the household.
        JukiError: a number, a 続柄 or a date that is none.
    """
    members = members_of(snapshot)
    if fault := fault_of(members):
        raise NotOneHousehold(why=fault.value)
    rows = [person_columns(person) for person in snapshot.members]
    numbers = [member.addressee_number for member in members]
    own = snapshot.household_number
    removed = _empty(own, numbers, act)
    _refuse_numbers_of_others(members)
    if rows:
        household, _ = Household.objects.update_or_create(
            household_number=own, defaults={**household_columns(snapshot), **_taken(act)}
        )
        Person.objects.bulk_create([Person(household=household, **row) for row in rows])
    else:
        Household.objects.filter(household_number=own).delete()
    left = removed - set(numbers)
    cards = _forget_cards(left)
    act.log(
        "household.replaced",
        subjects=[f"household:{own}", *(f"addressee:{number}" for number in sorted({*numbers, *removed}))],
        detail={"members": len(rows), "left": len(left), "cards": cards},
    )


def _empty(own: str, numbers: Sequence[str], act: Act) -> set[str]:
    """Take out who is in the household now and who arrives in it; the numbers of those who were in it."""
    torn = set(
        Person.objects.filter(addressee_number__in=numbers)
        .exclude(household=own)
        .values_list("household", flat=True)
    )
    before = set(Person.objects.filter(household=own).values_list("addressee_number", flat=True))
    Person.objects.filter(Q(household=own) | Q(addressee_number__in=numbers)).delete()
    if torn:
        Household.objects.filter(household_number__in=torn, persons=None).delete()
        Household.objects.filter(household_number__in=torn, torn_since=None).update(
            torn_since=act.times.machine
        )
        act.log("household.torn", subjects=[f"household:{number}" for number in sorted(torn)])
    return before


def _forget_cards(left: Collection[str]) -> int:
    """Whoever left the file is found by no card any more (document III(4): erased on death and move-out)."""
    forgotten, _ = Card.objects.filter(addressee_number__in=left).delete() if left else (0, {})
    return forgotten


def _refuse_numbers_of_others(members: Sequence[Member]) -> None:
    codes = [member.resident_code for member in members]
    numbers = [member.individual_number for member in members if member.individual_number]
    if Person.objects.filter(Q(resident_code__in=codes) | Q(individual_number__in=numbers)).exists():
        raise NumberOfAnother


def _taken(act: Act) -> dict[str, object]:
    return {
        "taken_at": act.times.machine,
        "legal_day": act.times.legal_day,
        "trace": act.trace,
        "torn_since": None,
    }
