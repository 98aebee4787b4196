"""Issuing a certificate: numbered, made, sealed, and in the log before it leaves.

Source: 住基法12条; STD 1.3.8, 5.1, 5.5; document III(1)3.
"""

import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
from django.db import IntegrityError, connection

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused, NotPermitted
from juki.kernel.errors import JukiError
from juki.kernel.work import Act, Actor, log_before_showing, one_act
from juki.paper import issuer, manifest
from juki.paper.certificate import Certificate, Form
from juki.paper.issue_number import IssueNumber
from juki.paper.render import Renderer
from juki.paper.sign import DocumentSigner
from juki.systems.registry.domain.issue import SHOWN_BY_RIGHT, Shown
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.errors import (
    IssuedBefore,
    NoSuchHousehold,
    NoSuchResident,
    NotForRequester,
    NothingToCertify,
    RemovedResident,
)
from juki.systems.registry.records.models import IssueLog
from juki.systems.registry.services import options
from juki.systems.registry.services.certificate import compose
from juki.systems.registry.services.field_rights import RIGHTS, hidden_from
from juki.systems.registry.services.forms import CertificateForm
from juki.systems.registry.services.places import place_of
from juki.systems.registry.services.residents import current, current_members, known_subjects
from juki.systems.registry.services.veiling import Hidden

_FORMS = {"individual": Form.INDIVIDUAL, "household": Form.HOUSEHOLD}
_ENTITLED = frozenset({"self", "household", "agent"})
"""Who may have numbers on a copy; nobody may who does not say in which capacity the copy is asked for."""
_NUMBERS = frozenset({Shown.INDIVIDUAL_NUMBER, Shown.RESIDENT_CODE})
SPECIMEN = "見本（発行番号なし）"


@dataclass(frozen=True, slots=True)
class Issued:
    """A signed copy with its number and its transaction."""

    pdf: bytes
    issue_number: str
    transaction_id: UUID


@dataclass(frozen=True, slots=True)
class _Subjects:
    residents: Sequence[Resident]
    members: Sequence[Resident]

    @property
    def keys(self) -> list[str]:
        return [f"addressee:{resident.addressee_number}" for resident in self.residents]


def issue(form: CertificateForm, *, actor: Actor, times: Times, trace: UUID) -> Issued:
    """One copy. Its number, its digest and its audit row are committed before the bytes are returned.

    Raises:
        NoSuchResident, NoSuchHousehold, RemovedResident, NothingToCertify: nobody to certify.
        IssuedBefore: this request was served before.
        NotForRequester: a number for somebody who may not get it, or who does not say in which capacity they ask.
        KeyReused: the trace belongs to another request or operator.
        NotPermitted: an item on it that ``actor`` may not see (STD 10.4).
        PaperError: a glyph cannot be drawn, or an item is blank. All refusals are logged.
    """
    try:
        return _issue(form, actor=actor, times=times, trace=trace)
    except JukiError as refusal:
        log_before_showing(
            actor, "certificate.refused", reason=form.purpose, times=times, outcome="refused", trace=trace,
            subjects=known_subjects(form.addressee_numbers, household_number=form.household_number),
            detail={"code": refusal.code},
        )  # fmt: skip
        raise


def preview(form: CertificateForm, *, actor: Actor, times: Times, ppi: float) -> tuple[bytes, ...]:
    """The pages of a copy as PNG, marked as a specimen: no issue number, no seal, nothing kept.

    Raises:
        NoSuchResident, NoSuchHousehold, RemovedResident, NothingToCertify: nobody to certify.
        NotForRequester: a number for somebody who may not get it, or who does not say in which capacity they ask.
        NotPermitted: an item on it that ``actor`` may not see (STD 10.4).
        PaperError: a glyph cannot be drawn, or an item is blank.
    """
    shown = _shown(form, hidden_from(actor, times))
    known = known_subjects(form.addressee_numbers, household_number=form.household_number)
    log_before_showing(
        actor, "certificate.previewed", reason=form.purpose, times=times, subjects=known,
        outcome="shown" if known else "none", detail={"show": ",".join(sorted(shown))},
    )  # fmt: skip
    if Shown.INDIVIDUAL_NUMBER in shown:
        log_before_showing(
            actor, "individual_number.shown", reason=form.purpose, times=times, subjects=known,
            detail={"on": "preview"},
        )  # fmt: skip
    subjects = _subjects(form)
    marked = manifest.issue(
        transaction_id=str(uuid4()), issue_number=SPECIMEN, subject_keys=(), secret=os.urandom(32),
        salt=os.urandom(manifest.SALT_BYTES),
    )  # fmt: skip
    sheet = msgspec.structs.replace(_sheet(form, subjects, shown, marked, times), specimen=True)
    return _renderer(issuer.fonts()).preview(sheet, ppi=ppi)


def issued_by(trace: UUID, *, actor: Actor) -> str:
    """The 発行番号 of the copy that ``actor`` issued under ``trace``, or nothing yet."""
    rows = IssueLog.objects.filter(transaction_id=trace, operator=actor.who)
    return rows.values_list("issue_number", flat=True).first() or ""


def _issue(form: CertificateForm, *, actor: Actor, times: Times, trace: UUID) -> Issued:
    _demand_first(form, trace, actor)
    shown = _shown(form, hidden_from(actor, times))
    subjects = _subjects(form)
    number = _reserve(form, subjects, shown, actor=actor, times=times, trace=trace)
    pdf = _made(form, subjects, shown, number=number, times=times, trace=trace)
    try:
        with one_act(actor, reason=form.purpose, times=times, trace=trace) as act:
            _keep(act, form, subjects, number, pdf)
    except IntegrityError:
        _demand_first(form, trace, actor)
        raise
    return Issued(pdf, number, trace)


