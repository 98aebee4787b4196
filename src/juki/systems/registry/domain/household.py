"""世帯: at most one 世帯主, 記載順位 without gaps, newcomers behind those who are there.

Source: 住基法7条4号; STD 1.1.10, 5.2.
"""

from collections.abc import Sequence
from datetime import date

from juki.kernel.values.address import Address
from juki.kernel.values.age import age_at_start_of
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.relationship import Kin, Relationship
from juki.systems.registry.domain.errors import HouseholdElsewhere, SecondHead

HEAD_LABEL = str(Kin.HEAD)
"""世帯主, as it is typed."""

YOUNGEST_HEAD = 15
"""Years of age below which a 世帯主 is asked about. Source: STD 11.1."""


def demand_one_head(present: Sequence[Relationship], coming: Sequence[Relationship]) -> bool:
    """Whether the household has a 世帯主 once ``coming`` have joined ``present``. It may have none.

    Raises:
        SecondHead: it would have two.
    """
    heads = sum(relationship.is_head for relationship in (*present, *coming))
    if heads > 1:
        raise SecondHead
    return heads == 1


def positions(present: int, coming: int) -> range:
    """記載順位 of newcomers: behind the ``present`` members, in the order of the notification."""
    return range(present + 1, present + coming + 1)


def is_young_for_head(birth: LegalDate, *, day: date, youngest: int = YOUNGEST_HEAD) -> bool:
    """Whether who was born on ``birth`` is below ``youngest`` on ``day``: no error, an alert. Source: STD 11.1."""
    if not birth.is_exact:
        return False
    return birth.internal > day or age_at_start_of(day, birth=birth.internal) < youngest


def demand_same_place(household: Address, newcomer: Address) -> None:
    """Who joins a household lives there; 方書 may be written differently.

    Raises:
        HouseholdElsewhere: another 町字 or 番地.
    """
    if (household.municipality, household.town, household.lot) != (
        newcomer.municipality,
        newcomer.town,
        newcomer.lot,
    ):
        raise HouseholdElsewhere
