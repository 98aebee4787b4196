"""Households that come from the city: their 転出証明書情報 arrives, and when they have arrived their city hears of it.

Source: 住基法9条1項, 24条の2.
"""

import hashlib
from datetime import date
from uuid import UUID, uuid5

import msgspec
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.settings import current
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.work import Act, Actor, one_act
from juki.outside.cities import peers, rules
from juki.outside.cities.errors import AlreadyTold, AnotherCertificate, NoSuchArrival, NotAddressedHere
from juki.outside.cities.forms import MoveInForm
from juki.outside.cities.peers import AddressBlock, MoveInNoticeReceived, MoveOutCertificate
from juki.outside.cities.records.models import ExpectedMoveIn

REASON = "move-in"


def keep_certificate(act: Act, certificate: MoveOutCertificate) -> None:
    """Keep a certificate for the municipality to which the household goes; a repetition changes nothing.

    Raises:
        NotAddressedHere: it does not lead from the city into another municipality.
        AnotherCertificate: its id came before with another content.
        NobodyLeaves: nobody, too many, or somebody twice.
        JukiError: a number, a name or a date breaks its own rule (``KRN-01…``).
    """
    former = MunicipalityCode(certificate.former_municipality).digits
    new = MunicipalityCode(certificate.new_municipality).digits
    if former != current().municipality or new == former or certificate.new_address.municipality != new:
        raise NotAddressedHere
    planned_on = rules.day("planned_on", certificate.planned_on)
    rules.day("filed_on", certificate.filed_on)
    rules.check_persons(certificate.persons)
    content = msgspec.json.encode(certificate)
    digest = hashlib.sha256(content).hexdigest()
    row, is_new = ExpectedMoveIn.objects.get_or_create(
        pk=certificate.certificate,
        defaults={
            "municipality": new, "former_municipality": former, "planned_on": planned_on,
            "persons": len(certificate.persons), "content": msgspec.json.decode(content), "digest": digest,
            "received_at": act.times.machine,
        },
    )  # fmt: skip
    if row.digest != digest:
        raise AnotherCertificate
    act.log(
        "move_out_certificate.kept",
        subjects=[f"resident:{person.resident_code}" for person in certificate.persons],
        outcome="done" if is_new else "duplicate",
        detail={"municipality": new, "certificate": certificate.certificate},
    )


def move_in(form: MoveInForm, *, client: str, actor: Actor, times: Times, trace: UUID) -> ExpectedMoveIn:
    """Record that an expected household arrived, and send 転入通知 of each person. The same act again sends nothing.

    Raises:
        NoSuchArrival: no such certificate arrived.
        OtherMunicipality: ``client`` belongs to another municipality.
        AlreadyTold: the city heard of it already.
        NoMoveOut: the day is none, or later than today.
        KeyReused: the trace belongs to another arrival.
    """
    moved_in_on = rules.past_day("moved_in_on", form.moved_in_on, today=times.legal_day)
    try:
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row = ExpectedMoveIn.objects.select_for_update().filter(pk=form.certificate).first()
            if row is None:
                raise NoSuchArrival
            rules.require_municipality(client, row.municipality)
            if row.trace is not None:
                return _again(row, trace, moved_in_on)
            row.moved_in_on, row.sent_at, row.trace = moved_in_on, times.machine, trace
            row.save()
            _tell(act, row, form.new_address)
    except IntegrityError:
        raise KeyReused from None
    return row


def _again(row: ExpectedMoveIn, trace: UUID, moved_in_on: date) -> ExpectedMoveIn:
    if (row.trace, row.moved_in_on) != (trace, moved_in_on):
        raise AlreadyTold
    return row


def _tell(act: Act, row: ExpectedMoveIn, new_address: AddressBlock | None) -> None:
    assert row.moved_in_on is not None
    certificate = msgspec.convert(row.content, MoveOutCertificate)
    for person in certificate.persons:
        peers.send_notice(act, MoveInNoticeReceived(
            notice=str(uuid5(act.trace, person.resident_code)), sent_at=act.times.machine.isoformat(),
            former_municipality=row.former_municipality, resident_code=person.resident_code, person=person.person,
            birth=person.birth, sex=person.sex, new_municipality=row.municipality,
            new_address=new_address or certificate.new_address, moved_in_on=row.moved_in_on.isoformat(),
        ))  # fmt: skip
    act.log(
        "move_in_notice.sent",
        subjects=[f"resident:{person.resident_code}" for person in certificate.persons],
        detail={"municipality": row.municipality, "certificate": certificate.certificate},
    )
