"""From the choice to the paper: one certificate to a dialog, and none once the dialog has ended."""

import binascii
import hashlib
from base64 import b64decode
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor, one_act
from juki.outside.centre import peers, states
from juki.outside.centre.dialog import Now
from juki.outside.centre.errors import (
    AskedTwice,
    CitySilent,
    DialogEnded,
    DocumentDamaged,
    DocumentGone,
    NotOffered,
    NoWayBack,
    TimeOver,
)
from juki.outside.centre.peers import CertificateOffer, KioskIssueAnswer, KioskMenuAnswer
from juki.outside.centre.records.dialog import CANCELLABLE
from juki.outside.centre.records.models import Dialog, Document
from juki.outside.centre.terminals import terminals

ASKED = ("issuing", "issued", "printed", "not_printed")


class IssueForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which of the kinds on the menu, about the members at which places, with which items."""

    transaction: UUID
    kiosk: Annotated[str, msgspec.Meta(max_length=20)]
    kind: Annotated[str, msgspec.Meta(max_length=40)]
    places: Annotated[tuple[int, ...], msgspec.Meta(max_length=100)]
    show: Annotated[tuple[str, ...], msgspec.Meta(max_length=20)] = ()


class ResultForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a dialog ended at the terminal."""

    transaction: UUID
    kiosk: Annotated[str, msgspec.Meta(max_length=20)]
    outcome: Literal["printed", "not_printed", "cancelled"]


def issue(form: IssueForm, *, actor: Actor, now: Now) -> KioskIssueAnswer:
    """Ask the city for the one certificate of this dialog. Whatever comes too late is thrown away.

    Raises:
        NoSuchDialog, OtherTerminal, TimeOver, DialogEnded: no such dialog here, or not any more.
        AskedTwice: the dialog's certificate was asked for before.
        NotOffered: not on this dialog's menu; the dialog goes on.
        CitySilent, DocumentDamaged: the dialog has ended without a certificate.
    """
    times = now()
    states.sweep(actor=actor, times=times)
    row = states.found(form.transaction, kiosk=form.kiosk)
    if row.state in ASKED:
        raise AskedTwice
    states.require_waiting(row)
    offer = _chosen(form, row)
    if not states.step(row, "issuing", before=["offered"], times=times, kind=form.kind, fee=offer.fee):
        raise AskedTwice
    try:
        answer = peers.issue(
            row.transaction, kiosk=row.kiosk, kind=form.kind, places=form.places, show=form.show, actor=actor,
            times=now(),
        )  # fmt: skip
        content = _content(answer)
    except JukiError as error:
        lost = error if isinstance(error, DocumentDamaged) else CitySilent()
        states.end(row, "cancelled", actor=actor, times=now(), code=lost.code, words=lost.message)
        raise lost from None
    if answer.outcome == "refused":
        states.end(row, "refused", actor=actor, times=now(), code=answer.code, words=answer.text)
        return answer
    _keep(row, answer, content, actor=actor, times=now())
    return answer


def finish(form: ResultForm, *, actor: Actor, times: Times) -> Dialog:
    """End a dialog as the terminal or the resident says; the same word twice is one.

    Raises:
        NoSuchDialog, OtherTerminal: no such dialog here.
        NoWayBack: to be cancelled, but the city was asked for the certificate.
        TimeOver, PrintUnknown, DialogEnded: it ended otherwise before, or nothing was there to print.
    """
    states.sweep(actor=actor, times=times)
    row = states.found(form.transaction, kiosk=form.kiosk)
    before = CANCELLABLE if form.outcome == "cancelled" else ("issued",)
    if states.end(row, form.outcome, actor=actor, times=times, before=before):
        if form.outcome == "printed":
            Document.objects.filter(dialog=row).update(purge_at=times.machine + terminals().printing)
        return row
    row.refresh_from_db()
    if row.state == form.outcome:
        return row
    states.require_waiting(row)
    raise NoWayBack if form.outcome == "cancelled" else DialogEnded


