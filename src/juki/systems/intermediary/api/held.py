"""The queue of held inquiries, and the flag that fills it."""

from typing import Literal
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.forms import Reason
from juki.kernel.door.replies import json_reply
from juki.systems.intermediary.api.copies import CopyRow
from juki.systems.intermediary.api.copies import row_of as copy_row
from juki.systems.intermediary.api.records import RecordRow, row_of
from juki.systems.intermediary.codes import Ruling
from juki.systems.intermediary.services import operations_reviews, queries

HELD = "intermediary.held"
CONTENT = "intermediary.held.content"
DECIDE = "intermediary.held.decide"
FLAGS = "intermediary.flags"


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Release or refuse, the version that was looked at, and why."""

    record: UUID
    decision: Literal["released", "refused"]
    copy_version: int
    reason: Reason


class FlagForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a person's inquiries are held from now on, and why."""

    unified_number: str
    no_automatic_answer: bool
    reason: Reason


class HeldReply(msgspec.Struct, frozen=True):
    """Inquiries that wait, oldest first."""

    held: list[RecordRow]


class ContentReply(msgspec.Struct, frozen=True):
    """An inquiry, and the version that would answer it."""

    inquiry: RecordRow
    copy: CopyRow


class Decided(msgspec.Struct, frozen=True):
    """The decision as it stands."""

    record: UUID
    decision: str


class Flagged(msgspec.Struct, frozen=True):
    """The flag as it stands."""

    unified_number: str
    no_automatic_answer: bool


@read_endpoint(permission=HELD, reply=HeldReply)
def show_held(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Inquiries that wait for a clerk, oldest first."""
    return json_reply(HeldReply([row_of(row) for row in queries.held(actor=visit.actor, times=visit.times)]))


@read_endpoint(permission=CONTENT, reply=ContentReply)
def show_content(_request: HttpRequest, visit: Visit, record: UUID) -> HttpResponse:
    """What would be sent."""
    row, copy = queries.held_content(record=record, actor=visit.actor, times=visit.times)
    return json_reply(ContentReply(row_of(row), copy_row(copy)))


@write_endpoint(permission=DECIDE, body=Decision, reply=Decided)
def decide_held(visit: Visit, form: Decision) -> HttpResponse:
    """Release or refuse; the inquirer asks again."""
    assert visit.key is not None
    ruling = operations_reviews.rule(
        record=form.record, word=Ruling(form.decision), copy_version=form.copy_version, reason=form.reason,
        actor=visit.actor, times=visit.times, trace=visit.key,
    )  # fmt: skip
    return json_reply(Decided(form.record, ruling.ruling))


@write_endpoint(permission=FLAGS, body=FlagForm, reply=Flagged)
def set_flag(visit: Visit, form: FlagForm) -> HttpResponse:
    """Set or lift 自動応答不可."""
    assert visit.key is not None
    row = operations_reviews.flag(
        unified_number=form.unified_number, no_automatic_answer=form.no_automatic_answer, reason=form.reason,
        actor=visit.actor, times=visit.times, trace=visit.key,
    )  # fmt: skip
    return json_reply(Flagged(row.unified_number, row.no_automatic_answer))
