"""Who arrives: a new person with a new 宛名番号, or somebody who lived here before and keeps the old one.

Source: STD 1.1.13, 4.1.1.2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from juki.systems.registry.domain.flat import date_row, foreign_row, former_row, names_row, register_row
from juki.systems.registry.domain.movement import NEW, Movement, PersonChange
from juki.systems.registry.domain.newcomer import MoveIn, Newcomer
from juki.systems.registry.domain.resident import Basis, State
from juki.systems.registry.errors import AlreadyResident, RecordedDead
from juki.systems.registry.records.models import ResidentRow
from juki.systems.registry.services import removed_store
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

    A ``code`` is empty before the number check.

    Source: STD 4.1.1.2.

    Raises:
        AlreadyResident: somebody recorded the return in the meantime.
        RecordedDead: the record was removed by death.
    """
    condition = Q()
    for newcomer, code in zip(move.newcomers, codes, strict=True):
        condition |= _same_person(newcomer, code)
    rows = _heads(condition)
    found: dict[int, Former] = {}
    for place, (newcomer, code) in enumerate(zip(move.newcomers, codes, strict=True)):
        for row in rows:
            if not _is(row, newcomer, code):
                continue
            if row.state == State.RESIDENT:
                raise AlreadyResident(person=place + 1)
            if row.state == State.DEAD:
                raise RecordedDead(person=place + 1)
            found.setdefault(place, Former(row.addressee_number, row.version, row.record))
    return found


def _heads(condition: Q) -> list[ResidentRow | StoredHead]:
    here = list(ResidentRow.objects.filter(condition).order_by("addressee_number"))
    known = {row.addressee_number for row in here}
    return [*here, *(one for one in removed_store.heads(condition) if one.addressee_number not in known)]


def _same_person(newcomer: Newcomer, code: str) -> Q:
    condition = Q(individual_number=newcomer.individual_number.digits)
    card = _card(newcomer)
    if code:
        condition |= Q(resident_code=code)
    return condition | Q(card_number=card) if card else condition


def _is(row: ResidentRow | StoredHead, newcomer: Newcomer, code: str) -> bool:
    card = _card(newcomer)
    return (
        row.individual_number == newcomer.individual_number.digits
        or bool(code and row.resident_code == code)
        or bool(card and row.card_number == card)
    )


def _card(newcomer: Newcomer) -> str:
    return newcomer.foreign.card_number if newcomer.foreign else ""


def _items(move: MoveIn, newcomer: Newcomer, code: str) -> dict[str, Any]:
    return {
        "kind": str(newcomer.kind), **names_row(newcomer.names), **date_row("birth", newcomer.birth),
        "sex": str(newcomer.sex), "notified_on": move.notified_on, **former_row(move.former),
        **register_row(newcomer.register), **foreign_row(newcomer.foreign),
        "individual_number": newcomer.individual_number.digits, "resident_code": code,
    }  # fmt: skip
