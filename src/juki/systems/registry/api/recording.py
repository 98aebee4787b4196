"""Doors that write: number checks, blocks of numbers, data-use entries."""

from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, by_method, read_endpoint, write_endpoint
from juki.kernel.door.errors import NoKey
from juki.kernel.door.replies import json_reply
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.services import data_uses, number_checks, numbers
from juki.systems.registry.services.forms import DataUseForm, NumberBlockForm, NumberCheckForm


class Added(msgspec.Struct, frozen=True):
    """How many numbers a block brought, and how many are free now."""

    added: int
    free: int


@write_endpoint(
    permission=Permission.CHECK_NUMBER, body=NumberCheckForm, system=OWN, reply=number_checks.Checked
)
def check_number(visit: Visit, form: NumberCheckForm) -> HttpResponse:
    """Ask 住基ネット whether number and person agree."""
    return json_reply(
        number_checks.check_number(form, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    )


@write_endpoint(permission=Permission.TAKE_NUMBERS, body=NumberBlockForm, system=OWN, reply=Added, status=201)
def take_block(visit: Visit, form: NumberBlockForm) -> HttpResponse:
    """Take a block of 宛名番号."""
    added = numbers.take_block(size=form.size, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    return json_reply(Added(added, numbers.free()), status=201)


@write_endpoint(
    permission=Permission.APPROVE_DATA_USE, body=DataUseForm, system=OWN, reply=data_uses.Approved, status=201
)
def approve_data_use(visit: Visit, form: DataUseForm) -> HttpResponse:
    """Enter an approved データ利用申請."""
    return json_reply(
        data_uses.approve(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)), status=201
    )


@read_endpoint(permission=Permission.SEE_DATA_USE, system=OWN, reply=list[data_uses.Approved])
def list_data_uses(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """All entries."""
    return json_reply(data_uses.listed(actor=visit.actor, times=visit.times))


def trace_of(visit: Visit) -> UUID:
    """The idempotency key, which is the trace of the act."""
    if visit.key is None:
        raise NoKey
    return visit.key


data_uses_door = by_method(GET=list_data_uses, POST=approve_data_use)
