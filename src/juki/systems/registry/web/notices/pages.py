"""What came from other municipalities, what waits for a receiver, and how many 空きコード are left.

Source: 住基法9条1項; STD 4.1.3.1.2, 4.3.1, 7.1.1.1.
"""

from typing import Any

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import NotPermitted
from juki.kernel.errors import JukiError
from juki.screens.page import SIGNED_IN, by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.told import AWAITED
from juki.systems.registry.services import awaiting, code_stock, move_in_notices
from juki.systems.registry.services.forms import NumberBlockForm
from juki.systems.registry.web import posted
from juki.systems.registry.web.record.sections import reason_word

TABS = (
    ("/move-in-notices", "転入通知", Permission.SEE_MOVE_IN_NOTICE),
    ("/awaited-messages", "受け手の系がまだない通知", Permission.SEE_AWAITED),
    ("/code-stock", "住民票コードの空きコード", Permission.SEE_CODES),
)
OUTCOMES = {
    "applied": ("反映済み", "success"),
    "older": ("新しい通知あり", "neutral"),
    "task": ("要確認", "error"),
}
RECEIVERS = {
    "cities": "他の市区町村", "nation": "全国サーバ", "cards": "カード管理", "family": "戸籍システム",
    "immigration": "出入国在留管理庁",
}  # fmt: skip
KINDS = [(one.message, one.label) for one in AWAITED]
NO_SIZE = "1から10000までの整数で入力してください。"
_DIGITS = 18
_SIZE_DIGITS = 5


@page(permission=SIGNED_IN)
def front(_request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The first of the three that the visitor may see."""
    for address, _, right in TABS:
        if visitor.may(right):
            return see_other(address)
    raise NotPermitted(permission=TABS[0][2])


@page(permission=Permission.SEE_MOVE_IN_NOTICE)
def show_notices(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """転入通知, the newest first; ``?outcome=task`` those that a clerk has to look at (取込エラー一覧)."""
    asked = request.GET.get("outcome", "")
    outcome = asked if asked in OUTCOMES else ""
    found = move_in_notices.listed(actor=visitor.actor, times=visitor.times, outcome=outcome)
    return render(
        request, "registry/notices/move_in.html", title="転入通知", key="notices", found=found, outcome=outcome,
        outcomes=OUTCOMES, most=move_in_notices.MOST, may_see=visitor.may(Permission.SEE_RESIDENT), **_tabs(visitor, 0),
    )  # fmt: skip


@page(permission=Permission.SEE_AWAITED)
def show_awaited(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Messages that were due and were sent nowhere, of one kind with ``?message=``, behind ``?after=``."""
    asked, text = request.GET.get("message", ""), request.GET.get("after", "")
    message = asked if asked in dict(KINDS) else ""
    after = int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
    found = awaiting.listed(actor=visitor.actor, times=visitor.times, message=message, after=after)
    return render(
        request, "registry/notices/awaited.html", title="受け手の系がまだない通知", key="notices", found=found,
        message=message, kinds=KINDS, receivers=RECEIVERS, reason_word=reason_word, most=awaiting.MOST, after=after,
        may_see=visitor.may(Permission.SEE_RESIDENT), **_tabs(visitor, 1),
    )  # fmt: skip


@page(permission=Permission.SEE_CODES)
def show_codes(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """How many 空きコード are left."""
    return _codes(request, visitor, Typed())


@page(permission=Permission.TAKE_CODES, method="POST")
def take_codes(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Take a stock of them from the nation."""
    typed, key = Typed(request.POST), posted.key(request)
    text = typed.text("size").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= _SIZE_DIGITS):
        typed.errors["size"] = NO_SIZE
        return _codes(request, visitor, typed)
    try:
        form = msgspec.convert({"size": int(text)}, NumberBlockForm)
        code_stock.take(size=form.size, actor=visitor.actor, times=visitor.times, trace=key)
    except msgspec.ValidationError:
        typed.errors["size"] = NO_SIZE
    except JukiError as refusal:
        typed.refuse("size", refusal)
    return _codes(request, visitor, typed) if typed.errors else see_other("/code-stock")


codes = by_method(GET=show_codes, POST=take_codes)


def _codes(request: HttpRequest, visitor: Visitor, typed: Typed) -> HttpResponseBase:
    if not visitor.may(Permission.SEE_CODES):
        raise NotPermitted(permission=Permission.SEE_CODES)
    return render(
        request, "registry/notices/codes.html", title="住民票コードの空きコード", key="notices", status=typed.status,
        form=typed, stock=code_stock.standing(), new_key=Typed().key_of_form,
        may_take=visitor.may(Permission.TAKE_CODES), **_tabs(visitor, 2),
    )  # fmt: skip


def _tabs(visitor: Visitor, current: int) -> dict[str, Any]:
    return {
        "tabs": [
            {"label": label, "href": address, "current": place == current}
            for place, (address, label, right) in enumerate(TABS)
            if visitor.may(right)
        ]
    }
