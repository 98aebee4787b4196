"""同一人候補: two numbers beside each other, decided by a person with a reason. Nothing is linked by a decision.

Source: document I-2 system 4 (2); II(1)3⑧.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import NotPermitted
from juki.screens.once import once
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.unified.codes import Verdict
from juki.systems.unified.errors import CandidateDecided
from juki.systems.unified.services import queries_lists
from juki.systems.unified.services.operations_candidates import decide
from juki.systems.unified.web import versions
from juki.systems.unified.web.labels import LABELS, SEXES, VERDICTS
from juki.systems.unified.web.permissions import CANDIDATES, DECIDE, READ

NO_VERDICT = "同じ人か別の人かを選んでください。"
ITEMS = (
    ("氏名", "name", "name"), ("フリガナ", "kana", ""), ("生年月日", "birth", ""), ("性別", "sex", ""),
    ("住所", "address", "name"), ("宛名番号", "addressee_number", ""),
)  # fmt: skip


@page(permission=CANDIDATES)
def show_all(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Pairs that wait for a decision; ``?decided=`` tells that one was just decided."""
    rows = queries_lists.candidates(actor=visitor.actor, times=visitor.times)
    return render(
        request, "unified/candidates.html", title="同一人候補", key="candidates", rows=rows, labels=LABELS,
        decided="decided" in request.GET,
    )  # fmt: skip


@page(permission=CANDIDATES)
def show(request: HttpRequest, visitor: Visitor, candidate: int) -> HttpResponseBase:
    """A pair side by side, and the form of the decision."""
    return _pair(request, visitor, candidate, Typed())


@page(permission=DECIDE, method="POST")
def decide_pair(request: HttpRequest, visitor: Visitor, candidate: int) -> HttpResponseBase:
    """Record the decision, once."""
    if not visitor.may(CANDIDATES):
        raise NotPermitted(permission=CANDIDATES)
    typed = Typed(request.POST)
    verdict = typed.one_of("verdict", VERDICTS, missing=NO_VERDICT)
    reason = typed.reason()
    if typed.errors:
        return _pair(request, visitor, candidate, typed)

    def act(key: UUID) -> None:
        decide(
            candidate=candidate, verdict=Verdict(verdict), reason=reason, actor=visitor.actor, times=visitor.times,
            trace=key,
        )  # fmt: skip

    once(request, visitor, act)
    return see_other("/candidates?decided")


def _pair(request: HttpRequest, visitor: Visitor, candidate: int, typed: Typed) -> HttpResponseBase:
    rows = queries_lists.candidates(actor=visitor.actor, times=visitor.times)
    row = next((row for row in rows if row.candidate == candidate), None)
    if row is None:
        raise CandidateDecided
    return render(
        request, "unified/candidate.html", title="同一人候補の判定", key="candidates",
        status=typed.status, form=typed, row=row, labels=LABELS,
        compared=_compared(visitor, row.unified_numbers) if visitor.may(READ) else [], may_read=visitor.may(READ),
        may_decide=visitor.may(DECIDE), key_of_form=typed.key_of_form,
    )  # fmt: skip


def _compared(visitor: Visitor, numbers: tuple[str, str]) -> list[tuple[str, str, str, str]]:
    """The 4情報 in force of both; they are looked at by the right to read persons."""
    reader = replace(visitor, permission=READ)
    one, other = (versions.of_person(number, reader)[1][0] for number in numbers)
    return [(label, _text(one, item), _text(other, item), how) for label, item, how in ITEMS]


def _text(version: dict[str, Any], item: str) -> str:
    text = str(version[item])
    return SEXES.get(text, text) if item == "sex" else text
