"""A small register behind a real door: each accepted form is one act that sends through several stations."""

from datetime import date

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.work import Act, one_act
from juki.links.blocks import DateBlock
from juki.links.jukinet import LinkageCodeRequest
from juki.links.kiosk import HouseholdSnapshot, PersonSnapshot
from juki.links.post import views
from juki.links.post.inbound import Inbound
from juki.links.post.outbox import send
from juki.links.registry import ProcessingNumber
from juki.links.unified import HouseholdFact, NumberingRequest
from support import identification
from support.schedules.tables import change, rows

PERMISSION = "journey.record"
PEOPLE = 12
ADDRESSEES = [str(number) for number in AddresseeNumber.of_serials(range(1, 2 * PEOPLE))][:PEOPLE]
HOUSEHOLDS = [str(number) for number in HouseholdNumber.of_serials(range(1, 2 * PEOPLE))][:PEOPLE]


class Form(msgspec.Struct, frozen=True):
    """What is recorded of whom: ``arrive`` and ``amend`` go to the CS and the kiosk, ``number`` also to 統合宛名."""

    kind: str
    person: int
    number: int


def lot(number: int) -> str:
    """Where somebody lives after their ``number``-th change."""
    return f"{number}番1号"


def record(visit: Visit, form: Form) -> HttpResponse:
    """Record once; the key decides whether it was."""
    with one_act(visit.actor, reason="journey", times=visit.times, trace=visit.key) as act:
        if not rows("select 1 from journey_act where key = %s", visit.key):
            change(
                "insert into journey_act (key, kind, person, number) values (%s, %s, %s, %s)",
                visit.key, form.kind, form.person, form.number,
            )  # fmt: skip
            _tell(act, form)
            act.log("journey.recorded", subjects=[f"addressee:{ADDRESSEES[form.person]}"])
    return HttpResponse(b"{}", content_type="application/json", status=201)


def _tell(act: Act, form: Form) -> None:
    code = identification.code(form.person + 1)
    if form.kind != "household":
        update = identification.update(
            form.person + 1, address=identification.address(lot(form.number)), update_number=form.number,
            **({} if form.number == 1 else {"event_class": "amendment", "event_reason": "TENKYO"}),
        )  # fmt: skip
        send(act, own="registry", to="jukinet", content=update, streams=[f"resident:{code}"])
    send(
        act,
        own="registry",
        to="kiosk",
        content=_household(form),
        streams=[f"household:{HOUSEHOLDS[form.person]}"],
    )
    if form.kind == "number":
        addressee = ADDRESSEES[form.person]
        send(act, own="registry", to="unified", content=_numbering(form), streams=[f"addressee:{addressee}"])


def _household(form: Form) -> HouseholdSnapshot:
    one = identification.update(form.person + 1)
    person = PersonSnapshot(
        addressee_number=ADDRESSEES[form.person], resident_code=one.resident_code,
        individual_number=one.individual_number, kind="1", order=1, person=one.person, birth=one.birth, sex=one.sex,
        relationship="世帯主", address=identification.address(lot(form.number)), became_resident=one.became_resident,
        settled=one.settled, notified_on=one.notified_on, former_address=None, honseki="某都某市", honseki_head="試験",
        event_reason=one.event_reason, event_date=one.event_date, issuing_stopped=False,
    )  # fmt: skip
    return HouseholdSnapshot(
        household_number=HOUSEHOLDS[form.person], head_name=one.person.full, members=(person,)
    )


def _numbering(form: Form) -> NumberingRequest:
    one = identification.update(form.person + 1)
    birth = DateBlock(day=date(1980, 4, 1).isoformat(), form=one.birth.form, text=one.birth.text)
    return NumberingRequest(
        addressee_number=ADDRESSEES[form.person], individual_number=one.individual_number, person=one.person,
        birth=birth, sex=one.sex, address=identification.address(lot(form.number)),
        household=HouseholdFact(is_head=False, head_name="試験　世帯主", relationship="妻"), valid_from="2026-11-20",
    )  # fmt: skip


def ask_for_code(act: Act, message: ProcessingNumber) -> None:
    """As the register does: whose 処理通番 it is goes to the CS. Source: STD 7.1.2.2."""
    person = ADDRESSEES.index(message.addressee_number)
    code = identification.code(person + 1)
    request = LinkageCodeRequest(processing_number=message.processing_number, resident_code=code)
    send(act, own="registry", to="jukinet", content=request, streams=[f"resident:{code}"])


INBOUND = {"registry": Inbound(handlers={ProcessingNumber: ask_for_code})}
urlpatterns = [
    *views.urlpatterns,
    path("journey", write_endpoint(permission=PERMISSION, body=Form)(record)),
]
