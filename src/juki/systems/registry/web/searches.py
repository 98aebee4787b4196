"""住民の検索. What is searched for stands in no address: it is posted, and answered with the page itself.

Source: STD 2.1.1, 2.1.2, 2.1.3, 2.3.2.
"""

from http import HTTPStatus
from typing import Literal
from uuid import UUID

import msgspec
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.check_digit import typed_digits
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.screens.first_page import first_page
from juki.screens.page import SIGNED_IN, page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import Sex, State
from juki.systems.registry.errors import EmptySearch
from juki.systems.registry.services import queries, search_history, searching
from juki.systems.registry.services.forms import SearchForm
from juki.systems.registry.services.item_labels import STATES
from juki.systems.registry.services.reading import birth_of
from juki.systems.registry.web.nav import ABOUT, NAV

PURPOSES = {
    text: text
    for text in (
        "窓口での届出・申請", "証明書の交付", "本人・世帯員からの問合せ", "他の部署・機関からの照会",
        "届出内容の審査", "記載内容の点検",
    )
}  # fmt: skip
MATCHES = {"prefix": "前方一致", "part": "部分一致", "exact": "完全一致"}
CONDITIONS = (
    ("addressee_number", "宛名番号"), ("household_number", "世帯番号"), ("resident_code", "住民票コード"),
    ("name", "氏名"), ("kana", "フリガナ"), ("birth", "生年月日"), ("address", "住所"),
)  # fmt: skip

_first = first_page(NAV, ABOUT)


@page(permission=Permission.SEARCH)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The empty form; the purpose of the last search today stands in it."""
    return _page(request, visitor, Typed(QueryDict()))


@page(permission=SIGNED_IN)
def front(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The search for whoever may search; for everybody else what they may do here."""
    return show(request) if visitor.may(Permission.SEARCH) else _first(request)


@page(permission=Permission.SEARCH, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Search, and show what was found under the form."""
    typed = Typed(request.POST)
    if request.POST.get("individual_number") and not visitor.may(Permission.SEE_INDIVIDUAL_NUMBER):
        queries.refuse_number([], actor=visitor.actor, times=visitor.times)
    return _found(request, visitor, typed, _form(typed))


@page(permission=Permission.SEARCH, method="POST")
def again(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """One of today's searches once more, with its conditions in the form to be changed."""
    try:
        ident = UUID(request.POST.get("search", ""))
    except ValueError:
        raise Malformed(where="search") from None
    form = search_history.one(ident, actor=visitor.actor, times=visitor.times)
    fields = QueryDict(mutable=True)
    for name, value in msgspec.to_builtins(form).items():
        fields[name] = ("yes" if value else "") if isinstance(value, bool) else value
    return _found(request, visitor, Typed(fields), form)


def _form(typed: Typed) -> SearchForm:
    typed.one_of("purpose", PURPOSES, missing="利用目的を選んでください。記録に残ります。")
    return SearchForm(
        purpose=typed.typed.get("purpose", "") or "-",
        addressee_number=typed_digits(typed.by_rule("addressee_number", _addressee)),
        household_number=typed_digits(typed.by_rule("household_number", _household)),
        individual_number=typed.by_rule("individual_number", IndividualNumber.parse),
        resident_code=typed.by_rule("resident_code", ResidentCode.parse),
        name=typed.text("name", limit=600), kana=typed.text("kana", limit=600),
        birth=typed.by_rule("birth", birth_of), address=typed.text("address", limit=600),
        match=_match(typed), with_removed=typed.typed.get("with_removed") == "yes",
    )  # fmt: skip


def _match(typed: Typed) -> Literal["prefix", "part", "exact"]:
    try:
        return msgspec.convert(typed.typed.get("match", "prefix"), Literal["prefix", "part", "exact"])
    except msgspec.ValidationError:
        raise Malformed(where="match") from None


def _addressee(text: str) -> AddresseeNumber:
    return AddresseeNumber(typed_digits(text))


def _household(text: str) -> HouseholdNumber:
    return HouseholdNumber(typed_digits(text))


def _found(request: HttpRequest, visitor: Visitor, typed: Typed, form: SearchForm) -> HttpResponseBase:
    if typed.errors:
        return _page(request, visitor, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        found = searching.search(form, actor=visitor.actor, times=visitor.times)
    except EmptySearch as refusal:
        typed.errors["name"] = f"{refusal.message}（{refusal.code}）"
        return _page(request, visitor, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    search_history.keep(form, actor=visitor.actor, times=visitor.times)
    return _page(request, visitor, typed, found=found)


def _page(
    request: HttpRequest, visitor: Visitor, typed: Typed, *, found: searching.Found | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponseBase:  # fmt: skip
    past = search_history.of(visitor.actor, times=visitor.times)
    return render(
        request, "registry/search.html", title="住民の検索", key="search", status=status, form=typed, found=found,
        past=[(str(one.ident), _told(one.form)) for one in past], most=searching.MOST,
        purpose=past[0].form.purpose if past else "", purposes=list(PURPOSES), matches=list(MATCHES.items()),
        states=STATES, sexes={str(sex): sex.label for sex in Sex}, resident=str(State.RESIDENT),
        may_number=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER), may_household=visitor.may(Permission.SEE_HOUSEHOLD),
        may_see=visitor.may(Permission.SEE_RESIDENT),
    )  # fmt: skip


def _told(form: SearchForm) -> str:
    """The conditions of a search in one line."""
    told = [f"{label}：{value}" for name, label in CONDITIONS if (value := getattr(form, name))]
    if form.match != "prefix" and (form.name or form.kana):
        told.append(MATCHES[form.match])
    if form.with_removed:
        told.append("除票を含む")
    return "　".join(told)
