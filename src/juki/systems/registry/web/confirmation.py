"""確認: what was entered, what 住基ネット says, which alerts wait for a reason; on to the review, or out of the way.

Source: STD 4.0.8, 4.0.9, 20.0.1.
"""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.links.post.mending import STATIONS
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.application import CLOSED, State
from juki.systems.registry.domain.application_errors import NoReason
from juki.systems.registry.errors import ChecksPending, NumbersUnconfirmed, StaleApplication
from juki.systems.registry.services.application_forms import CheckForm, SubmissionForm, WithdrawalForm
from juki.systems.registry.services.applications import entering, queries, submitting
from juki.systems.registry.services.applications.steps import AUTHORS
from juki.systems.registry.web import application_sections as sections
from juki.systems.registry.web import application_words as words
from juki.systems.registry.web import entry, entry_sheet, posted

ALERT = "alerts."
WITHDRAWAL = "withdrawal"
UNCONFIRMED = "確かめた結果と理由を入力してください。"


@page(permission=Permission.SEE_APPLICATION)
def show(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """The application as it stands; printed, it is the 確認用帳票."""
    return _page(request, visitor, application)


@page(permission=Permission.ENTER, method="POST")
def check(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """Ask 住基ネット again."""
    form = CheckForm(application=application, version=posted.version(request))
    try:
        entering.check_again(form, actor=visitor.actor, times=visitor.times, trace=posted.key(request))
    except JukiError as error:
        return _page(request, visitor, application, refused=error)
    return see_other(f"/applications/{application}")


@page(permission=Permission.ENTER, method="POST")
def submit(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """To the reviewer, each alert with its reason."""
    reasons, wrong = posted.reasons(request.POST, ALERT)
    version, key = posted.version(request), posted.key(request)
    if wrong:
        return _page(request, visitor, application, errors=wrong)
    try:
        submitting.submit(
            SubmissionForm(application=application, version=version, alerts=reasons),
            actor=visitor.actor, times=visitor.times, trace=key,
        )  # fmt: skip
    except JukiError as error:
        return _page(request, visitor, application, refused=error)
    return see_other(f"/applications/{application}")


@page(permission=Permission.WITHDRAW, method="POST")
def withdraw(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """取消, with a reason."""
    reason = request.POST.get(WITHDRAWAL, "")
    version, key = posted.version(request), posted.key(request)
    if wrong := posted.reason_fault(reason):
        return _page(request, visitor, application, errors={WITHDRAWAL: wrong})
    try:
        submitting.withdraw(
            WithdrawalForm(application=application, version=version, reason=reason),
            actor=visitor.actor, times=visitor.times, trace=key,
        )  # fmt: skip
    except NoReason as error:
        return _page(request, visitor, application, errors={WITHDRAWAL: f"{error.message}（{error.code}）"})
    except JukiError as error:
        return _page(request, visitor, application, refused=error)
    return see_other(f"/applications/{application}")


def _page(
    request: HttpRequest, visitor: Visitor, application: UUID, *, errors: dict[str, str] | None = None,
    refused: JukiError | None = None,
) -> HttpResponseBase:  # fmt: skip
    shown = queries.application(application, actor=visitor.actor, times=visitor.times)
    errors, summary = told(refused, errors or {})
    state = shown.standing.state
    unconfirmed = isinstance(refused, NumbersUnconfirmed | ChecksPending)
    return render(
        request, "registry/application.html", key="applications", title=words.titled(reason_of(shown)),
        status=refused.status if refused else 422 if errors else 200, shown=shown, words=words, idempotency=str(uuid4()),
        form={"typed": request.POST, "errors": errors}, summary=summary, refused=refused, now=visitor.times.city,
        may_stations=visitor.may(STATIONS), may_enter=visitor.may(Permission.ENTER), open=state in entry.OPEN,
        ready=not (unconfirmed or shown.standing.pending or any(one.code for one in shown.standing.checks)),
        names=sections.persons(shown), recorded=_recorded(shown, visitor), written=sections.written,
        submitted=_submitted(shown, visitor), persons=sections.tables(sections.of_persons(shown)),
        compared=sections.known(shown.sections) if shown.change else [], lines=sections.compared,
        anew=sections.tables(sections.anew(shown.sections)) if shown.change else [], entry=_entry(shown),
        withdrawable=state not in CLOSED and visitor.may(Permission.WITHDRAW),
        may_review=visitor.may(Permission.REVIEW) and visitor.client not in authors(shown),
    )  # fmt: skip


def authors(shown: queries.ShownApplication) -> set[str]:
    """Who received, entered, changed or submitted it: they do not review it. Source: STD 4.0.8."""
    return {step.by for step in shown.steps if step.action in AUTHORS}


def reason_of(shown: queries.ShownApplication) -> str:
    """The code of its 異動事由."""
    typed = shown.form or shown.change
    return typed.reason if typed else shown.wanted_reason


def _entry(shown: queries.ShownApplication) -> str:
    """Where what was received is entered."""
    folder = "applications" if shown.standing.kind == "move_in" else "changes"
    return f"/{folder}/{shown.standing.application}/entry"


def _submitted(shown: queries.ShownApplication, visitor: Visitor) -> bool:
    """Whether this visitor is the one who sent it to the reviewers."""
    sent = [step.by for step in shown.steps if step.action == "submitted"]
    return shown.standing.state == State.IN_REVIEW and sent[-1:] == [visitor.client]


def _recorded(shown: queries.ShownApplication, visitor: Visitor) -> list[tuple[str, str]]:
    """宛名番号 and name of those who were recorded; the name is empty without the right, or for who has left."""
    if shown.recorded is None:
        return []
    household, _ = entry_sheet.household_of(shown.recorded.household_number, visitor)
    names = {one.addressee_number: one.name.full for one in household.members} if household else {}
    numbers = [one.addressee_number for one in shown.recorded.residents]
    return [(number, names.get(number, "")) for number in numbers]


def told(refused: JukiError | None, errors: dict[str, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Messages by field, and the summary: faults of single persons belong to no field of this page."""
    if refused is None:
        return errors, list(errors.items())
    if isinstance(refused, StaleApplication) or not refused.details:
        return errors, [("", f"{refused.message}（{refused.code}）")]
    beside = {one.path: f"{one.text}（{one.code}）" for one in refused.details}
    fields = {path: UNCONFIRMED for path in beside if path.startswith(ALERT)}
    return {**errors, **fields}, [(path if path in fields else "", text) for path, text in beside.items()]
