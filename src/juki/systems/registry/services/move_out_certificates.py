"""転出証明書情報 at the counter: found, taken into the entry of a 特例転入, and used up by its 本登録.

Source: 住基法24条の2; STD 4.1.1.3; docs/rules/move-out-certificate.md.
"""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.door.forms import Reason
from juki.kernel.errors import JukiError
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.kana import fold
from juki.kernel.values.legal_date import DateStyle
from juki.kernel.values.person_name import search_key
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act, Actor, log_before_showing
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.move_out_certificate import Ending, State, demand_in_time, last_day
from juki.systems.registry.domain.move_out_errors import (
    MoveOutCertificateErased,
    MoveOutCertificateSuperseded,
    MoveOutCertificateUsed,
    NoSuchMoveOutCertificate,
    TooWideMoveOutSearch,
)
from juki.systems.registry.peers.contract import LeavingPerson
from juki.systems.registry.peers.contract import MoveOutCertificate as Received
from juki.systems.registry.records.models import MoveOutCertificate, MoveOutPerson
from juki.systems.registry.services import move_out_prefill
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.forms import Form, Long, MoveInForm, PersonForm, Short
from juki.systems.registry.services.move_out_keeping import erase, legal_date, subject
from juki.systems.registry.services.reading import birth_of, full_name

MOST = 20


class MoveOutSearchForm(Form, frozen=True, kw_only=True):
    """By a number alone, or by name or kana (from their beginning) together with birth. ``purpose`` is kept in the log."""

    purpose: Reason
    resident_code: Short = ""
    individual_number: Short = ""
    name: Long = ""
    kana: Long = ""
    birth: Short = ""


class HitPerson(msgspec.Struct, frozen=True):
    """One person of a certificate, as far as a clerk needs it to choose."""

    name: str
    kana: str
    birth: str
    sex: str
    relationship: str


class Hit(msgspec.Struct, frozen=True):
    """A waiting certificate. ``last_day`` by 転出予定日 alone; ``usable`` is whether it has not passed."""

    certificate: UUID
    state: str
    former_municipality: str
    former_address: str
    planned_on: date
    filed_on: date
    last_day: date
    usable: bool
    persons: list[HitPerson]


class Found(msgspec.Struct, frozen=True):
    """At most twenty; ``more`` says that the conditions should be narrowed."""

    certificates: list[Hit]
    more: bool


class Prefill(msgspec.Struct, frozen=True):
    """``form`` has the fields of ``MoveInForm``; ``new_address`` is the planned one, to compare with what is notified."""

    certificate: UUID
    state: str
    planned_on: date
    filed_on: date
    last_day: date
    former_head: str
    new_address: dict[str, str]
    form: dict[str, Any]


def find(form: MoveOutSearchForm, *, actor: Actor, times: Times) -> Found:
    """Waiting certificates about somebody; the door has checked the right to search by individual number.

    The log keeps which conditions were used, never their values.

    Raises:
        TooWideMoveOutSearch: the conditions could fit many.
        JukiError: a number or a date breaks its own rule (``KRN-01…``).
    """
    conditions = _conditions(form)
    used = ",".join(name.removesuffix("_key__startswith") for name in conditions)
    log_before_showing(
        actor,
        "move_out_certificate.searched",
        reason=form.purpose,
        times=times,
        outcome="taken",
        detail={"by": used},
    )
    about = MoveOutPerson.objects.filter(**conditions).values("certificate_id")
    waiting = MoveOutCertificate.objects.filter(pk__in=about, state=State.WAITING)
    rows = list(waiting.order_by("-issued_at", "pk")[: MOST + 1])
    more, rows = len(rows) > MOST, rows[:MOST]
    log_before_showing(
        actor, "move_out_certificate.found", reason=form.purpose, times=times, detail={"count": len(rows)},
        subjects=[subject(row.id) for row in rows],
    )  # fmt: skip
    return Found([_hit(row, today=times.legal_day) for row in rows], more)


def prefill(
    certificate: UUID, *, actor: Actor, times: Times, moved_on: date | None = None, with_number: bool = False
) -> Prefill:
    """The entry of a 特例転入 by this certificate; logged before it is shown, and so is a refusal.

    Groups of items that ``actor`` may not see are left to be typed (STD 10.4). ``with_number`` fills 個人番号: the caller
    has checked the right to see it.

    Raises:
        NoSuchMoveOutCertificate: there is none.
        MoveOutCertificateUsed, MoveOutCertificateErased, MoveOutCertificateSuperseded: it holds nobody any more.
        SpecialMoveInTooLate: a paper certificate is needed.
    """
    try:
        row = _usable(certificate, moved_on=moved_on, notified_on=times.legal_day)
    except NoSuchMoveOutCertificate:
        raise  # what was typed names nothing here, and no log keeps it
    except JukiError:
        _log(actor, certificate, times, outcome="refused")
        raise
    _log(actor, certificate, times, outcome="shown")
    if with_number:
        by_right = Actor(actor.who, Permission.SEE_INDIVIDUAL_NUMBER, actor.terminal)
        _log(by_right, certificate, times, outcome="shown", action="individual_number.shown")
    content = _content(row)
    return Prefill(
        certificate=row.id, state=row.state, planned_on=row.planned_on, filed_on=row.filed_on,
        last_day=last_day(row.planned_on, moved_on=moved_on, closed=CityClosedDays()),
        former_head=content.former_head, new_address=move_out_prefill.address(content.new_address),
        form=move_out_prefill.move_in(
            content, with_number=with_number, hidden=hidden_from(actor, times) - {FieldGroup.INDIVIDUAL_NUMBER}
        ),
    )  # fmt: skip


