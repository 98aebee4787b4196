"""Making a test card by hand, for a 住民票コード that whoever demonstrates has looked up."""

from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.values.resident_code import InvalidResidentCode
from juki.outside.cards import making
from juki.outside.cards.errors import HasACard, NotAPin
from juki.outside.web.pages import actor_of, with_key
from juki.screens.page import by_method, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed, key_of

LONGEST = 40


def ask(request: HttpRequest) -> HttpResponseBase:
    """The form."""
    return _form(request, Typed())


def make(request: HttpRequest) -> HttpResponseBase:
    """Make the card and show how far it has come; what is wrong is said beside its field. The PIN is not shown again."""
    posted = request.POST
    form = making.CardForm(
        posted.get("resident_code", "").strip(),
        posted.get("pin", ""),
        posted.get("label", "").strip()[:LONGEST],
    )
    try:
        card = making.make(form, actor=actor_of(request), times=current().clock.now(), trace=key_of(posted))
    except (InvalidResidentCode, HasACard) as error:
        return _form(request, _wrong(request, "resident_code", error))
    except NotAPin as error:
        return _form(request, _wrong(request, "pin", error))
    return see_other(f"/cards/{card.card}")


def _wrong(request: HttpRequest, name: str, error: JukiError) -> Typed:
    kept = request.POST.copy()
    kept.pop("pin", None)
    return Typed(kept, {name: error.message})


def _form(request: HttpRequest, typed: Typed) -> HttpResponseBase:
    return render(
        request, "outside/new_card.html", title="試験用カードを作る", form=typed, form_key=typed.key_of_form,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if typed.errors else HTTPStatus.OK,
    )  # fmt: skip


urlpatterns = [path("cards/new", by_method(GET=with_key(ask), POST=with_key(make, method="POST")))]
