"""Candidates and error lists."""

from typing import Literal

import msgspec
from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.forms import Reason
from juki.kernel.door.replies import json_reply
from juki.systems.unified.codes import Verdict
from juki.systems.unified.services import queries_lists
from juki.systems.unified.services.operations_candidates import decide

CANDIDATES = "unified.candidates"
DECIDE = "unified.candidates.decide"
ERRORS = "unified.errors"


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person decided about a pair, and why."""

    candidate: int
    verdict: Literal["same", "different"]
    reason: Reason


class Decided(msgspec.Struct, frozen=True):
    """The decision as it stands."""

    candidate: int
    verdict: str


@read_endpoint(permission=CANDIDATES, reply=list[queries_lists.CandidateRow])
def show_candidates(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Pairs that wait for a decision."""
    return json_reply(queries_lists.candidates(actor=visit.actor, times=visit.times))


@write_endpoint(permission=DECIDE, body=Decision, reply=Decided)
def decide_candidate(visit: Visit, form: Decision) -> HttpResponse:
    """Decide a pair."""
    assert visit.key is not None
    decision = decide(
        candidate=form.candidate, verdict=Verdict(form.verdict), reason=form.reason, actor=visit.actor,
        times=visit.times, trace=visit.key,
    )  # fmt: skip
    return json_reply(Decided(form.candidate, decision.verdict))


@read_endpoint(permission=ERRORS, reply=list[queries_lists.ErrorRow])
def show_errors(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """The three error lists in one, by kind."""
    return json_reply(queries_lists.errors(actor=visit.actor, times=visit.times))