def _shown(form: CertificateForm, hidden: Hidden) -> frozenset[Shown]:
    shown = frozenset(Shown(item) for item in form.show)
    if shown & _NUMBERS and form.requester not in _ENTITLED:
        raise NotForRequester
    for item in sorted(shown):
        if (group := SHOWN_BY_RIGHT.get(item)) in hidden:
            raise NotPermitted(permission=RIGHTS[group])
    return shown


def _demand_first(form: CertificateForm, trace: UUID, actor: Actor) -> None:
    earlier = IssueLog.objects.filter(transaction_id=trace).first()
    if earlier is not None:
        asked = {f"addressee:{number}" for number in form.addressee_numbers} or set(earlier.subjects)
        household = form.household_number or earlier.household_number
        if (
            (earlier.operator, earlier.kind, earlier.purpose) != (actor.who, form.kind, form.purpose)
            or earlier.requester != form.requester
            or (sorted(earlier.options), earlier.household_number) != (sorted(form.show), household)
            or set(earlier.subjects) != asked
        ):
            raise KeyReused
        raise IssuedBefore(issue_number=earlier.issue_number)


def _subjects(form: CertificateForm) -> _Subjects:
    wanted = list(dict.fromkeys(form.addressee_numbers))
    if form.kind == "individual":
        if len(wanted) != 1 or form.household_number:
            raise NothingToCertify
        resident = current(wanted[0])
        if resident is None:
            raise NoSuchResident
        if resident.state is not State.RESIDENT:
            raise RemovedResident
        return _Subjects([resident], current_members(resident.household_number))
    members = current_members(form.household_number) if form.household_number else []
    if not members:
        raise NoSuchHousehold
    chosen = [member for member in members if not wanted or member.addressee_number in wanted]
    if wanted and len(chosen) < len(wanted):
        raise NothingToCertify
    return _Subjects(chosen, members)


def _reserve(
    form: CertificateForm,
    subjects: _Subjects,
    shown: Collection[Shown],
    *,
    actor: Actor,
    times: Times,
    trace: UUID,
) -> str:
    """The issue number, and the log row that says what is about to be read; 個人番号 leaves a row of its own."""
    with one_act(actor, reason=form.purpose, times=times, trace=trace) as act:
        with connection.cursor() as cursor:
            cursor.execute(_NEXT_SERIAL, [times.legal_day])
            serial = cursor.fetchone()[0]
        act.log("certificate.begun", subjects=subjects.keys, detail={"show": ",".join(sorted(shown))})
        if Shown.INDIVIDUAL_NUMBER in shown:
            act.log("individual_number.shown", subjects=subjects.keys, detail={"on": "certificate"})
    return IssueNumber(
        day=times.legal_day.strftime("%Y%m%d"), municipality=issuer.place()[1], terminal=actor.terminal,
        printer=form.printer, serial=f"{serial:03}",
    ).text()  # fmt: skip


def _made(
    form: CertificateForm,
    subjects: _Subjects,
    shown: Collection[Shown],
    *,
    number: str,
    times: Times,
    trace: UUID,
) -> bytes:
    key, certificate = options.document_key()
    marked = manifest.issue(
        transaction_id=str(trace), issue_number=number, subject_keys=subjects.keys,
        secret=hashlib.sha256(b"juki registry manifest" + key).digest(), salt=os.urandom(manifest.SALT_BYTES),
    )  # fmt: skip
    pdf = _renderer(issuer.fonts()).render(_sheet(form, subjects, shown, marked, times))
    return DocumentSigner(key, certificate).sign(pdf, signed_at=times.machine, reason="住民票の写し")


def _sheet(
    form: CertificateForm,
    subjects: _Subjects,
    shown: Collection[Shown],
    marked: manifest.Manifest,
    times: Times,
) -> Certificate:
    head = next((member.names.full for member in subjects.members if member.is_head), "")
    return compose(
        subjects.residents, form=_FORMS[form.kind], shown=shown, head_name=head, issued_on=times.legal_day,
        whole=form.kind == "household" and len(subjects.residents) == len(subjects.members), manifest=marked,
    )  # fmt: skip


def _keep(act: Act, form: CertificateForm, subjects: _Subjects, number: str, pdf: bytes) -> None:
    IssueLog.objects.create(
        issue_number=number, transaction_id=act.trace, kind=form.kind, subjects=subjects.keys,
        household_number=subjects.residents[0].household_number, options=sorted(form.show),
        document_digest=hashlib.sha256(pdf).hexdigest(), purpose=form.purpose, requester=form.requester,
        legal_day=act.times.legal_day,
        issued_at=act.times.machine, operator=act.actor.who, terminal=act.actor.terminal,
        place=place_of(act.actor.who, act.actor.terminal),
    )  # fmt: skip
    act.log(
        "certificate.issued", subjects=subjects.keys,
        detail={"number": number, "kind": form.kind, "show": ",".join(sorted(form.show))},
    )  # fmt: skip


@cache
def _renderer(fonts: Path) -> Renderer:
    return Renderer(fonts)


_NEXT_SERIAL = """insert into registry_issue_counter (day, last) values (%s, 1)
 on conflict (day) do update set last = registry_issue_counter.last + 1 returning last"""
