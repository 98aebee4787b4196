"""情報提供等記録, searched. What is searched for stands in no address. Source: 番号法23条; document I-2 system 5 (5)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.values.check_digit import typed_digits
from juki.screens.message_labels import station_label
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.intermediary.errors import InvalidNumber, PeriodUnreadable
from juki.systems.intermediary.services import queries
from juki.systems.intermediary.services.queries import RecordSearch
from juki.systems.intermediary.web.labels import LABELS, OUTCOMES
from juki.systems.intermediary.web.permissions import RECORDS

NO_OUTCOME = "結果を選び直してください。"


@page(permission=RECORDS)
def show(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The empty form."""
    return _page(request, Typed())


@page(permission=RECORDS, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Search, and list the newest records that fit under the form."""
    typed = Typed(request.POST)
    search = RecordSearch(
        unified_number=typed_digits(typed.text("unified_number").strip()), agency=typed.text("agency").strip(),
        outcome=typed.one_of("outcome", {"": "", **{code: text for code, (text, _) in OUTCOMES.items()}}, missing=NO_OUTCOME),
        first=typed.day("first"), last=typed.day("last"),
    )  # fmt: skip
    if typed.errors:
        return _page(request, typed)
    try:
        found = queries.records(search=search, actor=visitor.actor, times=visitor.times)
    except (InvalidNumber, PeriodUnreadable) as refusal:
        typed.refuse("last" if isinstance(refusal, PeriodUnreadable) else "unified_number", refusal)
        return _page(request, typed)
    return _page(request, typed, found=found)


def _page(request: HttpRequest, typed: Typed, *, found: object = None) -> HttpResponseBase:
    return render(
        request, "intermediary/records.html", title="情報提供等記録", key="records", labels=LABELS,
        status=typed.status, form=typed, found=found,
        most=queries.MOST, station=station_label, outcomes=[(code, text) for code, (text, _) in OUTCOMES.items()],
    )  # fmt: skip
