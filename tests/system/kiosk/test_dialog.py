"""The whole dialog through the link door: a card is laid on, a certificate comes back, and what must not does not."""

import base64
import dataclasses
import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from juki.kernel.audit.models import AuditEntry
from juki.links.kiosk import KioskMenu, KioskMenuAnswer
from juki.links.post.models import Inbox
from juki.paper import manifest
from juki.systems.kiosk.records.models import Card, Dialog, IssueLog, PrintOutcome
from juki.systems.kiosk.services import certificate, dialogs, endings, parameters
from support import kiosk_cards

LONG_AGO = "2026-01-01T00:00:00Z"


@pytest.fixture
def family(centre, register, wire):
    """Head, child, foreign lodger; the head and the child hold cards."""
    register.send(1, register.person(1, "世帯主"), register.person(2), register.foreigner(3, "同居人"))
    register.send(2, register.person(4, "世帯主"))
    wire.settle()
    return register


def test_a_copy_of_oneself(centre, family):
    card = centre.card_of(1)
    offer = centre.menu(card)
    assert offer.outcome == "offered", IssueLog.objects.get().result
    assert [one.kind for one in offer.offers] == ["self", "some", "all"]
    assert [(one.place, one.name) for one in offer.members] == [
        (1, "試験　第1"),
        (2, "試験　第2"),
        (3, "試験　第3"),
    ]
    answer = centre.issue(kind="self", places=(1,))
    assert answer.outcome == "issued", answer
    pdf = base64.b64decode(answer.document)
    assert hashlib.sha256(pdf).hexdigest() == answer.digest
    assert answer.issue_number == f"{centre.day:%Y%m%d} 西東京市 MIHON-1 00001"
    assert answer.pages == 1
    assert manifest.subjects(pdf).transaction_id == centre.transaction
    row = IssueLog.objects.get()
    assert (row.result, row.members, row.document_digest) == ("issued", [family.number(1)], answer.digest)
    assert (str(row.transaction), row.kiosk, row.addressee_number) == (
        centre.transaction,
        "MIHON-1",
        family.number(1),
    )
    assert row.machine_in <= row.machine_out
    assert Dialog.objects.get().state == "issued"
    assert AuditEntry.objects.filter(action="kiosk.issued").count() == 1
    centre.told("printed")
    assert PrintOutcome.objects.get().result == "printed"


@pytest.mark.parametrize(
    ("kind", "places", "show"),
    [
        ("self", (1,), ("relationship", "honseki", "individual_number")),
        ("some", (2, 3), ("nationality", "residence_status")),
        ("some", (2,), ()),
        ("all", (1, 2, 3), ("relationship",)),
    ],
)
def test_every_kind(centre, family, kind, places, show):
    centre.menu(centre.card_of(1))
    answer = centre.issue(kind=kind, places=places, show=show)
    assert answer.outcome == "issued", answer
    assert IssueLog.objects.get().members == [family.number(place) for place in places]
    asked = AuditEntry.objects.filter(action="individual_number.shown").count()
    assert asked == ("individual_number" in show)


def test_no_number_stands_in_any_log(centre, family):
    centre.menu(centre.card_of(1))
    centre.issue(kind="all", places=(1, 2, 3), show=("individual_number",))
    rows = [
        str(row)
        for row in (*AuditEntry.objects.values(), *IssueLog.objects.values(), *Dialog.objects.values())
    ]
    for serial in (1, 2, 3):
        assert not any(family.individual_number(serial) in row for row in rows)
        assert not any(family.resident_code(serial) in row for row in rows)


@pytest.mark.parametrize(
    ("kind", "places", "show"),
    [
        ("self", (2,), ()),
        ("self", (1, 2), ()),
        ("self", (), ()),
        ("some", (4,), ()),
        ("some", (0,), ()),
        ("some", (-1,), ()),
        ("some", (1, 1), ()),
        ("some", (), ()),
        ("all", (1, 2), ()),
        ("everything", (1,), ()),
        ("self", (1,), ("resident_code",)),
        ("self", (1,), ("nationality",)),
        ("self", (1,), ("honseki", "honseki")),
        ("some", tuple(range(1, 600)), ()),
        ("some", (2**70,), ()),
    ],
)
def test_what_was_not_offered(centre, family, kind, places, show):
    centre.menu(centre.card_of(1))
    answer = centre.issue(kind=kind, places=places, show=show)
    assert (answer.outcome, answer.code, answer.document) == ("refused", "KSK-0907", "")
    assert IssueLog.objects.get().result == "KSK-0605"
    assert centre.issue(kind="self", places=(1,)).outcome == "issued"


