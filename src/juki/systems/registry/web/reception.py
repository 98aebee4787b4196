"""受付: which 届, who came, by which documents. Source: 住基法27条; STD 4.0.8."""

from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.application import BY_AGENT
from juki.systems.registry.domain.application_errors import NoDocument, NoMandate
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.services.application_forms import ReceiptForm
from juki.systems.registry.services.applications import receiving
from juki.systems.registry.services.forms import CameForm
from juki.systems.registry.web import application_words as words
from juki.systems.registry.web import posted

_DOCUMENTS = ("documents_one", "documents_two")
_OF_AGENT = {
    "name": "代理人の氏名を入力してください。",
    "mandate": "代理権を示す書類を入力してください。",
    "mandate_checked": "代理権を示す書類で確かめた内容を入力してください。",
}
_NOT_CHOSEN = "選んでください。"


@page(permission=Permission.RECEIVE)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:  # noqa: ARG001 - the page's signature
    """The blank form."""
    return _form(request, {"typed": {"persons": "1", "reason": "TENNYU"}, "errors": {}}, str(uuid4()))


@page(permission=Permission.RECEIVE, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Open the application and go on to its entry; 特例転入 first to the certificates that wait."""
    errors = {**_not_chosen(request), **missing_evidence(request)}
    key = posted.key(request)
    if not errors:
        try:
            standing = receiving.receive(
                ReceiptForm(
                    came=came_of(request), reason=request.POST["reason"], persons=int(request.POST["persons"])
                ),
                actor=visitor.actor, times=visitor.times, trace=key,
            )  # fmt: skip
        except JukiError as error:
            errors = {"": f"{error.message}（{error.code}）"}
        else:
            return see_other(_next(request, str(standing.application)))
    return _form(request, {"typed": request.POST, "errors": errors}, str(key), status=422)


new = by_method(GET=show, POST=take)


def _form(request: HttpRequest, form: object, key: str, *, status: int = 200) -> HttpResponseBase:
    return render(
        request, "registry/application_new.html", title="受付（転入届）", key="reception", status=status, form=form,
        idempotency=key, words=words,
    )  # fmt: skip


def _not_chosen(request: HttpRequest) -> dict[str, str]:
    fields = request.POST
    found = {}
    if fields.get("reason") not in {reason.code for reason in words.MOVE_IN_REASONS}:
        found["reason"] = f"届の種類を{_NOT_CHOSEN}"
    persons = fields.get("persons", "")
    if not (persons.isascii() and persons.isdigit() and len(persons) < 3 and 1 <= int(persons) <= MOST):
        found["persons"] = f"人数は1から{MOST}までの数字で入力してください。"
    return found


def missing_evidence(request: HttpRequest) -> dict[str, str]:
    """What ``demand_evidence`` would refuse, each at its own field and all at once."""
    fields = request.POST
    capacity, found = fields.get("capacity"), {}
    if capacity not in words.CAPACITY_WORDS:
        found["capacity"] = f"来庁者の資格を{_NOT_CHOSEN}"
    shown = [one for name in (*_DOCUMENTS, "documents_other") for one in fields.getlist(name) if one.strip()]
    if capacity != "ex_officio" and not shown:
        found[_DOCUMENTS[0]] = f"{NoDocument().message}（{NoDocument.code}）"
    if capacity in BY_AGENT:
        for name, text in _OF_AGENT.items():
            if not fields.get(name, "").strip():
                found[name] = f"{text}（{NoMandate.code}）"
    return found


def came_of(request: HttpRequest) -> CameForm:
    """Who came; nothing is missing (``missing_evidence``)."""
    fields = request.POST
    documents = [one for name in _DOCUMENTS for one in fields.getlist(name)]
    if other := fields.get("documents_other", "").strip():
        documents.append(other)
    capacity = fields["capacity"]
    by_agent = capacity in BY_AGENT
    return CameForm(
        capacity=capacity,  # type: ignore[arg-type]  # looked at before
        name=fields.get("name", ""), documents=tuple(documents),
        mandate=fields.get("mandate", "") if by_agent else "",
        mandate_checked=fields.get("mandate_checked", "") if by_agent else "",
    )  # fmt: skip


def _next(request: HttpRequest, application: str) -> str:
    reason = REASONS[request.POST["reason"]].code
    query = urlencode({"reason": reason, "persons": request.POST["persons"]})
    step = "certificates" if reason == words.SPECIAL else "entry"
    return f"/applications/{application}/{step}?{query}"
