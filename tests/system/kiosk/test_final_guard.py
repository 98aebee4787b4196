"""A document that is not its holder's never leaves, and stops everything until a person looked into it."""

from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.kernel.work import Actor
from juki.systems.kiosk.errors import AlreadyStopped, NotStopped
from juki.systems.kiosk.records.models import Dialog, IssueLog, Person, ServiceEvent
from juki.systems.kiosk.services import certificate, service_state
from juki.systems.kiosk.services.certificate import Binding
from juki.systems.kiosk.services.pictures import PRINTED

OFFICER = Actor(who="client:officer", right="kiosk.service.resume", terminal="t1")


@pytest.fixture
def two(centre, register, wire):
    register.send(1, register.person(1, "世帯主"), register.person(2))
    register.send(2, register.person(4, "世帯主"))
    wire.settle()
    return centre


def resume(reason="確かめた"):
    service_state.resume(actor=OFFICER, reason=reason, times=current().clock.now(), trace=uuid4())


def somebody_else(rows, **how):
    strangers = Person.objects.order_by("-addressee_number").values(*PRINTED)[:1]
    return certificate_compose(list(strangers), **how)


certificate_compose = certificate.compose


@pytest.mark.parametrize("how", ["stranger", "one more", "one less", "another dialog"])
def test_mismatch(two, monkeypatch, how):
    def compose(rows, **given):
        bound = given["bound"]
        match how:
            case "stranger":
                return somebody_else(rows, **given)
            case "one more":
                return certificate_compose([*rows, rows[0]], **given)
            case "one less":
                return certificate_compose(rows[:1], **given)
            case _:
                given["bound"] = Binding(uuid4(), bound.issue_number, bound.serial_digest)
                return certificate_compose(rows, **given)

    monkeypatch.setattr(certificate, "compose", compose)
    card = two.card_of(1)
    two.menu(card)
    answer = two.issue(kind="some", places=(1, 2))
    assert (answer.outcome, answer.code, answer.document, answer.digest) == ("refused", "KSK-0902", "", "")
    assert IssueLog.objects.get().result == "KSK-0704"
    assert Dialog.objects.get().state == "refused"
    event = ServiceEvent.objects.get()
    assert (event.kind, event.code, str(event.transaction)) == ("stopped", "KSK-0704", two.transaction)
    assert AuditEntry.objects.get(action="service.stopped").outcome == "alarm"
    monkeypatch.undo()


def test_nobody_is_served_until_resumed(two, monkeypatch):
    def compose(rows, **how):
        return somebody_else(rows, **how)

    card, other = two.card_of(1), two.card_of(4)
    two.menu(other)
    waiting = two.transaction
    with monkeypatch.context() as patched:
        patched.setattr(certificate, "compose", compose)
        two.menu(card)
        assert two.issue().code == "KSK-0902"
    assert two.menu(other).code == "KSK-0902"
    assert two.issue(transaction=waiting).code == "KSK-0902"
    resume()
    assert two.issue(transaction=waiting).outcome == "issued"
    with pytest.raises(NotStopped):
        resume()


def test_stopped_while_it_is_made(two, monkeypatch):
    made = certificate.sealed
    times: Times = current().clock.now()

    def slow(sheet, **how):
        service_state.stop(actor=OFFICER, reason="訓練", times=times, trace=uuid4())
        return made(sheet, **how)

    monkeypatch.setattr(certificate, "sealed", slow)
    two.menu(two.card_of(1))
    answer = two.issue()
    assert (answer.code, answer.document) == ("KSK-0902", "")
    assert IssueLog.objects.get().result == "KSK-0611"
    with pytest.raises(AlreadyStopped):
        service_state.stop(actor=OFFICER, reason="訓練", times=times, trace=uuid4())


def test_a_document_touched_after_signing(two, monkeypatch):
    made = certificate.sealed
    monkeypatch.setattr(certificate, "sealed", lambda sheet, **how: made(sheet, **how) + b"\n% more")
    two.menu(two.card_of(1))
    assert two.issue().code == "KSK-0902"
    assert IssueLog.objects.get().result == "KSK-0704"