def test_a_dialog_issues_once(centre, family):
    centre.menu(centre.card_of(1))
    assert centre.issue().outcome == "issued"
    assert centre.issue().code == "KSK-0906"
    assert IssueLog.objects.order_by("id").last().result == "KSK-0603"


def test_another_kiosk(centre, family):
    centre.menu(centre.card_of(1))
    assert centre.issue(kiosk="MIHON-2").code == "KSK-0906"
    assert IssueLog.objects.get().result == "KSK-0602"
    assert centre.issue().outcome == "issued"


def test_an_unknown_dialog(centre, family):
    assert centre.issue(transaction=kiosk_cards.new_transaction()).code == "KSK-0906"
    assert IssueLog.objects.get().result == "KSK-0601"


@pytest.mark.parametrize("transaction", ["", "x", "0" * 32, "{00000000-0000-4000-8000-000000000001}"])
def test_no_transaction(centre, family, transaction):
    assert centre.issue(transaction=transaction).code == "KSK-0906"
    assert IssueLog.objects.get().result == "KSK-0516"


def test_after_until(centre, family):
    centre.menu(centre.card_of(1))
    Dialog.objects.update(until="2026-01-01T00:00:00Z")
    assert centre.issue().code == "KSK-0906"
    assert IssueLog.objects.get().result == "KSK-0604"


def test_after_the_deadline_what_was_made_is_thrown_away(centre, family, monkeypatch):
    made = certificate.sealed

    def slow(sheet, *, times):
        Dialog.objects.update(deadline="2026-01-01T00:00:00Z")
        return made(sheet, times=times)

    monkeypatch.setattr(certificate, "sealed", slow)
    centre.menu(centre.card_of(1))
    answer = centre.issue()
    assert (answer.code, answer.document) == ("KSK-0906", "")
    assert IssueLog.objects.get().result == "KSK-0606"
    assert Dialog.objects.get().state == "expired"
    monkeypatch.setattr(certificate, "sealed", made)
    assert centre.issue().code == "KSK-0906"


@pytest.mark.parametrize("word", ["cancelled", "not_printed"])
def test_cancelled_is_for_ever(centre, family, word):
    centre.menu(centre.card_of(1))
    centre.told(word)
    assert Dialog.objects.get().state == "cancelled"
    row = IssueLog.objects.get()
    assert (row.result, row.addressee_number, row.kiosk) == ("KSK-0613", family.number(1), "MIHON-1")
    assert row.machine_in <= row.machine_out
    assert centre.issue().code == "KSK-0906"
    assert IssueLog.objects.latest("id").result == "KSK-0603"


@pytest.mark.parametrize(
    ("state", "when"),
    [
        ("opened", {"opened_at": LONG_AGO}),
        ("offered", {"until": LONG_AGO}),
        ("issuing", {"deadline": LONG_AGO}),
    ],
)
def test_what_nobody_finished_leaves_its_row(centre, family, state, when):
    centre.menu(centre.card_of(1))
    kept = (
        {"chosen": [family.number(1)], "issue_number": "1", "deadline": LONG_AGO}
        if state == "issuing"
        else {}
    )
    Dialog.objects.update(**kept)
    Dialog.objects.update(state=state, **when)
    left = centre.transaction
    assert centre.menu(centre.card_of(2)).outcome == "offered"
    assert Dialog.objects.get(transaction=left).state == "expired"
    row = IssueLog.objects.get()
    assert (str(row.transaction), row.result, row.addressee_number) == (left, "KSK-0614", family.number(1))
    about = AuditEntry.objects.get(action="kiosk.refused")
    assert (about.subjects, about.detail["code"]) == ([f"addressee:{family.number(1)}"], "KSK-0614")


def test_no_more_are_put_away_than_were_locked(centre, family):
    """However the database plans it."""
    gone = [
        Dialog(transaction=kiosk_cards.new_transaction(), state="opened", kiosk="MIHON-1", serial_digest="0" * 64,
               addressee_number=family.number(1), opened_at=LONG_AGO)
        for _ in range(60)
    ]  # fmt: skip
    Dialog.objects.bulk_create(gone)
    centre.menu(centre.card_of(2))
    assert Dialog.objects.filter(state="expired").count() == 50
    assert "as materialized" in endings._EXPIRE


