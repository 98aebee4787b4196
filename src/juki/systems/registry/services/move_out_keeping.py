"""Keeping 転出証明書情報: the newest holds, and what is not needed any more is erased.

Source: 住基法24条の2; document I-2 system 2(3).
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.kana import fold
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import PersonName
from juki.kernel.values.relationship import Relationship
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act, Actor, one_act
from juki.systems.registry.domain.move_out_certificate import Ending, State
from juki.systems.registry.domain.move_out_errors import UnreadableMoveOutCertificate
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.peers.contract import DateBlock, LeavingPerson
from juki.systems.registry.peers.contract import MoveOutCertificate as Received
from juki.systems.registry.records.models import MoveOutCertificate, MoveOutPerson
from juki.systems.registry.services import options

BATCH = 500
T = TypeVar("T")


def subject(certificate: UUID) -> str:
    """The record key of a certificate."""
    return f"move_out_certificate:{certificate}"


def keep(act: Act, message: Received) -> None:
    """Keep a certificate; a repetition or one older than a waiting one about the same persons is dropped.

    Raises:
        UnreadableMoveOutCertificate: an item does not have its form, or it is not for this municipality.
    """
    row, persons = _read(message, act.times)
    subjects, detail = [subject(row.id)], {"municipality": row.former_municipality, "persons": len(persons)}
    waiting = _waiting(persons)
    known = MoveOutCertificate.objects.filter(pk=row.id).exists()
    if known or any(other.issued_at > row.issued_at for other in waiting):
        outcome = "duplicate" if known else "older"
        act.log("move_out_certificate.dropped", subjects=subjects, outcome=outcome, detail=detail)
        return
    for other in waiting:
        erase(act, other, Ending.SUPERSEDED)
    row.save(force_insert=True)
    MoveOutPerson.objects.bulk_create(persons)
    act.log("move_out_certificate.kept", subjects=subjects, detail=detail)


def erase(act: Act, row: MoveOutCertificate, ending: Ending, *, application: UUID | None = None) -> None:
    """Erase the content of a locked certificate; what remains says that there was one and what became of it."""
    MoveOutPerson.objects.filter(certificate=row).delete()
    row.state = State.USED if ending is Ending.USED else State.ERASED
    row.content, row.application, row.ending, row.ended_at = None, application, ending, act.times.machine
    row.save()
    act.log("move_out_certificate.erased", subjects=[subject(row.id)], outcome=str(ending))


def erase_unused(*, actor: Actor, times: Times) -> int:
    """Erase what nobody used within the period of keeping; how many."""
    before = times.legal_day - timedelta(days=options.move_out_certificate_days())
    with one_act(actor, reason="retention", times=times) as act:
        rows = list(
            MoveOutCertificate.objects.filter(state=State.WAITING, planned_on__lt=before)
            .order_by("pk")
            .select_for_update(skip_locked=True)[:BATCH]
        )
        for row in rows:
            erase(act, row, Ending.UNUSED)
    return len(rows)


def _waiting(persons: Iterable[MoveOutPerson]) -> list[MoveOutCertificate]:
    """Waiting certificates that name one of ``persons``, locked in the order of their ids."""
    codes = [person.resident_code for person in persons]
    found = MoveOutPerson.objects.filter(resident_code__in=codes).values("certificate_id")
    rows = MoveOutCertificate.objects.filter(pk__in=found, state=State.WAITING)
    return list(rows.order_by("pk").select_for_update())


def _read(message: Received, times: Times) -> tuple[MoveOutCertificate, list[MoveOutPerson]]:
    row = MoveOutCertificate(
        id=_item("certificate", UUID, message.certificate),
        former_municipality=_item("former_municipality", _code, message.former_municipality),
        planned_on=_item("planned_on", date.fromisoformat, message.planned_on),
        filed_on=_item("filed_on", date.fromisoformat, message.filed_on),
        issued_at=_item("issued_at", _moment, message.issued_at),
        received_at=times.machine,
        state=State.WAITING,
        content=msgspec.json.encode(message).decode(),
    )
    if message.new_municipality != options.municipality().digits:
        raise UnreadableMoveOutCertificate(item="new_municipality")
    codes = {person.resident_code for person in message.persons}
    if not 1 <= len(message.persons) <= MOST or len(codes) < len(message.persons):
        raise UnreadableMoveOutCertificate(item="persons")
    return row, [_person(row, person) for person in message.persons]


def _person(row: MoveOutCertificate, person: LeavingPerson) -> MoveOutPerson:
    _item("relationship", Relationship.parse, person.relationship)
    return MoveOutPerson(
        certificate=row,
        resident_code=_item("resident_code", ResidentCode, person.resident_code).digits,
        individual_number=_item("individual_number", IndividualNumber, person.individual_number).digits,
        name_key=_item("person", PersonName.whole, person.person.full).search_key,
        kana_key=fold(person.person.kana),
        birth=_item("birth", legal_date, person.birth).internal,
    )


def _item(item: str, reader: Callable[..., T], given: object) -> T:
    try:
        return reader(given)
    except (ValueError, JukiError):
        raise UnreadableMoveOutCertificate(item=item) from None


def legal_date(block: DateBlock) -> LegalDate:
    """The legal date in a block.

    Raises:
        BrokenStoredDate: its three parts do not agree.
    """
    return LegalDate.from_storage(StoredDate(block.day, block.form, block.text))


def _code(text: str) -> str:
    return MunicipalityCode(text).digits


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment
