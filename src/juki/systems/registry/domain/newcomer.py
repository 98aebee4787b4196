"""What a 転入届 says about a person, typed, before the register gives numbers and a place in a household."""

from dataclasses import dataclass
from datetime import date

from juki.kernel.values.address import Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.resident import FamilyRegister, Foreign, FormerAddress, Kind, Names, Sex

MOST = 30
"""Persons on one notification."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Newcomer:
    """One person of a notification."""

    kind: Kind
    names: Names
    birth: LegalDate
    sex: Sex
    relationship: Relationship
    individual_number: IndividualNumber
    register: FamilyRegister | None
    foreign: Foreign | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MoveIn:
    """A notification. ``joins`` is the 世帯番号 to join, or None to found a household."""

    reason: EventReason
    day: LegalDate
    notified_on: date
    former: FormerAddress
    address: Address
    joins: str | None
    institution: bool
    newcomers: tuple[Newcomer, ...]
