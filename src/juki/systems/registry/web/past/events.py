"""異動履歴照会: within one 住民票, one household, or the whole city, each by its own right. Source: STD 1.2.1, 2.2.1."""

from collections.abc import Callable
from http import HTTPStatus

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed, NotPermitted
from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.check_digit import typed_digits
from juki.screens.page import by_method, page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.errors import EventsUnbounded, ReversedRange
from juki.systems.registry.services import places
from juki.systems.registry.services.item_labels import CLASSES
from juki.systems.registry.services.past import searching
from juki.systems.registry.services.past.searching import EventList, EventSearchForm, search_events
from juki.systems.registry.services.reading import calendar_day
from juki.systems.registry.web.record.history import person

PURPOSES = {
    text: text
    for text in ("届出内容の審査", "記載内容の点検", "本人・世帯員からの問合せ", "統計・報告の確認")
}
RANGES = (("processed", "処理日"), ("day", "異動日"), ("notified", "届出日"))
REASON_OPTIONS = [(one.code, one.label) for one in REASONS.values()]
CLASS_OPTIONS = list(CLASSES.items())
BASIS_OPTIONS = [(str(one), one.label) for one in Basis]


@page(permission=Permission.SEE_RESIDENT)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The empty form; a record's or a household's page fills in its number."""
    return _page(request, visitor, Typed(request.GET))


@page(permission=Permission.SEE_RESIDENT, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Search, and show the 異動 under the form."""
    typed = Typed(request.POST)
    form = _form(typed)
    if typed.errors:
        return _page(request, visitor, typed)
    for wanted, right in (
        (form.household_number, Permission.SEE_HOUSEHOLD),
        (form.is_city_wide, Permission.LIST_EVENTS),
    ):
        if wanted and not visitor.may(right):
            raise NotPermitted(permission=right)
    try:
        found = search_events(form, actor=visitor.actor, times=visitor.times)
    except EventsUnbounded as refusal:
        typed.refuse("processed_from", refusal)
    except ReversedRange as refusal:
        typed.refuse(_reversed(form), refusal)
    except JukiError as refusal:
        typed.refuse("addressee_number" if form.addressee_number else "household_number", refusal)
    else:
        return _page(request, visitor, typed, found)
    return _page(request, visitor, typed)


events = by_method(GET=show, POST=take)


def _form(typed: Typed) -> EventSearchForm:
    typed.one_of("purpose", PURPOSES, missing="利用目的を選んでください。記録に残ります。")
    days = {
        f"{name}_{end}": typed.by_rule(f"{name}_{end}", calendar_day)
        for name, _ in RANGES
        for end in ("from", "to")
    }
    reason = typed.typed.get("reason", "")
    named = {
        "purpose": typed.typed.get("purpose", "") or "-",
        "addressee_number": typed_digits(typed.by_rule("addressee_number", _number(AddresseeNumber))),
        "household_number": typed_digits(typed.by_rule("household_number", _number(HouseholdNumber))),
        "reasons": [reason] if reason else [], "event_class": typed.typed.get("event_class", ""),
        "basis": typed.typed.get("basis", ""), "operator": _client(typed.text("operator").strip()),
        "terminal": typed.text("terminal").strip(), "place": typed.text("place").strip(), **days,
    }  # fmt: skip
    if typed.errors:
        named = {"purpose": "-"}
    try:
        return msgspec.convert(named, EventSearchForm)
    except msgspec.ValidationError:
        raise Malformed(where="event_class") from None


def _client(text: str) -> str:
    """Whoever works here is kept as ``client:``; jobs are typed with their kind."""
    return text if not text or ":" in text else f"client:{text}"


def _number(kind: type[AddresseeNumber | HouseholdNumber]) -> Callable[[str], object]:
    return lambda text: kind(typed_digits(text))


def _reversed(form: EventSearchForm) -> str:
    """The field of the range that ends before it begins."""
    for name, _ in RANGES:
        first, last = getattr(form, f"{name}_from"), getattr(form, f"{name}_to")
        if first and last and calendar_day(last) < calendar_day(first):
            return f"{name}_to"
    return ""


def _page(
    request: HttpRequest, visitor: Visitor, typed: Typed, found: EventList | None = None
) -> HttpResponseBase:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.errors else HTTPStatus.OK
    return render(
        request, "registry/past/events.html", title="異動履歴照会", key="events", status=status, form=typed, found=found,
        purposes=list(PURPOSES), ranges=RANGES, reasons=REASON_OPTIONS, classes=CLASS_OPTIONS, bases=BASIS_OPTIONS,
        most=searching.MOST, person=person, places=places.names(), may_city=visitor.may(Permission.LIST_EVENTS),
        may_household=visitor.may(Permission.SEE_HOUSEHOLD),
    )  # fmt: skip
