"""Persons and households as they stand, for whoever fills in the form of an 異動. Logged before anything is shown.

個人番号 never leaves here: that there is one is all that a form needs to know.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.errors import NoSuchHousehold, NoSuchResident
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services.residents import current_versions, known_subjects
from juki.systems.registry.services.rows import resident_of

REASON = "change"
MOST = 60
"""Persons of one form, and those whom it shows beside them."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Standing:
    """The latest version of a person; ``resident`` is without the 個人番号, ``has_number`` says whether there is one."""

    version: int
    resident: Resident
    has_number: bool


def persons(addressee_numbers: Sequence[str], *, actor: Actor, times: Times) -> list[Standing]:
    """The persons with these numbers, in the order given.

    Raises:
        JukiError: not the shape of a 宛名番号.
        NoSuchResident: somebody has none; it is not logged, for it may be somebody's 個人番号.
    """
    wanted = list(dict.fromkeys(AddresseeNumber(number).digits for number in addressee_numbers[:MOST]))
    known = known_subjects(wanted)
    log_before_showing(
        actor, "resident.shown", reason=REASON, times=times, subjects=known, outcome="shown" if known else "none"
    )  # fmt: skip
    found = _latest(wanted)
    if len(found) < len(wanted):
        raise NoSuchResident
    return [found[number] for number in wanted]


def members(household_number: str, *, actor: Actor, times: Times) -> list[Standing]:
    """The members of a household in 記載順位.

    Raises:
        JukiError: not the shape of a 世帯番号.
        NoSuchHousehold: unknown (and not logged), or nobody lives in it.
    """
    HouseholdNumber(household_number)
    known = known_subjects(household_number=household_number)
    log_before_showing(
        actor, "household.shown", reason=REASON, times=times, subjects=known, outcome="shown" if known else "none"
    )  # fmt: skip
    rows = current_versions(household_number)
    if not known or not rows:
        raise NoSuchHousehold
    log_before_showing(
        actor, "household.members.shown", reason=REASON, times=times,
        subjects=[f"addressee:{row.addressee_number}" for row in rows],
    )  # fmt: skip
    return [_standing(row) for row in rows]


def members_or_none(household_number: str, *, actor: Actor, times: Times) -> list[Standing]:
    """The same; nobody where there is no such household, or everybody has left it."""
    try:
        return members(household_number, actor=actor, times=times)
    except JukiError:
        return []


def _latest(addressee_numbers: Collection[str]) -> dict[str, Standing]:
    heads = ResidentRow.objects.filter(addressee_number__in=addressee_numbers)
    keys = list(heads.values_list("addressee_number", "version"))
    rows = ResidentVersion.objects.filter(pk__in=keys) if keys else []
    return {row.addressee_number: _standing(row) for row in rows}


def _standing(row: ResidentVersion) -> Standing:
    resident = resident_of(row)
    return Standing(
        version=row.number, resident=replace(resident, individual_number=""),
        has_number=bool(resident.individual_number),
    )  # fmt: skip