@pytest.mark.parametrize("kiosk", ["MIHON-9", "", "mihon-1"])
def test_a_terminal_that_the_centre_never_announced(centre, family, kiosk):
    card, transaction = centre.card_of(1), kiosk_cards.new_transaction()
    proof = kiosk_cards.proof(card, transaction, kiosk=kiosk)
    question = KioskMenu(transaction=transaction, kiosk=kiosk, proof=proof)
    assert centre._ask(question, KioskMenuAnswer).code == "KSK-0906"
    assert (IssueLog.objects.get().result, IssueLog.objects.get().kiosk) == ("KSK-0517", "")


def test_a_dialog_takes_forty_statements(centre, family):
    """Both halves at the city's door, without the brackets of transactions and what the centre writes itself."""
    card = centre.card_of(1)
    with CaptureQueriesContext(connection) as caught:
        centre.menu(card)
        centre.issue()
    said = [one["sql"] for one in caught.captured_queries if one["sql"] not in ("BEGIN", "COMMIT")]
    by_the_centre = 3 * sum("links_answered" in sql for sql in said)
    assert by_the_centre == 6
    assert len(said) - by_the_centre <= 40


def test_cancelled_while_it_is_made(centre, family, monkeypatch):
    made = certificate.sealed

    def slow(sheet, *, times):
        centre.told("cancelled")
        return made(sheet, times=times)

    monkeypatch.setattr(certificate, "sealed", slow)
    centre.menu(centre.card_of(1))
    answer = centre.issue()
    assert (answer.code, answer.document) == ("KSK-0906", "")
    assert Dialog.objects.get().state == "cancelled"


def test_cancelled_before_it_came(centre, family):
    """The word overtook the request: the request is refused."""
    centre.transaction = kiosk_cards.new_transaction()
    centre.told("cancelled")
    assert centre.menu(centre.card_of(1), transaction=centre.transaction).code == "KSK-0906"
    assert IssueLog.objects.get().result == "KSK-0513"


def test_printed_without_issue_is_parked(centre, family):
    centre.menu(centre.card_of(1))
    centre.told("printed")
    assert Inbox.objects.get(owner="kiosk", sender="centre").code == "KSK-0404"
    assert Dialog.objects.get().state == "offered"


def test_a_household_that_changed_after_the_offer(centre, family, register, wire):
    centre.menu(centre.card_of(1))
    register.send(1, register.person(1, "世帯主"), register.person(5), register.foreigner(3, "同居人"))
    wire.settle()
    assert centre.issue(kind="some", places=(2,)).code == "KSK-0906"
    assert IssueLog.objects.get().result == "KSK-0612"


def test_suppressed_after_the_offer(centre, family, register, wire):
    centre.menu(centre.card_of(1))
    register.send(1, register.person(1, "世帯主", issuing_stopped=True), register.person(2))
    wire.settle()
    assert centre.issue().code == "KSK-0904"
    assert IssueLog.objects.get().result == "KSK-0305"


def test_another_persons_card(centre, family):
    assert [one.name for one in centre.menu(centre.card_of(4)).members] == ["試験　第4"]
    assert centre.issue(kind="some", places=(1,)).code == "KSK-0907"


def test_an_ended_card(centre, family):
    card = centre.card_of(1)
    Card.objects.update(state="ended")
    assert centre.menu(card).code == "KSK-0905"
    assert IssueLog.objects.get().result == "KSK-0515"


def test_ended_after_the_offer(centre, family):
    centre.menu(centre.card_of(1))
    Card.objects.update(state="ended")
    assert centre.issue().code == "KSK-0905"


def test_the_same_card_too_often(centre, family):
    card = centre.card_of(1)
    codes = [centre.menu(card).code for _ in range(7)]
    assert codes == [""] * 5 + ["KSK-0903"] * 2
    assert centre.menu(centre.card_of(2)).outcome == "offered"


def test_too_many_at_once(centre, family, monkeypatch):
    few = dataclasses.replace(parameters.parameters(), issuing_at_once=0)
    centre.menu(centre.card_of(1))
    monkeypatch.setattr(dialogs, "parameters", lambda: few)
    assert centre.issue().code == "KSK-0903"
    assert IssueLog.objects.get().result == "KSK-0608"
    monkeypatch.undo()
