"""異動 as it was asked for, typed: whom it is about, what shall be different, where they live afterwards.

Source: STD 4.0.1–4.0.3; docs/rules/events.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.history import Version
from juki.systems.registry.domain.resident import Basis, ConfirmedMoveOut, PlannedMoveOut, Resident

STAY, NEW = "stay", "new"
"""Placements that name no household: where they are, and a new one. Anything else is a 世帯番号."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonChange:
    """One person whom the 異動 is about (異動者).

    ``addressee_number`` is None for somebody who gets one. ``items`` are the new values by column (see ``flat``), only
    those that are asked to change; of somebody new all that they have. ``relationship`` is the 続柄 in the household
    afterwards, where it changes.
    """

    addressee_number: str | None
    items: Mapping[str, Any] = field(default_factory=dict)
    relationship: Relationship | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Movement:
    """One 異動. ``household`` is STAY, NEW or the 世帯番号 to join.

    ``rest`` is the 続柄 of members who are not 異動者, confirmed by the clerk. ``address`` is the new one of a 転居 or of
    who enters, ``planned`` and ``confirmed`` the destination of who leaves. ``target`` is the trace of the 異動 that is
    cancelled or corrected. ``positions`` is the whole 記載順位 of a household. ``processed_on`` is 処理日, never typed.
    """

    reason: EventReason
    day: LegalDate
    basis: Basis
    notified_on: date | None
    processed_on: date
    persons: tuple[PersonChange, ...]
    household: str = STAY
    institution: bool = False
    rest: Mapping[str, Relationship] = field(default_factory=dict)
    positions: tuple[str, ...] = ()
    address: Address | None = None
    planned: PlannedMoveOut | None = None
    confirmed: ConfirmedMoveOut | None = None
    target: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Household:
    """A household as it stands: its current members' 宛名番号 in 記載順位. Without members it is closed."""

    number: str
    members: tuple[str, ...]
    institution: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Scene:
    """What the 異動 is looked at against: latest versions of everybody in the households it touches, locked or not.

    ``histories`` are all versions of the current 住民票 of the 異動者 and of whoever the cancelled act touched; only
    cancelling and correcting need them. ``removed`` are latest versions of removed persons who come back. ``stored``
    are 宛名番号 and 履歴番号 of the versions among them that are in the 除票 store.
    """

    residents: Mapping[str, Resident]
    households: Mapping[str, Household]
    histories: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    stored: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Numbers for who and what is new: 宛名番号 in the order of the persons, one 世帯番号, 住民票コード likewise."""

    addressees: tuple[str, ...] = ()
    household: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Written:
    """A version to be written: the row, the one before (None for a new 宛名番号), the 履歴番号 that it takes back.

    ``about`` is whether the person is an 異動者, not only touched because somebody else moves.
    """

    resident: Resident
    before: Resident | None
    cancels: int | None = None
    about: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Outcome:
    """Everything an 異動 changes: versions in the order of writing, and each touched household as it is afterwards."""

    versions: tuple[Written, ...]
    households: tuple[Household, ...]
    founded: frozenset[str] = frozenset()

    def after(self, addressee_number: str) -> Resident | None:
        """The last version written of a person."""
        found = [one.resident for one in self.versions if one.resident.addressee_number == addressee_number]
        return found[-1] if found else None

    def head_of(self, household: Household, scene: Scene) -> str | None:
        """宛名番号 of the 世帯主 of ``household`` afterwards."""
        for number in household.members:
            resident = self.after(number) or scene.residents[number]
            if resident.is_head:
                return number
        return None
