"""Doors of 異動 as an application: 受付, 仮登録, 番号確認, 審査, 決裁, 取消し."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from juki.kernel.access.grants import permitted
from juki.kernel.door.endpoint import Visit, by_method, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.reading import demand_number_right
from juki.systems.registry.api.recording import trace_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.services.application_forms import (
    ApprovalForm,
    ApproveManyForm,
    CheckForm,
    EntryForm,
    ReceiptForm,
    ReturnForm,
    SubmissionForm,
    WithdrawalForm,
)
from juki.systems.registry.services.applications import approving, entering, queries, receiving, submitting
from juki.systems.registry.services.applications.standing import Standing
from juki.systems.registry.services.recording import Recorded


@write_endpoint(permission=Permission.RECEIVE, body=ReceiptForm, system=OWN, reply=Standing, status=201)
def receive(visit: Visit, form: ReceiptForm) -> HttpResponse:
    """受付; the key becomes the application's id and the trace of what is recorded."""
    done = receiving.receive(form, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    return json_reply(done, status=201)


@write_endpoint(permission=Permission.ENTER, body=EntryForm, system=OWN, reply=Standing, remembers=False)
def enter(visit: Visit, form: EntryForm) -> HttpResponse:
    """仮登録, the first time or corrected; asks for the number checks. Faults come as ``errors``, all at once."""
    return json_reply(entering.enter(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@write_endpoint(permission=Permission.ENTER, body=CheckForm, system=OWN, reply=Standing)
def check_again(visit: Visit, form: CheckForm) -> HttpResponse:
    """Ask for the number checks that are missing."""
    return json_reply(entering.check_again(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@write_endpoint(permission=Permission.ENTER, body=SubmissionForm, system=OWN, reply=Standing)
def submit(visit: Visit, form: SubmissionForm) -> HttpResponse:
    """To the reviewer, with a reason for each alert."""
    return json_reply(submitting.submit(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@write_endpoint(permission=Permission.REVIEW, body=ReturnForm, system=OWN, reply=Standing)
def give_back(visit: Visit, form: ReturnForm) -> HttpResponse:
    """差戻し with a reason."""
    return json_reply(submitting.give_back(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@write_endpoint(permission=Permission.REVIEW, body=ApprovalForm, system=OWN, reply=Recorded, status=201)
def approve(visit: Visit, form: ApprovalForm) -> HttpResponse:
    """決裁 by another person: the record is written."""
    done = approving.approve(form, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    return json_reply(done, status=201)


@write_endpoint(permission=Permission.REVIEW, body=ApproveManyForm, system=OWN, reply=approving.ManyApproved)
def approve_many(visit: Visit, form: ApproveManyForm) -> HttpResponse:
    """決裁 of several, each for itself; the reply says what became of each."""
    done = approving.approve_many(form, actor=visit.actor, times=visit.times, trace=trace_of(visit))
    return json_reply(done)


@write_endpoint(permission=Permission.WITHDRAW, body=WithdrawalForm, system=OWN, reply=Standing)
def withdraw(visit: Visit, form: WithdrawalForm) -> HttpResponse:
    """取消し with a reason."""
    return json_reply(submitting.withdraw(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@read_endpoint(
    permission=Permission.SEE_APPLICATION, system=OWN, reply=list[queries.Listed],
    query={
        "state": (str, "one of received, provisional, in_review, returned, recorded, withdrawn; several by comma"),
        "kind": (str, "move_in or change"), "mine": (str, "1: received, entered or changed by the caller"),
        "for_review": (str, "1: what the caller may review"),
    },
)  # fmt: skip
def list_applications(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The newest applications; names only for who may see residents."""
    asked = request.GET
    found = queries.listed(
        actor=visit.actor, times=visit.times,
        states=[one for one in asked.get("state", "").split(",") if one], kind=asked.get("kind", ""),
        mine=asked.get("mine") == "1", for_review=asked.get("for_review") == "1",
        with_names=permitted(
            system=OWN, client=visit.caller.name, permission=Permission.SEE_RESIDENT, on=visit.times.legal_day
        ),
    )  # fmt: skip
    return json_reply(found)


@read_endpoint(
    permission=Permission.SEE_APPLICATION, system=OWN, reply=queries.ShownApplication,
    query={"with": (str, "individual_number: with its own right")},
)  # fmt: skip
def show_application(request: HttpRequest, visit: Visit, application: UUID) -> HttpResponse:
    """One application with its steps, before beside after."""
    with_numbers = request.GET.get("with") == "individual_number"
    if with_numbers:
        demand_number_right(visit, subjects=[])
    return json_reply(
        queries.application(application, actor=visit.actor, times=visit.times, with_numbers=with_numbers)
    )


door = by_method(GET=list_applications, POST=receive)
