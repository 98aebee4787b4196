"""庁内照会: a target asks the register for a person; outcome and reply are kept."""

from uuid import UUID

import msgspec
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.work import Actor, one_act
from juki.outside.business import rules
from juki.outside.business.peers import ResidentAnswer, ask_for_resident, item_columns, items_given
from juki.outside.business.records.models import Request


class RequestReply(msgspec.Struct, frozen=True):
    """What came back, without the values themselves; ``code`` is the register's reason for a refusal."""

    target: str
    outcome: str
    code: str
    entry: str
    items: list[str]


def request_resident(
    *, target: str, addressee_number: str, actor: Actor, by: str, times: Times, trace: UUID
) -> RequestReply:
    """Ask for a person on behalf of ``target`` and keep what came back. The same act a second time asks nothing.

    Raises:
        UnknownTarget, OtherTarget: no such business system here, or not that of ``by``.
        KeyReused: the act belongs to another request or to somebody else's.
        JukiError: a number that is none, or no answer from the register (nothing is kept).
    """
    rules.require_client(by, target)
    number = rules.addressee_number(addressee_number)
    known = _made_before(trace, target=target, number=number, by=by)
    if known is not None:
        return known
    answer = ask_for_resident(target=target, addressee_number=number, actor=actor, times=times, trace=trace)
    try:
        _keep(answer, target=target, number=number, actor=actor, by=by, times=times, trace=trace)
    except IntegrityError:
        known = _made_before(trace, target=target, number=number, by=by)
        if known is None:
            raise
        return known
    return RequestReply(target, answer.outcome, answer.code, answer.entry, items_given(answer))


def _keep(
    answer: ResidentAnswer, *, target: str, number: str, actor: Actor, by: str, times: Times, trace: UUID
) -> None:
    with one_act(actor, reason="resident-request", times=times, trace=trace) as act:
        Request.objects.create(
            target=target, addressee_number=number, outcome=answer.outcome, code=answer.code, entry=answer.entry,
            asked_by=by, legal_day=times.legal_day, recorded_at=times.machine, trace=trace, **item_columns(answer),
        )  # fmt: skip
        act.log(
            "resident.requested", subjects=[f"addressee:{number}"], outcome=answer.outcome,
            detail={"target": target, "code": answer.code},
        )  # fmt: skip


def _made_before(trace: UUID, *, target: str, number: str, by: str) -> RequestReply | None:
    row = Request.objects.filter(trace=trace).first()
    if row is None:
        return None
    if (row.target, row.addressee_number, row.asked_by) != (target, number, by):
        raise KeyReused
    columns = {
        "person": row.name, "birth": row.birth, "sex": row.sex, "address": row.address_town,
        "individual_number": row.individual_number, "household_number": row.household_number,
        "relationship": row.relationship,
    }  # fmt: skip
    items = [name for name, value in columns.items() if value is not None]
    return RequestReply(row.target, row.outcome, row.code, row.entry, items)
