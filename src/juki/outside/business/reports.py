"""個別事項: a target tells the register what it has on a person; what was told is kept."""

from uuid import UUID

import msgspec
from django.db import IntegrityError, connection

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.work import Actor, one_act
from juki.outside.business import rules
from juki.outside.business.peers import Matter, kind_of, tell_matter
from juki.outside.business.records.models import Report


class ReportReply(msgspec.Struct, frozen=True):
    """Which report it became."""

    target: str
    kind: str
    number: int


def report_matter(
    *,
    target: str,
    addressee_number: str,
    matter: Matter,
    actor: Actor,
    by: str,
    times: Times,
    trace: UUID,
) -> ReportReply:
    """Tell the register a 個別事項 on behalf of ``target``. The same act a second time tells nothing.

    Source: 住基法7条9号–11号の2; STD 7.2.2.

    Raises:
        UnknownTarget, OtherTarget: no such business system here, or not that of ``by``.
        OtherMatter: not of the duty of ``target``.
        KeyReused: the act belongs to another report or to somebody else's.
        JukiError: a number that is none.
    """
    rules.require_client(by, target)
    kind = kind_of(matter)
    rules.require_report(target, kind)
    told = Report(
        target=target, addressee_number=rules.addressee_number(addressee_number), kind=kind,
        content=msgspec.to_builtins(matter), told_by=by, told_at=times.machine, trace=trace,
    )  # fmt: skip
    known = _made_before(told)
    if known is not None:
        return known
    try:
        with one_act(actor, reason="individual-matter", times=times, trace=trace) as act:
            told.number = _next_number(told)
            told.save(force_insert=True)
            tell_matter(
                act, target=target, addressee_number=told.addressee_number, number=told.number, matter=matter
            )
            act.log(
                "matter.told", subjects=[f"addressee:{told.addressee_number}"],
                detail={"target": target, "kind": kind, "number": told.number},
            )  # fmt: skip
    except IntegrityError:
        known = _made_before(told)
        if known is None:
            raise
        return known
    return ReportReply(target, kind, told.number)


def _next_number(told: Report) -> int:
    """One more than the last; two at once wait for one another."""
    with connection.cursor() as cursor:
        key = f"business {told.target} {told.addressee_number}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    last = Report.objects.filter(target=told.target, addressee_number=told.addressee_number)
    return (last.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def _made_before(told: Report) -> ReportReply | None:
    row = Report.objects.filter(trace=told.trace).first()
    if row is None:
        return None
    for name in ("target", "addressee_number", "kind", "content", "told_by"):
        if getattr(row, name) != getattr(told, name):
            raise KeyReused
    return ReportReply(row.target, row.kind, row.number)
