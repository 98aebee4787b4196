"""One record of the 本人確認情報ファイル with all items. A 住民票コード stands in no address, so even a look is posted.

Source: document 別添2(2); 番号法12条.
"""

from uuid import uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import NotPermitted
from juki.kernel.values.resident_code import ResidentCode
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.jukinet.errors import NoSuchRecord
from juki.systems.jukinet.services import queries_identification
from juki.systems.jukinet.web.labels import LABELS
from juki.systems.jukinet.web.permissions import BAR, RESERVE, SEE, SEE_NUMBER

NO_CODE = "住民票コードを入力してください。"


@page(permission=SEE)
def ask(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form that asks for a record."""
    return _asking(request, Typed())


@page(permission=SEE, method="POST")
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The record of a code; 個人番号 only when it is asked for, and only by its own right."""
    typed = Typed(request.POST)
    code = typed.required("resident_code", ResidentCode.parse, missing=NO_CODE)
    reason = typed.reason()
    with_number = request.POST.get("with") == "individual_number"
    if with_number and not visitor.may(SEE_NUMBER):
        raise NotPermitted(permission=SEE_NUMBER)
    if typed.errors:
        return _asking(request, typed)
    try:
        record = queries_identification.one(
            resident_code=code, reason=reason, with_number=with_number, actor=visitor.actor, times=visitor.times
        )  # fmt: skip
    except NoSuchRecord as refusal:
        typed.refuse("resident_code", refusal)
        return _asking(request, typed)
    return render(
        request, "jukinet/record.html", title="本人確認情報", key="record", record=record, reason=reason,
        number=record.individual_number if with_number else "", may_number=visitor.may(SEE_NUMBER),
        may_bar=visitor.may(BAR), may_reserve=visitor.may(RESERVE), key_of_form=uuid4(), labels=LABELS,
    )  # fmt: skip


def _asking(request: HttpRequest, typed: Typed) -> HttpResponseBase:
    return render(
        request,
        "jukinet/ask.html",
        title="住民票コードでの照会",
        key="record",
        status=typed.status,
        form=typed,
    )
