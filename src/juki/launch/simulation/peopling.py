"""The people of the first day in a database that holds nobody yet: rows by the thousand, as an import would write them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from juki.launch.simulation.deeds import Deed
from juki.systems.registry.domain.movement import Household, Outcome, Scene
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.records.models import (
    EventRow,
    HouseholdRow,
    HouseholdVersion,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services.rows import columns, head_columns

OPERATOR = "simulate"
_BATCH = 300
_EMPTY = Scene(residents={}, households={})


@dataclass(slots=True, eq=False)
class Peopling:
    """Families are kept until there are enough of them, then written together."""

    waiting: list[tuple[Deed, Outcome, UUID]] = field(default_factory=list)

    def keep(self, deed: Deed, outcome: Outcome, trace: UUID) -> None:
        """One family."""
        self.waiting.append((deed, outcome, trace))
        if len(self.waiting) >= _BATCH:
            self.write()

    def write(self) -> None:
        """Write those who wait."""
        residents = [(one.resident, trace) for _, made, trace in self.waiting for one in made.versions]
        households = [(house, made, trace) for _, made, trace in self.waiting for house in made.households]
        by = {"recorded_at": datetime.now(UTC), "operator": OPERATOR, "terminal": ""}
        with transaction.atomic():
            EventRow.objects.bulk_create(_event(deed, trace, by) for deed, _, trace in self.waiting)
            _write_residents(residents, by)
            _write_households(households, by)
        self.waiting.clear()


def _event(deed: Deed, trace: UUID, by: dict[str, object]) -> EventRow:
    movement = deed.movement
    stored = movement.day.to_storage()
    return EventRow(
        trace=trace, reason=movement.reason.code, event_class=str(movement.reason.event_class),
        day=movement.day.internal, day_form=stored.form, day_text=stored.text, notified_on=movement.notified_on,
        processed_on=movement.processed_on, basis=str(movement.basis), whole_household=True, **by,
    )  # fmt: skip


def _write_residents(residents: list[tuple[Resident, UUID]], by: dict[str, object]) -> None:
    ResidentVersion.objects.bulk_create(
        ResidentVersion(number=1, event_id=trace, **columns(resident), **by) for resident, trace in residents
    )
    ResidentRow.objects.bulk_create(
        ResidentRow(addressee_number=resident.addressee_number, version=1, **head_columns(resident))
        for resident, _ in residents
    )


def _write_households(households: list[tuple[Household, Outcome, UUID]], by: dict[str, object]) -> None:
    HouseholdVersion.objects.bulk_create(
        HouseholdVersion(
            household_number=house.number, number=1, head_number=made.head_of(house, _EMPTY), event_id=trace,
            valid_from=made.versions[0].resident.event.holds_from, **by,
        )
        for house, made, trace in households
    )  # fmt: skip
    HouseholdRow.objects.bulk_create(
        HouseholdRow(household_number=house.number, version=1, head_number=made.head_of(house, _EMPTY))
        for house, made, _ in households
    )
