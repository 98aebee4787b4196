"""Rows of an act: the event, full versions, the heads that point at them. Nothing here changes history."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import F

from juki.kernel.work import Act
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.errors import ChangedMeanwhile
from juki.systems.registry.records.models import (
    EventRow,
    HouseholdRow,
    HouseholdVersion,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services.arrivals import Arrival
from juki.systems.registry.services.forms import CameForm
from juki.systems.registry.services.rows import columns, head_columns


class Entered(NamedTuple):
    """Who typed what is recorded, and where. Whoever approved it is no item of the register (STD 4.0.8)."""

    by: str
    terminal: str


def write_event(
    act: Act, move: MoveIn, came: CameForm, *, household_number: str, alerts: Sequence[Alert],
    reasons: Mapping[str, str], entered: Entered, digest: bytes,
) -> None:  # fmt: skip
    """The 異動 itself; the trace makes it unique. ``reasons`` say by code why each alert was accepted."""
    stored = move.day.to_storage()
    EventRow.objects.create(
        trace=act.trace, reason=move.reason.code, event_class=str(move.reason.event_class), day=move.day.internal,
        day_form=stored.form, day_text=stored.text, notified_on=move.notified_on, processed_on=act.times.legal_day,
        household_number=household_number, came_as=came.capacity, came_name=came.name,
        came_documents=list(came.documents), alerts=[alert.code for alert in alerts],
        alert_reasons={alert.code: reasons[alert.code] for alert in alerts}, form_digest=digest,
        recorded_at=act.times.machine, operator=entered.by, terminal=entered.terminal,
    )  # fmt: skip


def write_new_versions(act: Act, arrivals: Sequence[Arrival], *, entered: Entered) -> None:
    """Versions, then heads in the order of 個人番号, so that two acts about the same persons never deadlock.

    Raises:
        ChangedMeanwhile: a returning person's record is no longer the one that was read.
        IntegrityError: a person is a resident already.
    """
    ordered = sorted(arrivals, key=lambda arrival: arrival.resident.individual_number)
    for arrival in ordered:
        head = head_columns(arrival.resident)
        number = arrival.resident.addressee_number
        if arrival.former is None:
            ResidentRow.objects.create(addressee_number=number, version=arrival.number, **head)
        elif not ResidentRow.objects.filter(addressee_number=number, version=arrival.former.version).update(
            version=arrival.number, **head
        ):
            raise ChangedMeanwhile
    ResidentVersion.objects.bulk_create(
        ResidentVersion(
            number=arrival.number, event_id=act.trace, recorded_at=act.times.machine, operator=entered.by,
            terminal=entered.terminal, **columns(arrival.resident),
        )
        for arrival in ordered
    )  # fmt: skip


def write_household(
    act: Act,
    move: MoveIn,
    household_number: str,
    members: Sequence[Resident],
    *,
    founds: bool,
    entered: Entered,
) -> None:
    """A version of the household: the first, or the next one when its 世帯主 is new."""
    head = next((member.addressee_number for member in members if member.is_head), None)
    number = 1
    institution = move.institution
    if founds:
        HouseholdRow.objects.create(household_number=household_number, version=1, head_number=head)
    else:
        row = HouseholdRow.objects.get(household_number=household_number)
        if row.head_number == head:
            return
        number = row.version + 1
        latest = HouseholdVersion.objects.get(household_number=household_number, number=row.version)
        institution = latest.institution
        HouseholdRow.objects.filter(household_number=household_number).update(
            version=F("version") + 1, head_number=head
        )
    HouseholdVersion.objects.create(
        household_number=household_number, number=number, head_number=head, institution=institution,
        event_id=act.trace, valid_from=move.day.internal, recorded_at=act.times.machine, operator=entered.by,
        terminal=entered.terminal,
    )  # fmt: skip