def demand_usable(certificate: UUID, *, moved_on: date | None, notified_on: date) -> None:
    """Refuse a 特例転入 by this certificate that is notified on ``notified_on``; shows nothing.

    Raises:
        JukiError: see :func:`prefill`.
    """
    _usable(certificate, moved_on=moved_on, notified_on=notified_on)


def completed(form: MoveInForm, certificate: UUID) -> MoveInForm:
    """``form`` with the 個人番号 of the certificate where none was typed: who enters it need not see them.

    A number goes to the person of the same 氏名 and 生年月日, to nobody else.

    Raises:
        JukiError: see :func:`prefill`, but for the day; or a birth that cannot be read.
    """
    row = MoveOutCertificate.objects.filter(pk=certificate).first()
    if row is None:
        raise NoSuchMoveOutCertificate
    if row.state != State.WAITING:
        return form
    known = {
        (one.person.full, legal_date(one.birth).internal): one.individual_number
        for one in _content(row).persons
    }
    persons = [
        person
        if person.individual_number
        else msgspec.structs.replace(person, individual_number=known.get(_who(person) or ("", date.min), ""))
        for person in form.persons
    ]
    return msgspec.structs.replace(form, persons=tuple(persons))


def _who(person: PersonForm) -> tuple[str, date] | None:
    try:
        return full_name(person.name).full, birth_of(person.birth).internal
    except JukiError:
        return None


def use(act: Act, certificate: UUID, *, application: UUID) -> None:
    """Mark it used by ``application`` and erase its content, in the transaction of the 本登録; repeated, nothing happens.

    What was erased for its age while the application was being reviewed has done its service and counts as used.

    Raises:
        NoSuchMoveOutCertificate: there is none.
        MoveOutCertificateUsed: another 異動 used it.
        MoveOutCertificateSuperseded: a newer one came.
    """
    row = MoveOutCertificate.objects.select_for_update().filter(pk=certificate).first()
    if row is None:
        raise NoSuchMoveOutCertificate
    if row.state == State.USED:
        if row.application != application:
            raise MoveOutCertificateUsed
        return
    if row.ending == Ending.SUPERSEDED:
        raise MoveOutCertificateSuperseded
    erase(act, row, Ending.USED, application=application)


def _usable(certificate: UUID, *, moved_on: date | None, notified_on: date) -> MoveOutCertificate:
    row = MoveOutCertificate.objects.filter(pk=certificate).first()
    if row is None:
        raise NoSuchMoveOutCertificate
    if row.state == State.USED:
        raise MoveOutCertificateUsed
    if row.state == State.ERASED:
        raise MoveOutCertificateSuperseded if row.ending == Ending.SUPERSEDED else MoveOutCertificateErased
    demand_in_time(row.planned_on, moved_on=moved_on, notified_on=notified_on, closed=CityClosedDays())
    return row


def _conditions(form: MoveOutSearchForm) -> dict[str, str | date]:
    if form.resident_code:
        return {"resident_code": ResidentCode.parse(form.resident_code).digits}
    if form.individual_number:
        return {"individual_number": IndividualNumber.parse(form.individual_number).digits}
    found: dict[str, str | date] = {}
    if name := search_key(form.name):
        found["name_key__startswith"] = name
    if kana := fold(form.kana):
        found["kana_key__startswith"] = kana
    if not found or not form.birth:
        raise TooWideMoveOutSearch
    return found | {"birth": birth_of(form.birth).internal}


def _hit(row: MoveOutCertificate, *, today: date) -> Hit:
    content = _content(row)
    last = last_day(row.planned_on, moved_on=None, closed=CityClosedDays())
    return Hit(
        certificate=row.id, state=row.state, former_municipality=row.former_municipality,
        former_address=content.former_address.one_line, planned_on=row.planned_on, filed_on=row.filed_on, last_day=last,
        usable=today <= last, persons=[_hit_person(person) for person in content.persons],
    )  # fmt: skip


def _hit_person(person: LeavingPerson) -> HitPerson:
    style = DateStyle.WESTERN if person.foreign else DateStyle.WAREKI
    return HitPerson(
        name=person.person.full, kana=person.person.kana, birth=legal_date(person.birth).display(style), sex=person.sex,
        relationship=person.relationship,
    )  # fmt: skip


def _content(row: MoveOutCertificate) -> Received:
    return msgspec.json.decode(row.content or "", type=Received)


def _log(
    actor: Actor, certificate: UUID, times: Times, *, outcome: str, action: str = "move_out_certificate.shown"
) -> None:
    log_before_showing(
        actor, action, reason="move-in", times=times, outcome=outcome, subjects=[subject(certificate)]
    )
