"""副本 on a terminal."""

from datetime import date, datetime

import msgspec
from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.forms import Reason
from juki.kernel.door.replies import json_reply
from juki.systems.intermediary.records.models import Copy
from juki.systems.intermediary.services import operations_copies, queries

READ = "intermediary.copies.read"
ERASE = "intermediary.copies.erase"


class CopyRow(msgspec.Struct, frozen=True):
    """One version: 住基法7条4号 and nothing else."""

    version: int
    layout: str
    valid_from: date
    is_head: bool
    head_name: str
    relationship: str
    recorded_at: datetime


class CopiesReply(msgspec.Struct, frozen=True):
    """All versions of a person, newest first."""

    unified_number: str
    copies: list[CopyRow]


class Erased(msgspec.Struct, frozen=True):
    """The version that is no more."""

    unified_number: str
    erased: int


class Erasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which version, and why."""

    unified_number: str
    version: int
    reason: Reason


def row_of(copy: Copy) -> CopyRow:
    """A version as it is shown."""
    return CopyRow(
        copy.pk,
        copy.layout,
        copy.valid_from,
        copy.is_head,
        copy.head_name,
        copy.relationship,
        copy.recorded_at,
    )


@read_endpoint(permission=READ, reply=CopiesReply)
def show(_request: HttpRequest, visit: Visit, number: str) -> HttpResponse:
    """All versions of a person, newest first."""
    rows = queries.copies(unified_number=number, actor=visit.actor, times=visit.times)
    return json_reply(CopiesReply(number, [row_of(row) for row in rows]))


@write_endpoint(permission=ERASE, body=Erasure, reply=Erased)
def erase(visit: Visit, form: Erasure) -> HttpResponse:
    """Erase one version."""
    assert visit.key is not None
    operations_copies.erase(
        unified_number=form.unified_number, version=form.version, reason=form.reason, actor=visit.actor,
        times=visit.times, trace=visit.key,
    )  # fmt: skip
    return json_reply(Erased(form.unified_number, form.version))
