"""Asking for an approval, and taking a request back."""

from uuid import UUID

from juki.kernel.access.grants import permissions_of
from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.work import Act, Actor, one_act
from juki.oversight.approvals.domain import rules
from juki.oversight.approvals.domain.content import Content, canonical, digest
from juki.oversight.approvals.domain.kinds import kinds
from juki.oversight.approvals.errors import NoSuchRequest, NotAsked
from juki.oversight.approvals.records.models import Request


def ask(
    *, system: str, kind: str, content: Content, place: str, reason: str, actor: Actor, times: Times, trace: UUID
) -> Request:  # fmt: skip
    """Ask for an approval of exactly ``content``; ``place`` is the address of the page on which the act is done.

    The same trace asks once, and what waits or is approved already is not asked for a second time.

    Raises:
        NotAsked: the person has none of the permissions that may ask for this kind.
        KeyReused: the trace belongs to another request.
    """
    known = kinds()[kind]
    if unknown := content.facts.keys() ^ known.facts.keys():
        raise ValueError(f"{kind}: {sorted(unknown)}")
    if not known.ask & permissions_of(system=system, client=person(actor), on=times.legal_day):
        raise NotAsked
    if earlier := _open(system, kind, digest(system, kind, content), actor, times):
        return earlier
    spelled, shown = digest(system, kind, content), canonical(system, kind, content)
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        row, is_new = Request.objects.get_or_create(
            id=trace,
            defaults={
                "system": system, "kind": kind, "subject": content.subject, "content": shown, "digest": spelled,
                "place": place, "reason": reason, "asked_by": actor.who, "asked_at": times.city,
                "expires_at": times.city + known.lasts, "state": rules.State.ASKED,
            },
        )  # fmt: skip
        if (row.digest, row.reason, row.asked_by) != (spelled, reason, actor.who):
            raise KeyReused
        if is_new:
            log(act, "approval.asked", row)
    return row


def revoke(*, system: str, ident: UUID, actor: Actor, times: Times) -> None:
    """Take a request back before it is used.

    Raises:
        NoSuchRequest: none of this person's.
        UsedAlready, AlreadyDecided: too late.
    """
    with one_act(actor, reason="revoke", times=times, trace=ident) as act:
        row = locked(system, ident)
        rules.demand_revocable(row, by=actor.who)
        row.state, row.revoked_at = rules.State.REVOKED, times.city
        row.save(update_fields=["state", "revoked_at"])
        log(act, "approval.revoked", row)


def _open(system: str, kind: str, spelled: str, actor: Actor, times: Times) -> Request | None:
    mine = Request.objects.filter(system=system, kind=kind, digest=spelled, asked_by=actor.who)
    standing = (rules.State.ASKED, rules.State.APPROVED)
    return mine.filter(state__in=standing, expires_at__gt=times.city).order_by("-asked_at").first()


def locked(system: str, ident: UUID) -> Request:
    """The request, until the end of the transaction nobody else's to change.

    Raises:
        NoSuchRequest: there is none.
    """
    row = Request.objects.select_for_update().filter(system=system, id=ident).first()
    if row is None:
        raise NoSuchRequest
    return row


def log(act: Act, action: str, row: Request) -> None:
    """One audit row about a request: its id, kind and digest; never its content."""
    act.log(action, subjects=[f"approval:{row.id}"], detail={"kind": row.kind, "digest": row.digest})


def person(actor: Actor) -> str:
    """The client id behind ``who``."""
    return actor.who.removeprefix("client:")
