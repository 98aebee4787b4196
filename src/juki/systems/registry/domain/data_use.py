"""データ利用申請: what an approved entry lets a business system have. Source: document III(1)5; 番号法9条."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from juki.systems.registry.domain.errors import ItemNotReleasable, ReversedValidity


class Item(StrEnum):
    """Items that an entry may name. 個人番号 is no item: it needs a permission of its own on the entry."""

    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    ADDRESS = "address"
    HOUSEHOLD_NUMBER = "household_number"
    RELATIONSHIP = "relationship"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataUse:
    """An approved entry, as far as it decides about items."""

    entry: str
    target: str
    items: frozenset[Item]
    individual_number: bool


def demand_entry(items: Sequence[str], *, valid_from: date, valid_to: date | None) -> tuple[Item, ...]:
    """The items of an entry in the order of the list, each once.

    Raises:
        ItemNotReleasable: none, or one that is not on the list.
        ReversedValidity: the period ends before or when it begins.
    """
    known = {str(item) for item in Item}
    if not items or not known.issuperset(items):
        raise ItemNotReleasable
    if valid_to is not None and valid_to <= valid_from:
        raise ReversedValidity
    return tuple(item for item in Item if item in items)