def document(transaction_id: UUID, *, kiosk: str, actor: Actor, times: Times) -> Document:
    """The certificate of a dialog that was printed, for the minutes in which it can be collected.

    Raises:
        NoSuchDialog, OtherTerminal: no such dialog here.
        DocumentGone: there is none, or not any more.
    """
    states.sweep(actor=actor, times=times)
    row = states.found(transaction_id, kiosk=kiosk)
    kept = Document.objects.filter(dialog=row, purge_at__gt=times.machine).first()
    if row.state != "printed" or kept is None:
        raise DocumentGone
    return kept


def forget(transaction_id: UUID, *, kiosk: str) -> None:
    """Throw away the certificate of a dialog that was printed: the resident leaves.

    Raises:
        NoSuchDialog, OtherTerminal: no such dialog here.
    """
    row = states.found(transaction_id, kiosk=kiosk)
    Document.objects.filter(dialog=row, dialog__state="printed").delete()


def menu_of(row: Dialog) -> KioskMenuAnswer:
    """What the city offered in this dialog.

    Raises:
        DialogEnded: nothing, or not any more.
    """
    if not row.offer:
        raise DialogEnded
    return msgspec.json.decode(row.offer, type=KioskMenuAnswer)


def _chosen(form: IssueForm, row: Dialog) -> CertificateOffer:
    if row.state != "offered":
        raise NotOffered(item="順番")
    menu = menu_of(row)
    offer = next((one for one in menu.offers if one.kind == form.kind), None)
    if offer is None:
        raise NotOffered(item="証明書の種類")
    require_choice(menu, offer, places=form.places, show=form.show)
    return offer


def require_choice(
    menu: KioskMenuAnswer, offer: CertificateOffer, *, places: tuple[int, ...], show: tuple[str, ...]
) -> None:
    """Whether members and items are among those offered; the holder of the card is the first of the members.

    Raises:
        NotOffered: they are not.
    """
    everybody = [member.place for member in menu.members]
    wanted = {"self": set(everybody[:1]), "all": set(everybody)}.get(
        offer.members, set(places) & set(everybody)
    )
    if not places or len(set(places)) != len(places) or set(places) != wanted:
        raise NotOffered(item="証明する方")
    if len(set(show)) != len(show) or not set(show) <= set(offer.show):
        raise NotOffered(item="記載する事項")


def _content(answer: KioskIssueAnswer) -> bytes:
    """The PDF of an answer, which is what the city says that it is.

    Raises:
        DocumentDamaged: it is not.
    """
    if answer.outcome == "refused":
        return b""
    try:
        content = b64decode(answer.document, validate=True)
    except (binascii.Error, ValueError):
        raise DocumentDamaged from None
    if not content.startswith(b"%PDF-") or hashlib.sha256(content).hexdigest() != answer.digest:
        raise DocumentDamaged
    return content


def _keep(row: Dialog, answer: KioskIssueAnswer, content: bytes, *, actor: Actor, times: Times) -> None:
    """Keep the certificate for the printer, unless the dialog ended while the city worked.

    Raises:
        TimeOver, DialogEnded: it did.
    """
    until = times.machine + terminals().printing
    with one_act(actor, reason=states.REASON, times=times, trace=row.transaction) as act:
        kept = states.step(
            row, "issued", before=["issuing"], times=times, offer="", deadline=until, issue_number=answer.issue_number,
        )  # fmt: skip
        if kept:
            Document.objects.create(
                dialog=row, content=content, pages=answer.pages, digest=answer.digest,
                issue_number=answer.issue_number, purge_at=until,
            )  # fmt: skip
            act.log("kiosk.issued", subjects=[peers.subject(row.transaction)], detail={"pages": answer.pages})
    if kept:
        return
    states.sweep(actor=actor, times=times)
    row.refresh_from_db()
    states.require_waiting(row)
    raise TimeOver
