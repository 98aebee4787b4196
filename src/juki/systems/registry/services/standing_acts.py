"""異動 of a person that stand and may be taken back, with whom each was about. Source: STD 4.6.0.1."""

from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.event_reasons import HOUSEHOLD_FOLLOWS, LOADED, ORDER_FOLLOWS, REASONS
from juki.systems.registry.domain.history import Version, annulled_by
from juki.systems.registry.domain.outcomes.cancelling import kind_of
from juki.systems.registry.records.models import EventRow, ResidentVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.residents import known_subjects
from juki.systems.registry.services.rows import version_of

MOST = 30
"""Acts that are offered, the latest first."""
_TOUCHED = ("position", "addressee_number", "event_id", "event_reason")
_FOLLOWING = frozenset({HOUSEHOLD_FOLLOWS.code, ORDER_FOLLOWS.code})


class StandingAct(msgspec.Struct, frozen=True):
    """One 異動: what it was, on which day, the code under which it is cancelled, and whom it was about."""

    trace: UUID
    reason: str
    label: str
    day: str
    cancelled_by: str
    persons: list[str]


def of_persons(
    addressee_numbers: Collection[str], *, actor: Actor, times: Times, named: UUID | None = None
) -> list[StandingAct]:  # fmt: skip
    """The standing 異動 of these persons, the latest first; a former 住民票 of somebody who came back is not mixed in.

    At most ``MOST``, and the one that is ``named`` whenever it is one of them.

    Raises:
        JukiError: not the shape of a 宛名番号.
    """
    for number in addressee_numbers:
        AddresseeNumber(number)
    known = known_subjects(addressee_numbers)
    log_before_showing(
        actor, "resident.history.shown", reason="change", times=times, subjects=known,
        outcome="shown" if known else "none",
    )  # fmt: skip
    found: dict[UUID, list[Version]] = {}
    for number in addressee_numbers:
        for trace, made in _standing(_versions(number)).items():
            found.setdefault(trace, made)
    latest = sorted(found.items(), key=lambda one: one[1][-1].recorded_at, reverse=True)
    latest = [one for place, one in enumerate(latest) if place < MOST or one[0] == named]
    about = _about([trace for trace, _ in latest])
    return [_act(trace, made, about.get(trace, [])) for trace, made in latest]


def of_trace(trace: UUID, *, actor: Actor, times: Times) -> StandingAct | None:
    """The 異動 ``trace`` with whom it was about; None where there is none that stands."""
    migrated = EventRow.objects.filter(trace=trace, reason=LOADED).exists()
    about = [] if migrated else _about([trace]).get(trace, [])
    log_before_showing(
        actor, "resident.history.shown", reason="change", times=times,
        subjects=[f"addressee:{number}" for number in about], outcome="shown" if about else "none",
    )  # fmt: skip
    for number in about:
        made = _standing(_versions(number)).get(trace)
        if made:
            return _act(trace, made, about)
    return None


def _versions(addressee_number: str) -> list[Version]:
    """All of a person; those of the 除票 store too, so that whoever chooses one is told why it is not taken back."""
    rows = ResidentVersion.objects.filter(addressee_number=addressee_number).order_by("number")
    return [version_of(row) for row in (*removed_store.versions(addressee_number), *rows)]


def _standing(versions: Sequence[Version]) -> dict[UUID, list[Version]]:
    """By act on the last 住民票 the versions that nothing takes back, with the one that closed another in the same act."""
    annulled = annulled_by(versions)
    last = max((one.resident.record for one in versions), default=0)
    found: dict[UUID, list[Version]] = {}
    for version in versions:
        if version.number not in annulled and version.resident.event.reason != LOADED:
            found.setdefault(version.trace, []).append(version)
    return {trace: made for trace, made in found.items() if made[-1].resident.record == last}


def _about(traces: Collection[UUID]) -> dict[UUID, list[str]]:
    """Whom each act was about: not who only follows, unless it was about nothing else."""
    rows = ResidentVersion.objects.filter(event_id__in=traces)
    made = dict.fromkeys(rows.values_list(*_TOUCHED)) | {
        (row.position, row.addressee_number, vars(row)["event_id"], row.event_reason): None
        for row in removed_store.versions_by(traces)
    }
    everybody: dict[UUID, list[str]] = {}
    subjects: dict[UUID, list[str]] = {}
    for _, number, trace, reason in sorted(made, key=lambda row: row[:2]):
        for found in (everybody, *(() if reason in _FOLLOWING else (subjects,))):
            if number not in found.setdefault(trace, []):
                found[trace].append(number)
    return {trace: subjects.get(trace) or numbers for trace, numbers in everybody.items()}


def _act(trace: UUID, made: Sequence[Version], persons: list[str]) -> StandingAct:
    event = made[-1].resident.event
    reason = REASONS.get(event.reason)
    return StandingAct(
        trace=trace, reason=event.reason, label=reason.label if reason else event.reason, day=event.day.display(),
        cancelled_by=kind_of(made), persons=persons,
    )  # fmt: skip
