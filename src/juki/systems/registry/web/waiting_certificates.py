"""転出証明書情報 that wait: found by who moves, chosen, and taken into the entry. Source: STD 4.1.1.3."""

from urllib.parse import urlencode
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.screens.page import by_method, page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.services import move_out_certificates
from juki.systems.registry.services.move_out_certificates import Found, MoveOutSearchForm
from juki.systems.registry.web import entry_fields
from juki.systems.registry.web.entry_fields import Typed

_FIELDS = ("kana", "name", "birth", "resident_code", "individual_number")
_TOO_LONG = "入力が長すぎます。短くして、もう一度探してください。"
_PURPOSE = "転入届（特例転入）の受付"


@page(permission=Permission.SEE_MOVE_OUT_CERTIFICATE)
def show(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """The blank conditions."""
    return _page(request, visitor, application, {}, {}, None)


@page(permission=Permission.SEE_MOVE_OUT_CERTIFICATE, method="POST")
def search(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """What waits about somebody. Conditions travel in the form, never in the address."""
    typed = entry_fields.typed(request.POST)
    asked = {name: typed.get(name, "").strip() for name in _FIELDS}
    if not visitor.may(Permission.SEE_INDIVIDUAL_NUMBER):
        asked["individual_number"] = ""
    try:
        form = msgspec.convert({**asked, "purpose": _PURPOSE}, MoveOutSearchForm)
        found = move_out_certificates.find(form, actor=visitor.actor, times=visitor.times)
    except msgspec.ValidationError:
        return _page(request, visitor, application, typed, {"": _TOO_LONG}, None)
    except JukiError as error:
        errors = {_place(error, asked): f"{error.message}（{error.code}）"}
        return _page(request, visitor, application, typed, errors, None)
    return _page(request, visitor, application, typed, {}, found)


certificates = by_method(GET=show, POST=search)


def _page(
    request: HttpRequest, visitor: Visitor, application: UUID, typed: Typed, errors: dict[str, str], found: Found | None
) -> HttpResponseBase:  # fmt: skip
    kept = {name: request.GET[name] for name in ("reason", "persons") if name in request.GET}
    return render(
        request, "registry/application_certificates.html", title="届いている転出証明書情報", key="reception",
        status=422 if errors else 200, application=application, form={"typed": typed, "errors": errors}, found=found,
        by_hand=f"/applications/{application}/entry?{urlencode(kept)}", query=urlencode(kept),
        may_number=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER),
    )  # fmt: skip


def _place(error: JukiError, asked: Typed) -> str:
    """The field of the value that broke its rule."""
    if error.code.startswith("KRN-"):
        for name in ("resident_code", "individual_number", "birth"):
            if asked[name]:
                return name
    return "kana"
