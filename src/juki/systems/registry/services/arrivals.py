"""Who arrives: a new person with a new 宛名番号, or somebody who lived here before and keeps the old one.

Source: STD 1.1.13, 4.1.1.2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from juki.kernel.values.address import Address
from juki.systems.registry.domain import unnotified
from juki.systems.registry.domain.arrival_errors import NotThatRecord, OtherRecord
from juki.systems.registry.domain.flat import (
    address_row,
    date_row,
    foreign_row,
    former_row,
    names_row,
    register_row,
)
from juki.systems.registry.domain.movement import NEW, Movement, PersonChange
from juki.systems.registry.domain.newcomer import MoveIn, Newcomer
from juki.systems.registry.domain.resident import Basis, State
from juki.systems.registry.errors import AlreadyResident, RecordedDead
from juki.systems.registry.records.models import ResidentRow
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.lookalikes import lookalikes
from juki.systems.registry.services.removed_store import StoredHead


@dataclass(frozen=True, slots=True)
class Former:
    """A removed record: its 宛名番号, its latest 履歴番号 and which 住民票 of the person it was."""

    addressee_number: str
    version: int
    record: int


def movement_of(
    move: MoveIn, codes: Sequence[str], *, former: Mapping[int, Former], processed_on: date
) -> Movement:  # fmt: skip
    """転入 as an 異動 like any other. ``former`` is by place on the form (from 0), a blank ``code`` is not known yet.

    住定日 equals 住民となった日 for whoever arrives (STD 4.1.1.1).
    """
    return Movement(
        reason=move.reason, day=move.day, basis=Basis.NOTIFICATION, notified_on=move.notified_on,
        processed_on=processed_on, household=move.joins or NEW, institution=move.institution, address=move.address,
        note=move.note,
        persons=tuple(
            PersonChange(
                addressee_number=former[place].addressee_number if place in former else None,
                items=_items(move, newcomer, code), relationship=newcomer.relationship,
            )
            for place, (newcomer, code) in enumerate(zip(move.newcomers, codes, strict=True))
        ),
    )  # fmt: skip


def demand_not_here(move: MoveIn, codes: Sequence[str]) -> None:
    """Refuse who is a resident already.

    Raises:
        AlreadyResident: same 個人番号 or 住民票コード on a current record.
    """
    for person, (newcomer, code) in enumerate(zip(move.newcomers, codes, strict=True), start=1):
        if ResidentRow.objects.filter(_same_person(newcomer, code), state=State.RESIDENT).exists():
            raise AlreadyResident(person=person)


def returning(move: MoveIn, codes: Sequence[str]) -> dict[int, Former]:
    """Removed records of those who come back, by place on the form, those of the 除票 store among them.

    A ``code`` is empty before the number check. A record comes back by a number, or because it was chosen for its
    氏名, 生年月日 and 性別.

    Source: STD 4.1.1.2.

    Raises:
        NotThatRecord: the chosen record has neither a number nor these three in common.
        OtherRecord: a number is that of another record than the chosen one.
        AlreadyResident: somebody recorded the return in the meantime.
        RecordedDead: the record was removed by death.
    """
    condition = Q()
    for newcomer, code in zip(move.newcomers, codes, strict=True):
        condition |= _same_person(newcomer, code)
    rows = _heads(condition)
    found: dict[int, Former] = {}
    for place, (newcomer, code) in enumerate(zip(move.newcomers, codes, strict=True)):
        own = [row for row in rows if _is(row, newcomer, code)]
        for row in own:
            if row.state == State.RESIDENT:
                raise AlreadyResident(person=place + 1)
            if row.state == State.DEAD:
                raise RecordedDead(person=place + 1)
            found.setdefault(place, Former(row.addressee_number, row.version, row.record))
        if newcomer.returns:
            earlier = {one.addressee_number for at, one in found.items() if at < place}
            _demand_chosen(newcomer.returns, {row.addressee_number for row in own}, earlier, person=place + 1)
    return found


def _demand_chosen(chosen: str, own: set[str], earlier: set[str], *, person: int) -> None:
    """``own`` are the records of the newcomer, ``earlier`` those of whoever stands before on the form."""
    if chosen not in own or chosen in earlier:
        raise NotThatRecord(person=person)
    if own != {chosen}:
        raise OtherRecord(person=person)


def _heads(condition: Q) -> list[ResidentRow | StoredHead]:
    here = list(ResidentRow.objects.filter(condition).order_by("addressee_number"))
    known = {row.addressee_number for row in here}
    return [*here, *(one for one in removed_store.heads(condition) if one.addressee_number not in known)]


def _same_person(newcomer: Newcomer, code: str) -> Q:
    condition = Q(individual_number=newcomer.individual_number.digits)
    card = _card(newcomer)
    if code:
        condition |= Q(resident_code=code)
    if newcomer.returns:
        condition |= Q(addressee_number=newcomer.returns)
    return condition | Q(card_number=card) if card else condition


def _is(row: ResidentRow | StoredHead, newcomer: Newcomer, code: str) -> bool:
    card = _card(newcomer)
    return (
        row.individual_number == newcomer.individual_number.digits
        or bool(code and row.resident_code == code)
        or bool(card and row.card_number == card)
        or _is_chosen(row, newcomer)
    )


def _is_chosen(row: ResidentRow | StoredHead, newcomer: Newcomer) -> bool:
    """A record that was chosen counts where it looks like the newcomer; by another number it is another person's."""
    if row.addressee_number != newcomer.returns:
        return False
    alike = lookalikes(newcomer.names.full, newcomer.birth.internal, str(newcomer.sex))
    return row.addressee_number in alike


def _card(newcomer: Newcomer) -> str:
    return newcomer.foreign.card_number if newcomer.foreign else ""


def _items(move: MoveIn, newcomer: Newcomer, code: str) -> dict[str, Any]:
    return {
        "kind": str(newcomer.kind), **names_row(newcomer.names), **date_row("birth", newcomer.birth),
        "sex": str(newcomer.sex), "notified_on": move.notified_on, **former_row(move.former),
        **register_row(newcomer.register), **foreign_row(newcomer.foreign),
        "individual_number": newcomer.individual_number.digits, "resident_code": code,
        **address_row("unnotified", _unnotified(move)), **address_row("registered", move.registered), **newcomer.items,
    }  # fmt: skip


def _unnotified(move: MoveIn) -> Address | None:
    """Of an 未届転入 the 転入前住所 is the last place where it was not notified. Source: STD 4.1.1.4."""
    if move.former is None or not move.reason.skipped_notifications:
        return None
    return unnotified.plain(move.former.address)
