"""更新禁止 and 排他 set and lifted with a reason. Source: document 別添2(2) items 31, 33; III(2)2 risk 3."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.values.resident_code import ResidentCode
from juki.screens.once import once
from juki.screens.page import Page, by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.jukinet.errors import HoldUnchanged, NoSuchRecord
from juki.systems.jukinet.services.operations_holds import Flag, set_flag
from juki.systems.jukinet.web.permissions import BAR, RESERVE

CHOICES = {"yes": "設定する", "no": "解除する"}
NO_CODE = "住民票コードを入力してください。"
NO_CHOICE = "設定するか解除するかを選んでください。"


@dataclass(frozen=True, slots=True)
class FlagPage:
    """Which flag a page is about, in words, and where it stands."""

    flag: Flag
    label: str
    address: str
    key: str
    meaning: str


def _pages(about: FlagPage, permission: str) -> Page:
    @page(permission=permission)
    def show(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
        """The form; ``?done=`` tells what the last one did."""
        return _page(request, about, Typed())

    @page(permission=permission, method="POST")
    def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
        """Set or lift the flag, once."""
        return _taken(request, visitor, about)

    return by_method(GET=show, POST=take)


def _taken(request: HttpRequest, visitor: Visitor, about: FlagPage) -> HttpResponseBase:
    typed = Typed(request.POST)
    code = typed.required("resident_code", ResidentCode.parse, missing=NO_CODE)
    choice = typed.one_of("on", CHOICES, missing=NO_CHOICE)
    reason = typed.reason()
    if typed.errors:
        return _page(request, about, typed)

    def act(key: UUID) -> None:
        set_flag(
            flag=about.flag, resident_code=code, on=choice == "yes", reason=reason, actor=visitor.actor,
            times=visitor.times, trace=key,
        )  # fmt: skip

    try:
        once(request, visitor, act)
    except NoSuchRecord as refusal:
        typed.refuse("resident_code", refusal)
    except HoldUnchanged as refusal:
        typed.refuse("on", refusal)
    else:
        return see_other(f"{about.address}?done={choice}")
    return _page(request, about, typed)


def _page(request: HttpRequest, about: FlagPage, typed: Typed) -> HttpResponseBase:
    return render(
        request, "jukinet/flag.html", title=about.label, key=about.key,
        status=typed.status, form=typed, about=about,
        key_of_form=typed.key_of_form,
        choices=list(CHOICES.items()), done=request.GET.get("done", "") if request.method == "GET" else "",
    )  # fmt: skip


bars = _pages(
    FlagPage(
        flag="updates_barred", label="更新禁止", address="/bars", key="bars",
        meaning="設定している間に届いた更新は保留電文になり、解除した後に再処理できます。",
    ),
    BAR,
)  # fmt: skip
reservations = _pages(
    FlagPage(
        flag="reserved", label="排他", address="/reservations", key="reservations",
        meaning="作業している間に届いた更新は保留電文になり、解除した後に再処理できます。",
    ),
    RESERVE,
)  # fmt: skip
