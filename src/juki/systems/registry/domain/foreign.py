"""法30条の45の表: what each category of foreign resident has to show and what it does not have.

Source: 住基法30条の45; STD 1.1.2, 1.1.6.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from juki.kernel.errors import JukiError
from juki.systems.registry.domain.errors import BlankItem, InvalidCardNumber, NotOfCategory
from juki.systems.registry.domain.resident import Category, Foreign

CARD_NUMBER = re.compile(r"[A-Z]{2}[0-9]{8}[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class _Row:
    """``must`` and ``may`` name the items; every other one must be blank."""

    must: frozenset[str]
    may: frozenset[str] = frozenset()


_ITEMS = {
    "status": "在留資格",
    "period": "在留期間等",
    "expires_on": "在留期間の満了の日",
    "card_number": "在留カード等の番号",
}

_TABLE = {
    Category.MID_TO_LONG_TERM: _Row(
        frozenset({"card_number", "status"}), frozenset({"period", "expires_on"})
    ),
    Category.SPECIAL_PERMANENT: _Row(frozenset({"card_number"})),
    Category.TEMPORARY_REFUGE: _Row(frozenset({"period"}), frozenset({"expires_on"})),
    Category.PROVISIONAL_STAY: _Row(frozenset({"period"}), frozenset({"expires_on"})),
    Category.TRANSITIONAL_BIRTH: _Row(frozenset()),
    Category.TRANSITIONAL_LOSS: _Row(frozenset()),
}


def demand_category(block: Foreign, *, person: int) -> None:
    """Refuse a block that does not fit its category. ``person`` counts from 1.

    Raises:
        BlankItem: an item that the category must have.
        NotOfCategory: an item that it does not have (a special permanent resident has no 在留資格).
        InvalidCardNumber: the number of a card has another shape.
    """
    for _, error in faults(block, person=person):
        raise error


def faults(block: Foreign, *, person: int) -> Iterator[tuple[str, JukiError]]:
    """Every item of the block that does not fit its category, with its name."""
    row = _TABLE[block.category]
    for name, item in _ITEMS.items():
        filled = bool(getattr(block, name))
        if name in row.must and not filled:
            yield name, BlankItem(person=person, item=item)
        if filled and name not in row.must | row.may:
            yield name, NotOfCategory(person=person, item=item)
    if block.card_number and CARD_NUMBER.fullmatch(block.card_number) is None:
        yield "card_number", InvalidCardNumber(person=person)
