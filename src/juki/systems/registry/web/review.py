"""審査: another person sees before beside after, and approves or sends back. Source: STD 4.0.8; document III(1)2 リスク3."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import Detail, JukiError
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.application import State
from juki.systems.registry.domain.application_errors import NoReason
from juki.systems.registry.services import queries as residents
from juki.systems.registry.services.application_forms import ApprovalForm, ReturnForm
from juki.systems.registry.services.applications import approving, queries, submitting
from juki.systems.registry.web import application_sections as sections
from juki.systems.registry.web import application_words as words
from juki.systems.registry.web import confirmation, posted

RETURN = "return"
ALERT = confirmation.ALERT
_TEXTS = {alert.code: alert.text for alert in Alert}


@page(permission=Permission.REVIEW)
def show_masked(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """Everything that a decision needs; after it, the application's own page has the outcome."""
    return _show(request, visitor, application, with_numbers=False)


@page(permission=Permission.REVIEW, method="POST")
def show_numbers(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """The same with 個人番号, by its own right and with a row of its own in the log. Source: 番号法12条."""
    if not visitor.may(Permission.SEE_INDIVIDUAL_NUMBER):
        residents.refuse_number([], actor=visitor.actor, times=visitor.times)
    return _show(request, visitor, application, with_numbers=True)


show = by_method(GET=show_masked, POST=show_numbers)


@page(permission=Permission.REVIEW, method="POST")
def approve(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """本登録. Alerts that came up since the submission are asked for with their reasons first."""
    reasons, wrong = posted.reasons(request.POST, ALERT)
    version, key = posted.version(request), posted.key(request)
    if wrong:
        return _again(request, visitor, application, errors=wrong)
    try:
        approving.approve(
            ApprovalForm(application=application, version=version, alerts=reasons),
            actor=visitor.actor, times=visitor.times, trace=key,
        )  # fmt: skip
    except JukiError as error:
        return _again(request, visitor, application, refused=error)
    return see_other(f"/applications/{application}")


@page(permission=Permission.REVIEW, method="POST")
def give_back(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """差戻し, with a reason."""
    reason = request.POST.get(RETURN, "")
    version, key = posted.version(request), posted.key(request)
    if wrong := posted.reason_fault(reason):
        return _again(request, visitor, application, errors={RETURN: wrong})
    try:
        submitting.give_back(
            ReturnForm(application=application, version=version, reason=reason),
            actor=visitor.actor, times=visitor.times, trace=key,
        )  # fmt: skip
    except NoReason as error:
        return _again(request, visitor, application, errors={RETURN: f"{error.message}（{error.code}）"})
    except JukiError as error:
        return _again(request, visitor, application, refused=error)
    return see_other(f"/reviews?returned={application}")


def _show(
    request: HttpRequest, visitor: Visitor, application: UUID, *, with_numbers: bool
) -> HttpResponseBase:
    shown = queries.application(
        application, actor=visitor.actor, times=visitor.times, with_numbers=with_numbers
    )
    if shown.standing.state != State.IN_REVIEW:
        return see_other(f"/applications/{application}")
    return _page(request, visitor, shown, with_numbers=with_numbers)


def _again(
    request: HttpRequest, visitor: Visitor, application: UUID, *, errors: dict[str, str] | None = None,
    refused: JukiError | None = None,
) -> HttpResponseBase:  # fmt: skip
    shown = queries.application(application, actor=visitor.actor, times=visitor.times)
    return _page(request, visitor, shown, errors=errors, refused=refused)


def _page(
    request: HttpRequest, visitor: Visitor, shown: queries.ShownApplication, *, errors: dict[str, str] | None = None,
    refused: JukiError | None = None, with_numbers: bool = False,
) -> HttpResponseBase:  # fmt: skip
    errors, summary = confirmation.told(refused, errors or {})
    return render(
        request, "registry/application_review.html", key="reviews", shown=shown, words=words,
        title=f"審査　{words.titled(confirmation.reason_of(shown))}", idempotency=str(uuid4()),
        status=refused.status if refused else 422 if errors else 200, summary=summary,
        form={"typed": request.POST, "errors": errors}, refused=refused,
        known=sections.known(shown.sections), persons=sections.tables(sections.anew(shown.sections)),
        compared=sections.compared, names=sections.persons(shown), again=sections.was_returned(shown), typed=shown.change,
        changes=sections.changes(shown, with_numbers=with_numbers),
        may_number=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER) and not with_numbers,
        own=visitor.client in confirmation.authors(shown),
        asked=_asked(request, refused),
        decidable=shown.standing.state == State.IN_REVIEW,
    )  # fmt: skip


def _asked(request: HttpRequest, refused: JukiError | None) -> list[Detail]:
    """Alerts that came up since the submission: those that were just found, and those that have a reason already."""
    paths = [one.path for one in refused.details] if refused else []
    codes = [path.removeprefix(ALERT) for path in [*paths, *request.POST] if path.startswith(ALERT)]
    return [Detail(f"{ALERT}{code}", code, _TEXTS[code]) for code in dict.fromkeys(codes) if code in _TEXTS]
