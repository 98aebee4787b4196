"""Whether the service may issue at all; stopping it and letting it go on. Source: field; ADR 0014 (final guard)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor, one_act
from juki.systems.kiosk.domain.refusals import Refusal
from juki.systems.kiosk.errors import AlreadyStopped, NotStopped
from juki.systems.kiosk.records.models import ServiceEvent
from juki.systems.kiosk.services.one_state import Gate, lock

BY_HAND = "by-hand"
STOPPED, RESUMED = ServiceEvent.Kind.STOPPED, ServiceEvent.Kind.RESUMED
MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class ServiceState:
    """``since`` and ``code`` of the last event; None and empty when nothing ever happened."""

    stopped: bool
    since: datetime | None
    code: str


def service_state() -> ServiceState:
    """The state by the last event."""
    last = ServiceEvent.objects.order_by("-id").first()
    if last is None:
        return ServiceState(stopped=False, since=None, code="")
    return ServiceState(stopped=last.kind == STOPPED, since=last.machine_at, code=last.code)


def events() -> list[ServiceEvent]:
    """The latest events, newest first."""
    return list(ServiceEvent.objects.order_by("-id")[:MOST_EVENTS])


def stop(*, actor: Actor, reason: str, times: Times, trace: UUID) -> None:
    """Stop issuing everywhere: what is being made meanwhile is not let out.

    Raises:
        AlreadyStopped: it is.
    """
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        lock(Gate.SERVICE)
        if ServiceEvent.objects.filter(trace=trace, kind=STOPPED).exists():
            return
        if service_state().stopped:
            raise AlreadyStopped
        _add(act, STOPPED, code=BY_HAND, reason=reason, trace=trace)
        act.log("service.stopped", detail={"code": BY_HAND})


def resume(*, actor: Actor, reason: str, times: Times, trace: UUID) -> None:
    """Let the service issue again, with the reason of whoever looked into it.

    Raises:
        NotStopped: nothing is stopped.
    """
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        lock(Gate.SERVICE)
        if ServiceEvent.objects.filter(trace=trace, kind=RESUMED).exists():
            return
        before = service_state()
        if not before.stopped:
            raise NotStopped
        _add(act, RESUMED, code=before.code, reason=reason, trace=trace)
        act.log("service.resumed", detail={"code": before.code})


def alarm(refusal: Refusal, *, transaction: UUID, actor: Actor, times: Times, trace: UUID) -> None:
    """Stop everything because a finished document was not its holder's; only a person may resume."""
    with one_act(actor, reason=refusal.value, times=times, trace=trace) as act:
        lock(Gate.SERVICE)
        _add(act, STOPPED, code=refusal.value, reason=refusal.text, trace=uuid4(), transaction=transaction)
        act.log(
            "service.stopped",
            outcome="alarm",
            detail={"code": refusal.value, "transaction": str(transaction)},
        )


def _add(
    act: Act, kind: ServiceEvent.Kind, *, code: str, reason: str, trace: UUID, transaction: UUID | None = None
) -> None:
    ServiceEvent.objects.create(
        kind=kind, who=act.actor.who, code=code, reason=reason, transaction=transaction, city_at=act.times.city,
        machine_at=act.times.machine, trace=trace,
    )  # fmt: skip
