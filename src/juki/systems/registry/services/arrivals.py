"""Who arrives: a new person with a new 宛名番号, or somebody who lived here before and keeps the old one.

Source: STD 1.1.13, 4.1.1.2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from juki.systems.registry.domain import household
from juki.systems.registry.domain.newcomer import MoveIn, Newcomer
from juki.systems.registry.domain.resident import Event, Resident, State
from juki.systems.registry.errors import AlreadyResident, RecordedDead
from juki.systems.registry.records.models import ResidentRow


@dataclass(frozen=True, slots=True)
class Former:
    """A removed record: its 宛名番号, its latest 履歴番号 and which 住民票 of the person it was."""

    addressee_number: str
    version: int
    record: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """The resident to be recorded and, after a re-entry, the record that goes on under a new 住民票."""

    resident: Resident
    former: Former | None

    @property
    def number(self) -> int:
        """履歴番号 of the new version."""
        return self.former.version + 1 if self.former else 1

    @classmethod
    def of(
        cls, move: MoveIn, codes: Sequence[str], *, former: Mapping[int, Former], fresh: Sequence[str],
        household_number: str, present: int,
    ) -> list["Arrival"]:  # fmt: skip
        """All arrivals of a notification in its order. ``former`` is by place on the form (from 0)."""
        unused = iter(fresh)
        places = household.positions(present, len(move.newcomers))
        return [
            cls(
                resident=_resident(
                    move, newcomer, code, position=position, household_number=household_number,
                    addressee_number=before.addressee_number if before else next(unused),
                    record=before.record + 1 if before else 1,
                ),
                former=before,
            )
            for newcomer, code, position, before in zip(
                move.newcomers, codes, places, map(former.get, range(len(codes))), strict=True
            )
        ]  # fmt: skip


def demand_not_here(move: MoveIn, codes: Sequence[str]) -> None:
    """Refuse who is a resident already.

    Raises:
        AlreadyResident: same 個人番号 or 住民票コード on a current record.
    """
    for person, (newcomer, code) in enumerate(zip(move.newcomers, codes, strict=True), start=1):
        if ResidentRow.objects.filter(_same_person(newcomer, code), state=State.RESIDENT).exists():
            raise AlreadyResident(person=person)


def returning(move: MoveIn, codes: Sequence[str], *, lock: bool = True) -> dict[int, Former]:
    """Removed records of those who come back, by place on the form, locked in the order of 宛名番号.

    A ``code`` is empty before the number check. Without ``lock`` it only looks.

    Source: STD 4.1.1.2.

    Raises:
        AlreadyResident: somebody recorded the return in the meantime.
        RecordedDead: the record was removed by death.
    """
    condition = Q()
    for newcomer, code in zip(move.newcomers, codes, strict=True):
        condition |= _same_person(newcomer, code)
    query = ResidentRow.objects.filter(condition).order_by("addressee_number")
    rows = list(query.select_for_update() if lock else query)
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


def _same_person(newcomer: Newcomer, code: str) -> Q:
    condition = Q(individual_number=newcomer.individual_number.digits)
    card = _card(newcomer)
    if code:
        condition |= Q(resident_code=code)
    return condition | Q(card_number=card) if card else condition


def _is(row: ResidentRow, newcomer: Newcomer, code: str) -> bool:
    card = _card(newcomer)
    return (
        row.individual_number == newcomer.individual_number.digits
        or bool(code and row.resident_code == code)
        or bool(card and row.card_number == card)
    )


def _card(newcomer: Newcomer) -> str:
    return newcomer.foreign.card_number if newcomer.foreign else ""


def _resident(
    move: MoveIn, newcomer: Newcomer, code: str, *, position: int, household_number: str, addressee_number: str,
    record: int,
) -> Resident:  # fmt: skip
    """住定日 equals 住民となった日 for whoever arrives (STD 4.1.1.1)."""
    return Resident(
        addressee_number=addressee_number, record=record, state=State.RESIDENT, kind=newcomer.kind,
        names=newcomer.names, birth=newcomer.birth, sex=newcomer.sex, household_number=household_number,
        relationship=newcomer.relationship, position=position, address=move.address,
        became_resident=move.day, settled=move.day, notified_on=move.notified_on, former=move.former,
        register=newcomer.register, foreign=newcomer.foreign,
        individual_number=newcomer.individual_number.digits, resident_code=code,
        event=Event(
            reason=move.reason.code, event_class=str(move.reason.event_class), day=move.day,
            notified_on=move.notified_on,
        ),
    )  # fmt: skip
