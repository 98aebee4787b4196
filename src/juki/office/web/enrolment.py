"""Enrolling under a one-time link: a password and a passkey at once."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.office.errors import (
    BadLabel,
    PasskeyExists,
    PasskeyRefused,
    PasswordsDiffer,
    TooManyPasskeys,
    UnfitPassword,
    UsedPassword,
)
from juki.office.records.models import Enrolment
from juki.office.services import ceremonies, operations_enrolments
from juki.office.services.operations_enrolments import Entered
from juki.office.services.options import password_rules
from juki.office.web.pages import Visit, page
from juki.screens.page import by_method, see_other
from juki.screens.rendering import render

_FIELDS: dict[type[JukiError], str] = {
    UnfitPassword: "password", UsedPassword: "password", PasswordsDiffer: "again", BadLabel: "label",
    PasskeyRefused: "label", TooManyPasskeys: "label", PasskeyExists: "label",
}  # fmt: skip


@page(method="GET", who="anyone")
def ask(request: HttpRequest, visit: Visit, token: str) -> HttpResponseBase:
    """The form, for whoever holds the link."""
    return _form(request, visit, operations_enrolments.opened(token, times=visit.times))


@page(method="POST", who="anyone")
def take(request: HttpRequest, visit: Visit, token: str) -> HttpResponseBase:
    """Set both and go to sign in with them; nothing that was typed is shown again."""
    row = operations_enrolments.opened(token, times=visit.times)
    names = ("password", "again", "ceremony", "answer", "label")
    entered = Entered(**{name: request.POST.get(name, "") for name in names})
    try:
        operations_enrolments.enrol(token, entered, terminal=visit.terminal, times=visit.times)
    except tuple(_FIELDS) as error:
        return _form(request, visit, row, error, label=entered.label)
    return see_other("/sign-in")


def _form(
    request: HttpRequest, visit: Visit, row: Enrolment, error: JukiError | None = None, *, label: str = ""
) -> HttpResponseBase:
    asked = ceremonies.ask_for_new(row.person, enrolment=row, now=visit.times.machine)
    errors = {_FIELDS[type(error)]: error.message} if error else {}
    return render(
        request, "office/enrolment.html", title="認証手段の登録", person=row.person, asked=asked, errors=errors,
        code=error.code if error else "", label=label, rules=password_rules(), status=error.status if error else 200,
    )  # fmt: skip


enrolment = by_method(GET=ask, POST=take)
