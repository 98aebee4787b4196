"""CSとの連携を一時的に手動にする: what is due waits here, is carried by hand, and goes by the line again when it can.

The numbers of the messages go on without gaps, whichever way they go. What was carried is taken by the CS as it would be
from the line; sent again by the line it has no second effect there. So nothing is lost by a wrong mark, and nothing
arrives twice.

Source: STD 7.1.1.1; 住基法24条の2 (転出証明書情報 is not sent again by hand once it was sent).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.forms import Reason
from juki.kernel.work import Act, Actor, log_before_showing, one_act
from juki.links.post import backlog, carrying
from juki.links.post.models import Outbox
from juki.oversight.approvals.records.models import Request
from juki.oversight.output.services.ledger import Material, Wanted, ask_approvals, release, rows_digest
from juki.systems.registry.codes import OWN
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.linkage import LABELS, MASKED, SHOWN_BY_RIGHT, TITLES
from juki.systems.registry.domain.linkage_errors import (
    LinkageAutomatic,
    LinkageChanged,
    LinkageUnchanged,
    NotWaiting,
)
from juki.systems.registry.peers.jukinet import PEER
from juki.systems.registry.records.models import HandDelivery, LinkageSwitch, RemovedVersion, ResidentVersion
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.forms import Form

MOST = 100
EXPORT = "linkage"
AUTOMATIC, MANUAL = "automatic", "manual"


class LinkageForm(Form, frozen=True, kw_only=True):
    """Switch to ``mode``; ``seen`` is the number of the switch that the caller saw as the last one."""

    mode: Literal["manual", "automatic"]
    seen: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    reason: Reason


class CarryForm(Form, frozen=True, kw_only=True):
    """A file of what waits behind the number ``after`` up to ``through`` (0: all), why it is made, and the medium it goes to."""

    reason: Reason
    out: Wanted
    after: Annotated[int, msgspec.Meta(ge=0, le=10**15)] = 0
    through: Annotated[int, msgspec.Meta(ge=0, le=10**15)] = 0


class DeliveryForm(Form, frozen=True, kw_only=True):
    """Messages that the CS has by hand, and by what that is known."""

    messages: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=500)]
    reason: Reason


class ShownLinkage(msgspec.Struct, frozen=True):
    """How the register is linked with the CS, since when and by whom; what waits, and how much of it was brought by hand.

    ``failing`` says why the last try by the line failed.
    """

    mode: str
    number: int
    since: datetime | None
    by: str
    reason: str
    waiting: int
    done: int
    failing: str


class WaitingMessage(msgspec.Struct, frozen=True):
    """A message that the CS has not got by the line. ``done_by`` brought it there by hand at ``done_at``."""

    message: UUID
    sequence: int
    name: str
    label: str
    trace: UUID
    persons: tuple[str, ...]
    recorded_at: datetime
    done_by: str
    done_at: datetime | None


class MessageItem(msgspec.Struct, frozen=True):
    """One item to be typed at the CS."""

    label: str
    text: str


class WaitingContent(msgspec.Struct, frozen=True):
    """A message with all items."""

    message: WaitingMessage
    items: tuple[MessageItem, ...]


class CarriedFile(msgspec.Struct, frozen=True):
    """A file for the CS, which alone can read it, and the number of its entry; what it holds, and whether more waits."""

    content: str
    number: int
    messages: tuple[UUID, ...]
    more: bool


def is_manual() -> bool:
    """Whether messages to the CS wait to be carried by hand."""
    return _last_mode() == MANUAL


def standing() -> ShownLinkage:
    """How it stands; numbers only."""
    last = LinkageSwitch.objects.order_by("-number").first()
    waits = carrying.waiting(OWN, PEER, most=100_000)
    line = next((one for one in backlog.outgoing() if (one.owner, one.destination) == (OWN, PEER)), None)
    return ShownLinkage(
        mode=last.mode if last else AUTOMATIC, number=last.number if last else 0,
        since=last.at_city if last else None, by=last.by.removeprefix("client:") if last else "",
        reason=last.reason if last else "", waiting=len(waits), done=len(_done(waits)),
        failing=line.failing if line else "",
    )  # fmt: skip


def switch(form: LinkageForm, *, actor: Actor, times: Times, trace: UUID) -> ShownLinkage:
    """Go over to linkage by hand, or back: what waits then leaves by the line, in its order.

    Raises:
        LinkageChanged: somebody switched meanwhile.
        LinkageUnchanged: it is so already.
    """
    if LinkageSwitch.objects.filter(trace=trace).exists():
        return standing()
    last = LinkageSwitch.objects.order_by("-number").first()
    if (last.number if last else 0) != form.seen:
        raise LinkageChanged
    if _last_mode() == form.mode:
        raise LinkageUnchanged
    try:
        with one_act(actor, reason=form.reason, times=times, trace=trace) as act:
            LinkageSwitch.objects.create(
                number=form.seen + 1, mode=form.mode, reason=form.reason, trace=trace, by=actor.who,
                terminal=actor.terminal, at_city=times.city, at_machine=times.machine,
            )  # fmt: skip
            (carrying.hold if form.mode == MANUAL else carrying.let_go)(OWN, PEER)
            act.log("linkage.switched", outcome=form.mode, detail={"number": form.seen + 1})
    except IntegrityError:
        raise LinkageChanged from None
    return standing()


def listed(*, actor: Actor, times: Times, after: int = 0) -> list[WaitingMessage]:
    """What the CS has not got by the line, in its order, ``MOST`` at a time; logged before it is shown."""
    rows = carrying.waiting(OWN, PEER, after=after, most=MOST)
    persons = _persons(rows)
    log_before_showing(
        actor, "linkage.listed", reason="linkage", times=times, subjects=_subjects(persons.values()),
        detail={"messages": len(rows)},
    )  # fmt: skip
    done = _done(rows)
    return [_shown(row, persons, done) for row in rows]


def content(message: UUID, *, actor: Actor, times: Times) -> WaitingContent:
    """A waiting message item by item, to be typed at the CS; what ``actor`` may not see is masked (STD 10.4).

    Raises:
        NotWaiting: it has arrived, or there is no such message.
    """
    row = _waiting(message)
    persons = _persons([row])
    subjects = _subjects(persons.values())
    log_before_showing(actor, "linkage.shown", reason=str(message), times=times, subjects=subjects)
    hidden = hidden_from(actor, times)
    if FieldGroup.INDIVIDUAL_NUMBER not in hidden:
        log_before_showing(
            actor, "individual_number.shown", reason=str(message), times=times, subjects=subjects,
            detail={"on": "linkage"},
        )  # fmt: skip
    masked = frozenset(name for group in hidden for name in SHOWN_BY_RIGHT[group])
    items = _items(msgspec.json.decode(row.body or "{}"), masked)
    return WaitingContent(_shown(row, persons, _done([row])), tuple(items))


def file(form: CarryForm, *, actor: Actor, times: Times, trace: UUID) -> CarriedFile:
    """A file for the CS, by the ledger of outputs; whom it is about is in the log before anybody has it.

    Raises:
        LinkageAutomatic: linkage is by the line: nothing has to be carried.
        JukiError: it may not leave so, see ``output.ledger.release``.
    """
    made, rows, material = _packed(form)
    with one_act(actor, reason=form.reason, times=times, trace=trace) as act:
        subjects = _subjects(_persons(rows).values())
        act.log("linkage.file", subjects=subjects, detail={"messages": len(made.messages)})
        left = release(
            act,
            material,
            form.out,
            content=made.content.encode("ascii"),
            name=f"cs-{trace}.jwe",
            subjects=subjects,
        )
    return CarriedFile(made.content, left.number, made.messages, made.more)


def ask_file(form: CarryForm, *, page: str, actor: Actor, times: Times) -> list[Request]:
    """Ask for the approvals that a file of these very messages needs.

    Raises:
        LinkageAutomatic: nothing has to be carried.
        JukiError: it could not leave even with them, see ``output.ledger.ask_approvals``.
    """
    return ask_approvals(_packed(form)[2], form.out, page=page, actor=actor, times=times)


def _packed(form: CarryForm) -> tuple[carrying.Packed, list[Outbox], Material]:
    if not is_manual():
        raise LinkageAutomatic
    made = carrying.packed(OWN, PEER, after=form.after, through=form.through)
    waits = carrying.waiting(OWN, PEER, after=form.after, most=1000)
    rows = [row for row in waits if row.message_id in made.messages]
    digest = rows_digest(",".join(str(one) for one in made.messages))
    return made, rows, Material(EXPORT, len(made.messages), digest, form.reason)


def deliver(form: DeliveryForm, *, actor: Actor, times: Times, trace: UUID) -> ShownLinkage:
    """Mark messages as brought to the CS by hand, with who says so and when; a second mark changes nothing.

    Raises:
        LinkageAutomatic: linkage is by the line.
        NotWaiting: one of them does not wait.
    """
    if not is_manual():
        raise LinkageAutomatic
    with one_act(actor, reason=form.reason, times=times, trace=trace) as act:
        rows = [_waiting(message) for message in dict.fromkeys(form.messages)]
        _mark(act, rows)
    return standing()


def _mark(act: Act, rows: Sequence[Outbox]) -> None:
    HandDelivery.objects.bulk_create(
        [
            HandDelivery(
                message_id=row.message_id, name=row.name, trace=row.trace, done_by=act.actor.who,
                terminal=act.actor.terminal, at_city=act.times.city, at_machine=act.times.machine,
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    act.log("linkage.delivered", subjects=_subjects(_persons(rows).values()), detail={"messages": len(rows)})


def _last_mode() -> str:
    return LinkageSwitch.objects.order_by("-number").values_list("mode", flat=True).first() or AUTOMATIC


def _waiting(message: UUID) -> Outbox:
    row = Outbox.objects.filter(
        owner=OWN, destination=PEER, message_id=message, delivered_at=None, name__in=TITLES
    ).first()
    if row is None:
        raise NotWaiting
    return row


def _done(rows: Sequence[Outbox]) -> dict[UUID, HandDelivery]:
    found = HandDelivery.objects.filter(message_id__in=[row.message_id for row in rows])
    return {one.message_id: one for one in found}


def _persons(rows: Sequence[Outbox]) -> dict[UUID, tuple[str, ...]]:
    """Whom each act was about, by trace; nobody where the message begins a trace of its own."""
    traces = {row.trace for row in rows}
    found: dict[UUID, set[str]] = {trace: set() for trace in traces}
    for made in (
        ResidentVersion.objects.filter(event_id__in=traces).values_list("event_id", "addressee_number"),
        RemovedVersion.objects.filter(trace__in=traces).values_list("trace", "addressee_number"),
    ):
        for trace, number in made:
            found[trace].add(number)
    return {trace: tuple(sorted(numbers)) for trace, numbers in found.items()}


def _subjects(persons: Iterable[Sequence[str]]) -> list[str]:
    return sorted({f"addressee:{number}" for numbers in persons for number in numbers})


def _shown(
    row: Outbox, persons: Mapping[UUID, tuple[str, ...]], done: Mapping[UUID, HandDelivery]
) -> WaitingMessage:
    mark = done.get(row.message_id)
    return WaitingMessage(
        message=row.message_id, sequence=row.sequence, name=row.name, label=TITLES.get(row.name, row.name),
        trace=row.trace, persons=persons[row.trace], recorded_at=row.recorded_at,
        done_by=mark.done_by.removeprefix("client:") if mark else "", done_at=mark.at_city if mark else None,
    )  # fmt: skip


def _items(value: Any, masked: frozenset[str], path: tuple[str, ...] = ()) -> list[MessageItem]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return [
            item for name, inner in value.items() for item in _items(inner, masked, path=(*path, str(name)))
        ]
    if isinstance(value, list):
        return [
            item
            for place, inner in enumerate(value, start=1)
            for item in _items(inner, masked, path=(*path, str(place)))
        ]
    if value is None or value == "":
        return []
    label = "・".join(LABELS.get(part, part) for part in path)
    text = ("あり" if value else "なし") if isinstance(value, bool) else str(value)
    return [MessageItem(label, MASKED if path[-1] in masked else text)]
