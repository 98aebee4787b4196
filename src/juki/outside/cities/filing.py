"""特例転出: the other municipality keeps that it was filed, and its CS sends 転出証明書情報 by itself, once."""

import hashlib
from uuid import UUID, uuid4

import msgspec
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.outside.cities import peers, rules
from juki.outside.cities.errors import AlreadySent
from juki.outside.cities.forms import MoveOutForm
from juki.outside.cities.records.models import FiledMoveOut

REASON = "move-out"


def file_move_out(form: MoveOutForm, *, client: str, actor: Actor, times: Times, trace: UUID) -> FiledMoveOut:
    """Keep the filing and send 転出証明書情報; repeated under the same ``trace`` it is the first one again.

    What was sent is sent again by no hand; another planned day or address is another certificate, and the newest holds.

    Source: 住基法24条の2; STD 4.1.3.0.4.

    Raises:
        OtherMunicipality: ``client`` belongs to another municipality.
        AlreadySent: the same content was filed before.
        KeyReused: the trace belongs to another filing.
        JukiError: the form is refused, see ``rules.check_move_out``.
    """
    municipality = form.former_address.municipality
    rules.require_municipality(client, municipality)
    rules.check_move_out(form, here=current().municipality, today=times.legal_day)
    digest = hashlib.sha256(msgspec.json.encode(form)).hexdigest()
    if known := _before(trace, digest):
        return known
    if FiledMoveOut.objects.filter(municipality=municipality, digest=digest).exists():
        raise AlreadySent
    try:
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row = FiledMoveOut.objects.create(
                certificate=uuid4(), trace=trace, municipality=municipality, new_municipality=form.new_municipality,
                planned_on=form.planned_on, filed_on=form.filed_on, persons=len(form.persons), digest=digest,
                filed_by=client, issued_at=times.machine,
            )  # fmt: skip
            peers.send_certificate(act, _certificate(form, row))
            act.log(
                "move_out.filed",
                subjects=[f"resident:{person.resident_code}" for person in form.persons],
                detail={"municipality": municipality, "certificate": str(row.certificate)},
            )
    except IntegrityError:
        if known := _before(trace, digest):
            return known
        raise AlreadySent from None
    return row


def _before(trace: UUID, digest: str) -> FiledMoveOut | None:
    row = FiledMoveOut.objects.filter(trace=trace).first()
    if row is not None and row.digest != digest:
        raise KeyReused
    return row


def _certificate(form: MoveOutForm, row: FiledMoveOut) -> peers.MoveOutCertificate:
    return peers.MoveOutCertificate(
        certificate=str(row.certificate), issued_at=row.issued_at.isoformat(), former_municipality=row.municipality,
        former_address=form.former_address, former_head=form.former_head, new_municipality=form.new_municipality,
        new_address=form.new_address, planned_on=form.planned_on, filed_on=form.filed_on, persons=form.persons,
    )  # fmt: skip
