"""本人確認情報検索 at the 統合端末."""

from datetime import date
from typing import Literal

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, ask_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.jukinet.services import queries_identification

SEARCH = "jukinet.identification.search"


class SearchForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is searched for, and why: ``reason`` names the paper on the desk, not the person."""

    reason: str
    name: str = ""
    address: str = ""
    birth: date | None = None
    sex: Literal["", "0", "1", "2", "9"] = ""


class Hit(msgspec.Struct, frozen=True):
    """A line of the list; the individual number is never in it."""

    resident_code: str
    name: str
    name_kana: str
    birth: str
    sex: str
    address: str
    record_state: str


@ask_endpoint(permission=SEARCH, body=SearchForm, system="jukinet", reply=list[Hit])
def search(visit: Visit, form: SearchForm) -> HttpResponse:
    """The records that fit. Source: document I-2 system 2(4)."""
    criteria = queries_identification.Criteria(
        name=form.name, address=form.address, birth=form.birth, sex=form.sex
    )
    found = queries_identification.search(
        criteria=criteria, reason=form.reason, actor=visit.actor, times=visit.times
    )
    return json_reply(
        [
            Hit(
                record.resident_code, record.name, record.name_kana, record.birth_text, record.sex, record.address,
                record.record_state,
            )
            for record in found
        ]
    )  # fmt: skip


urlpatterns = [path("api/searches", search)]
