"""The page of whoever supervises a system: its log by kind, the analyses of STD 10.2, what looks improper, sign-off."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.oversight.trail.codes import REVIEW
from juki.oversight.trail.domain import analyses
from juki.oversight.trail.domain.kinds import DOINGS, LABELS
from juki.oversight.trail.domain.lines import Line
from juki.oversight.trail.domain.patterns import PATTERNS
from juki.oversight.trail.services import queries
from juki.oversight.trail.services.queries import Asked
from juki.oversight.trail.services.signing_off import sign_off
from juki.oversight.trail.web.asking import KINDS, VIEWS, asked, view_of
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor

SHOWN = 500
OUTCOMES = {
    "done": "完了", "shown": "表示", "none": "該当なし", "taken": "受付", "refused": "拒否", "failed": "失敗",
}  # fmt: skip


KEYS = {
    "addressee": "宛名番号", "household": "世帯番号", "resident": "住民票コード", "unified": "統合宛名番号", "client": "職員",
    "application": "届出",
}  # fmt: skip


@page(permission=REVIEW)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The form; nothing is read before something is asked for."""
    del visitor
    return _page(request, Typed(), view="", found=None)


@page(permission=REVIEW, method="POST")
def find(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """What was asked for; who is asked about stands in no address."""
    typed = Typed(request.POST)
    wanted = asked(typed, today=visitor.times.legal_day)
    if wanted is None:
        return _page(request, typed, view="", found=None)
    return _page(request, typed, view=view_of(typed), found=_found(view_of(typed), wanted, visitor))


@page(permission=REVIEW, method="POST")
def decide(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """A word about a finding, then the findings again."""
    typed = Typed(request.POST)
    wanted = asked(typed, today=visitor.times.legal_day)
    if wanted is None:
        return _page(request, typed, view="", found=None)
    refusal: JukiError | None = None
    try:
        sign_off(
            wanted, typed.text("finding", limit=40), proper=typed.text("proper") == "yes",
            comment=typed.text("comment", limit=200), actor=visitor.actor, times=visitor.times,
        )  # fmt: skip
    except JukiError as error:
        refusal = error
    return _page(
        request,
        typed,
        view="suspicious",
        found=_found("suspicious", wanted, visitor),
        refusal=refusal,
        signed=refusal is None,
    )


def _found(view: str, wanted: Asked, visitor: Visitor) -> dict[str, Any]:
    if view == "suspicious":
        hits = queries.suspicious(wanted, actor=visitor.actor, times=visitor.times)
        return {"hits": [_hit(hit, said) for hit, said in hits[:SHOWN]], "count": len(hits)}
    lines = queries.lines(wanted, actor=visitor.actor, times=visitor.times)
    if view == "sign_ins":
        counted = analyses.sign_ins_of_each(lines)
        return {"counted": [(_name(who), count) for who, count in counted[:SHOWN]], "count": len(counted)}
    chosen = {
        "list": lambda: lines,
        "night": lambda: analyses.out_of_hours(lines, queries.hours()),
        "failures": lambda: analyses.failed_sign_ins(lines),
        "mass": lambda: analyses.mass_searches(lines, hits=queries.limits().hits),
        "person": lambda: analyses.looks_at(lines, wanted.subjects),
    }[view]()
    return {"lines": [_line(line) for line in chosen[-SHOWN:]], "count": len(chosen)}


def _hit(hit: Any, said: Any) -> dict[str, Any]:  # noqa: ANN401 - a hit and a stored row
    first, last = hit.lines[0], hit.lines[-1]
    return {
        "label": PATTERNS[hit.pattern][0], "who": _name(hit.who), "why": hit.why, "finding": hit.finding,
        "first": first.at, "last": last.at, "rows": len(hit.lines), "number": first.number,
        "reason": first.reason, "terminal": first.terminal, "said": said,
        "subjects": list(dict.fromkeys(_whom(one) for line in hit.lines for one in line.people))[:5],
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    sort, fields = line.sort, line.fields
    notes = [
        "個人番号あり" if fields.individual_number else "", "公印あり" if fields.seal else "", fields.form,
        f"発行番号 {fields.issue_number}" if fields.issue_number else "",
        f"条件 {fields.terms}" if fields.terms else "", f"{fields.hits}件" if fields.hits is not None else "",
    ]  # fmt: skip
    return {
        "number": line.number, "at": line.at, "who": _name(line.who), "terminal": line.terminal, "reason": line.reason,
        "kind": LABELS[sort.kind] if sort else "", "doing": DOINGS[sort.doing] if sort else "", "action": line.action,
        "outcome": OUTCOMES.get(line.outcome, line.outcome), "right": line.right,
        "subjects": [*map(_whom, line.subjects[:3]), *([f"ほか{len(line.subjects) - 3}件"] if len(line.subjects) > 3 else [])],
        "notes": "、".join(note for note in notes if note),
    }  # fmt: skip


def _whom(subject: str) -> str:
    """A record's key in words."""
    key, _, number = subject.partition(":")
    return f"{KEYS[key]} {number}" if key in KEYS else subject


def _name(who: str) -> str:
    return who.removeprefix("client:")


def _page(
    request: HttpRequest, typed: Typed, *, view: str, found: dict[str, Any] | None, refusal: JukiError | None = None,
    signed: bool = False,
) -> HttpResponseBase:  # fmt: skip
    return render(
        request, "trail/review.html", title="記録の点検", key="trail", status=refusal.status if refusal else typed.status,
        form=typed, view=view, views=list(VIEWS.items()), kinds=KINDS, found=found, most=SHOWN, refusal=refusal, signed=signed,
        label=VIEWS.get(view, ""),
    )  # fmt: skip
