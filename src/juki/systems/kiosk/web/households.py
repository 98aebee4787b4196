"""A household as the kiosk's file has it, without 個人番号 and 住民票コード. Source: document III(4)3."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import HouseholdNumber
from juki.kernel.values.check_digit import typed_digits
from juki.kernel.values.legal_date import DateRule, DateStyle, LegalDate
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.kiosk.errors import UnknownHousehold
from juki.systems.kiosk.services import queries_households
from juki.systems.kiosk.web.labels import FOREIGN, LABELS
from juki.systems.kiosk.web.looks import log_look
from juki.systems.kiosk.web.permissions import HOUSEHOLD, ISSUABLE

NO_NUMBER = "世帯番号を入力してください。"


@page(permission=HOUSEHOLD)
def ask(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form for a 世帯番号."""
    return _asking(request, Typed())


@page(permission=HOUSEHOLD, method="POST")
def find(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """On to the household, if there is one: what was typed may be somebody's 個人番号."""
    typed = Typed(request.POST)
    text = typed.required("number", lambda text: HouseholdNumber(typed_digits(text)), missing=NO_NUMBER)
    number = typed_digits(text)
    if typed.errors:
        return _asking(request, typed)
    if queries_households.is_known_household(number):
        return see_other(f"/households/{number}")
    log_look(visitor, "household.asked", "", known=False)
    typed.refuse("number", UnknownHousehold())
    return _asking(request, typed)


@page(permission=HOUSEHOLD)
def show(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponseBase:
    """The household with its members in the order of the 住民票."""
    wanted = str(HouseholdNumber(number))
    known = queries_households.is_known_household(wanted)
    log_look(visitor, "household.shown", f"household:{wanted}", known=known)
    rows = queries_households.household(wanted)
    whole = rows[0]["household__torn_since"] is None and queries_households.is_settled(rows)
    return render(
        request, "kiosk/household.html", title="証明書コンビニ交付ファイルの世帯", key="households", number=wanted,
        members=[_shown(row) for row in rows], whole=whole, may_issuable=visitor.may(ISSUABLE), labels=LABELS,
    )  # fmt: skip


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A member; of a foreign resident two days are written in western years. Source: STD 1.1.9."""
    if row["kind"] != FOREIGN:
        return row
    return {**row, **{item: _western(row[item]) for item in ("birth_text", "residence_expires_text")}}


def _western(text: str | None) -> str | None:
    if not text:
        return text
    try:
        return LegalDate.parse(text, rule=DateRule.CERTIFIED).display(DateStyle.WESTERN)
    except JukiError:
        return text  # a day of the old calendar has no western writing: as certified


def _asking(request: HttpRequest, typed: Typed) -> HttpResponseBase:
    return render(
        request, "screens/ask.html", title="世帯の照会", key="households", label="世帯番号", address="/households",
        status=typed.status, form=typed,
    )  # fmt: skip
