"""情報提供等記録."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from django.http import HttpResponse

from juki.kernel.door.endpoint import Visit, ask_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.intermediary.records.models import Provision
from juki.systems.intermediary.services import queries

RECORDS = "intermediary.records"


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Any of these, all of those given."""

    unified_number: str = ""
    agency: Annotated[str, msgspec.Meta(max_length=100)] = ""
    outcome: Literal["", "answered", "held", "refused"] = ""
    first: date | None = None
    last: date | None = None


class RecordRow(msgspec.Struct, frozen=True):
    """One record; no content, no code of a person."""

    record: UUID
    outcome: str
    code: str
    through: str
    agency: str
    duty: str
    procedure: str
    information: str
    unified_number: str
    permit: str
    asked_at: datetime | None
    answered_at: datetime
    legal_day: date


def row_of(row: Provision) -> RecordRow:
    """A record as it is shown."""
    return RecordRow(**{item: getattr(row, item) for item in RecordRow.__struct_fields__})


class RecordsReply(msgspec.Struct, frozen=True):
    """The newest records that fit."""

    records: list[RecordRow]


@ask_endpoint(permission=RECORDS, body=Search, reply=RecordsReply)
def search(visit: Visit, form: Search) -> HttpResponse:
    """The newest records that fit."""
    wanted = queries.RecordSearch(**msgspec.structs.asdict(form))
    rows = queries.records(search=wanted, actor=visit.actor, times=visit.times)
    return json_reply(RecordsReply([row_of(row) for row in rows]))
