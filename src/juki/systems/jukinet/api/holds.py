"""Setting and lifting 更新禁止 and 排他."""

from typing import cast
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.jukinet.services.operations_holds import Flag, set_flag

BAR = "jukinet.updates.bar"
RESERVE = "jukinet.record.reserve"


class FlagForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose record, which value, and why."""

    resident_code: str
    on: bool
    reason: str


class Barred(msgspec.Struct, frozen=True):
    """更新禁止フラグ as it stands."""

    updates_barred: bool


class Reserved(msgspec.Struct, frozen=True):
    """排他フラグ as it stands."""

    reserved: bool


@write_endpoint(permission=BAR, body=FlagForm, system="jukinet", reply=Barred)
def bar(visit: Visit, form: FlagForm) -> HttpResponse:
    """更新禁止フラグ: by the 本人確認情報管理責任者."""
    _set(visit, form, "updates_barred")
    return json_reply(Barred(form.on))


@write_endpoint(permission=RESERVE, body=FlagForm, system="jukinet", reply=Reserved)
def reserve(visit: Visit, form: FlagForm) -> HttpResponse:
    """排他フラグ: by whoever works on the record."""
    _set(visit, form, "reserved")
    return json_reply(Reserved(form.on))


def _set(visit: Visit, form: FlagForm, flag: Flag) -> None:
    set_flag(
        flag=flag, resident_code=form.resident_code, on=form.on, reason=form.reason, actor=visit.actor,
        times=visit.times, trace=cast("UUID", visit.key),
    )  # fmt: skip


urlpatterns = [path("api/bars", bar), path("api/reservations", reserve)]
