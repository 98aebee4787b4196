"""受付: somebody is at the counter; who, in what capacity, by which documents. Source: 住基法27条; STD 4.0.8."""

from datetime import date
from uuid import UUID

from django.db import connection

from juki.kernel.clock import Times
from juki.kernel.values import written_text
from juki.kernel.work import Act, Actor, one_act
from juki.systems.registry.domain.application import State, demand_evidence
from juki.systems.registry.domain.errors import NotChosen
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.records.models import Application
from juki.systems.registry.services.application_forms import ReceiptForm
from juki.systems.registry.services.applications.kinds import KINDS
from juki.systems.registry.services.applications.standing import Standing, standing_of
from juki.systems.registry.services.applications.steps import REASON, add_step, found, once
from juki.systems.registry.services.forms import CameForm
from juki.systems.registry.services.reading import TEXT_LIMIT


def receive(form: ReceiptForm, *, actor: Actor, times: Times, trace: UUID) -> Standing:
    """Open an application under ``trace``, which will be the trace of the 本登録, with the next 受付番号 of the day.

    Raises:
        NoDocument, NoMandate: nobody's identity or mandate was established.
        NotChosen: the reason is none of this kind.
        JukiError: a text breaks its rule, or the trace was used for something else.
    """

    def do(digest: bytes) -> None:
        _demand_came(form.came)
        _demand_reason(form.kind, form.reason)
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row = _open(act, form)
            add_step(act, row, "received", request=digest)

    once(form, do, what="receive", application=trace, actor=actor, times=times, trace=trace)
    return standing_of(found(trace))


def _demand_came(came: CameForm) -> None:
    demand_evidence(
        capacity=came.capacity, name=came.name, documents=came.documents, mandate=came.mandate,
        mandate_checked=came.mandate_checked,
    )  # fmt: skip
    for text in (came.name, *came.documents, came.mandate, came.mandate_checked):
        if text:
            written_text.check(text, limit=TEXT_LIMIT)


def _demand_reason(kind: str, reason: str) -> None:
    if reason and not (reason in REASONS and KINDS[kind].takes(REASONS[reason])):
        raise NotChosen(item="異動事由")


def _open(act: Act, form: ReceiptForm) -> Application:
    came, times = form.came, act.times
    return Application.objects.create(
        id=act.trace, number=_next_number(times.legal_day), kind=form.kind, state=State.RECEIVED,
        came_as=came.capacity, came_name=came.name, came_documents=list(came.documents), mandate=came.mandate,
        mandate_checked=came.mandate_checked, wanted_reason=form.reason, wanted_persons=form.persons,
        author=act.actor.who, last_changed_by=act.actor.who,
        received_at=times.machine, received_city=times.city, changed_at=times.machine, changed_city=times.city,
    )  # fmt: skip


def _next_number(day: date) -> str:
    """受付番号: the counter's row stays locked until the act ends, so that a number that was taken is a receipt."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [day])
        return f"{day:%Y%m%d}-{cursor.fetchone()[0]:04}"


_NEXT = """insert into registry_receipt_counter (legal_day, last) values (%s, 1)
 on conflict (legal_day) do update set last = registry_receipt_counter.last + 1 returning last"""
