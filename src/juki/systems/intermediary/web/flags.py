"""自動応答不可 set and lifted with a reason. Source: document III(1)6 risk 5."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.values.check_digit import typed_digits
from juki.screens.once import once
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.intermediary.services import operations_reviews
from juki.systems.intermediary.web.numbers import NO_NUMBER, shape
from juki.systems.intermediary.web.permissions import FLAGS

CHOICES = {"yes": "自動応答不可にする", "no": "自動応答に戻す"}
NO_CHOICE = "自動応答不可にするか、元に戻すかを選んでください。"


@page(permission=FLAGS)
def show(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form; ``?done=`` tells what the last one did."""
    return _page(request, Typed(), done=request.GET.get("done", ""))


@page(permission=FLAGS, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Set or lift the flag, once."""
    typed = Typed(request.POST)
    number = typed_digits(typed.required("number", shape, missing=NO_NUMBER))
    choice = typed.one_of("on", CHOICES, missing=NO_CHOICE)
    reason = typed.reason()
    if typed.errors:
        return _page(request, typed)

    def act(key: UUID) -> None:
        operations_reviews.flag(
            unified_number=number, no_automatic_answer=choice == "yes", reason=reason, actor=visitor.actor,
            times=visitor.times, trace=key,
        )  # fmt: skip

    once(request, visitor, act)
    return see_other(f"/flags?done={choice}")


def _page(request: HttpRequest, typed: Typed, *, done: str = "") -> HttpResponseBase:
    return render(
        request, "intermediary/flags.html", title="自動応答不可", key="flags",
        status=typed.status, form=typed, done=done,
        choices=list(CHOICES.items()), key_of_form=typed.key_of_form,
    )  # fmt: skip
