"""What a 転入届 says about a person, typed, before the register gives numbers and a place in a household."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from juki.kernel.values.address import Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.resident import FamilyRegister, Foreign, FormerAddress, Kind, Names, Sex

MOST = 30
"""Persons on one notification."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Newcomer:
    """One person of a notification. ``items`` are further ones by column (see ``flat``), ``returns`` a chosen 除票."""

    kind: Kind
    names: Names
    birth: LegalDate
    sex: Sex
    relationship: Relationship
    individual_number: IndividualNumber
    register: FamilyRegister | None
    foreign: Foreign | None
    items: Mapping[str, Any] = field(default_factory=dict)
    returns: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MoveIn:
    """A notification. ``joins`` is the 世帯番号 to join, or None to found a household.

    ``former`` is None only where 30条の46 lets it be blank; ``registered`` is 最終登録住所地, ``note`` 留意事項.
    """

    reason: EventReason
    day: LegalDate
    notified_on: date
    former: FormerAddress | None
    address: Address
    joins: str | None
    institution: bool
    newcomers: tuple[Newcomer, ...]
    registered: Address | None = None
    note: str = ""

    @property
    def former_municipality(self) -> MunicipalityCode | None:
        """Of the 転入前住所 in this country."""
        return self.former.address.municipality if self.former else None
