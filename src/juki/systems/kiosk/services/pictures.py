"""A household as the file has it at one moment, with everything that decides whether it may be certified.

To be read inside :func:`juki.systems.kiosk.services.one_state.one_state`: card, persons, suppression, parked messages and
feed then belong together. 個人番号 is read only when it was asked for; 住民票コード never.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F

from juki.kernel.clock import Times
from juki.kernel.values.relationship import Relationship
from juki.systems.kiosk.domain.issuable import NotIssuable, reasons_against
from juki.systems.kiosk.domain.menu import Member, Menu, Show, menu_for
from juki.systems.kiosk.peers import feed
from juki.systems.kiosk.records.models import Card, Household, Person
from juki.systems.kiosk.services import wording
from juki.systems.kiosk.services.candidates import LOOKED_AT, candidate_of
from juki.systems.kiosk.services.dialogs import holder_of
from juki.systems.kiosk.services.queries_issuable import feed_state
from juki.systems.kiosk.services.refusing import Refused

Row = dict[str, Any]
PRINTED = (
    "addressee_number", "kind", "place", "name", "kana", "kana_certified", "old_surname", "old_surname_kana",
    "birth_day", "birth_form", "birth_text", "sex", "relationship", "honseki", "honseki_head",
    "address_prefecture", "address_city", "address_town", "address_lot", "address_building",
    "former_prefecture", "former_city", "former_town", "former_lot", "former_building",
    "became_resident_day", "became_resident_form", "became_resident_text", "settled_day", "settled_form", "settled_text",
    "notified_day", "notified_form", "notified_text", "nationality", "category", "residence_status", "residence_period",
    "residence_expires_day", "residence_expires_form", "residence_expires_text", "residence_card", "alias", "alias_kana",
)  # fmt: skip
_OF_HOUSEHOLD = ("household_number", "head_name", "taken_at", "torn_since")
_COLUMNS = tuple(dict.fromkeys((*PRINTED, *LOOKED_AT)))


class _Household(NamedTuple):
    household_number: str
    head_name: str
    taken_at: datetime
    torn_since: datetime | None


@dataclass(frozen=True, slots=True)
class Picture:
    """``rows`` in the order of the record, the place of each counted from 1."""

    holder: str
    head_name: str
    rows: tuple[Row, ...]
    reasons: dict[str, tuple[NotIssuable, ...]]

    def menu(self) -> Menu:
        """What the holder may have.

        Raises:
            Refused: something stands against the holder.
        """
        if against := self.reasons[self.holder]:
            raise Refused(against[0])
        members = [self._member(place, row) for place, row in enumerate(self.rows, start=1)]
        holder = next(one for one in members if one.addressee_number == self.holder)
        if not holder.printable:
            raise Refused(wording.why_unprintable(self._own()))
        return menu_for(holder, members, head_printable=wording.drawable(self.head_name))

    def chosen(self, numbers: Collection[str]) -> list[Row]:
        """The rows of these members, in the order of the record."""
        return [row for row in self.rows if row["addressee_number"] in numbers]

    def _own(self) -> Row:
        return next(row for row in self.rows if row["addressee_number"] == self.holder)

    def _member(self, place: int, row: Row) -> Member:
        number = row["addressee_number"]
        return Member(
            place=place,
            addressee_number=number,
            is_head=Relationship.parse(row["relationship"]).is_head,
            reasons=frozenset(self.reasons[number]),
            printable=wording.is_printable(row),
            show=wording.can_show(row),
        )


def picture_of(serial_digest: str, *, now: Times, show: Collection[Show] = ()) -> Picture:
    """The household of the holder of this card, at this moment.

    Raises:
        Refused: no such card, ended, or its holder is not in the file.
    """
    card = Card.objects.filter(serial_digest=serial_digest, state=Card.State.IN_FORCE)
    own = Household.objects.filter(persons__addressee_number__in=card.values("addressee_number"))
    found = own.annotate(holder=F("persons__addressee_number")).values_list("holder", *_OF_HOUSEHOLD).first()
    if found is None:
        holder_of(serial_digest)
        raise Refused(NotIssuable.UNKNOWN_PERSON)
    holder, *kept = found
    household = _Household(*kept)
    columns = (*_COLUMNS, "individual_number") if Show.INDIVIDUAL_NUMBER in show else _COLUMNS
    rows = (
        Person.objects.filter(household=household.household_number)
        .order_by("place", "addressee_number")
        .values(*columns)
    )
    return _judged(holder, household, tuple(rows), now)


def _judged(holder: str, household: _Household, rows: tuple[Row, ...], now: Times) -> Picture:
    streams = [
        f"household:{household.household_number}",
        *(f"addressee:{row['addressee_number']}" for row in rows),
    ]
    unsettled = feed.unsettled_since(streams, taken_at=household.taken_at)
    whole = household.torn_since is None and unsettled is None
    fresh = feed_state(now.machine).fresh
    reasons = {
        row["addressee_number"]: reasons_against(
            candidate_of(row, household_is_whole=whole), feed_is_fresh=fresh, today=now.legal_day
        )
        for row in rows
    }
    return Picture(holder, household.head_name, rows, reasons)
