"""From the card to the paper: each step once, in its time, at its terminal; the city hears how it ended."""

from base64 import b64decode
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.errors import KeyReused
from juki.kernel.settings import current
from juki.links.kiosk import KioskIssue, KioskMenu
from juki.outside.centre import issuing, states
from juki.outside.centre.errors import (
    AskedTwice,
    CitySilent,
    DialogEnded,
    DocumentDamaged,
    DocumentGone,
    NoSuchDialog,
    NoSuchTerminal,
    NotOffered,
    NotServed,
    NoWayBack,
    OtherTerminal,
    PrintUnknown,
    TimeOver,
    UsedBefore,
)
from juki.outside.centre.records.models import Dialog, Document
from support.kiosk_dialog import ACTOR, NAMES, PDF, PIN, Terminal, resident_code


def told(wire, city):
    wire.settle()
    return [message.outcome for message in city.told]


def row_of(row):
    return Dialog.objects.get(transaction=row.transaction)


def test_a_whole_dialog(wire, city, terminal, card):
    row = terminal.begin()
    answer = terminal.menu(terminal.sign(row, card))
    assert [member.name for member in answer.members] == list(NAMES)
    assert row_of(row).state == "offered"
    assert b64decode(terminal.issue(row, kind="some", places=(2,), show=("relationship",)).document) == PDF
    asked = city.asked[-1]
    assert (asked.transaction, asked.kiosk, asked.kind, asked.places) == (
        str(row.transaction), "MIHON-1", "some", (2,),
    )  # fmt: skip
    assert terminal.finish(row, "printed").state == "printed"
    assert told(wire, city) == ["printed"]
    assert city.told[0].transaction == str(row.transaction)
    kept = issuing.document(row.transaction, kiosk="MIHON-1", actor=ACTOR, times=terminal.now())
    assert bytes(kept.content) == PDF


def test_the_city_gets_a_proof_that_it_can_check(city, terminal, card):
    row = terminal.offered(card)
    proof = city.asked[0].proof
    assert (proof.statement, b64decode(proof.certificate)) == (row.statement, bytes(card.certificate))


def test_no_name_stays_behind(wire, city, terminal, card):
    row = terminal.offered(card)
    assert NAMES[0] in row.offer
    terminal.issue(row)
    terminal.finish(row, "printed")
    kept = str(list(Dialog.objects.values())) + str(list(AuditEntry.objects.values()))
    assert not [name for name in NAMES if name in kept]
    assert {entry.action for entry in AuditEntry.objects.filter(trace=row.transaction)} >= {
        "kiosk.opened", "kiosk.issued", "kiosk.ended",
    }  # fmt: skip


def test_a_certificate_is_gone_after_some_minutes(city, terminal, card):
    row = terminal.offered(card)
    terminal.issue(row)
    terminal.finish(row, "printed")
    terminal.ahead = timedelta(minutes=6)
    with pytest.raises(DocumentGone):
        issuing.document(row.transaction, kiosk="MIHON-1", actor=ACTOR, times=terminal.now())
    assert not Document.objects.exists()


def test_there_is_no_certificate_before_it_is_printed_and_none_after_leaving(city, terminal, card):
    row = terminal.offered(card)
    terminal.issue(row)
    with pytest.raises(DocumentGone):
        issuing.document(row.transaction, kiosk="MIHON-1", actor=ACTOR, times=terminal.now())
    terminal.finish(row, "printed")
    issuing.forget(row.transaction, kiosk="MIHON-1")
    assert not Document.objects.exists()


def test_a_document_is_asked_for_once(city, terminal, card):
    row = terminal.offered(card)
    terminal.issue(row)
    with pytest.raises(AskedTwice):
        terminal.issue(row)
    terminal.finish(row, "printed")
    with pytest.raises(AskedTwice):
        terminal.issue(row)
    assert [type(one) for one in city.asked] == [KioskMenu, KioskIssue]


def test_while_the_city_works_nobody_asks_again(city, terminal, card):
    row = terminal.offered(card)
    refused = []

    def meanwhile(question):
        if isinstance(question, KioskIssue):
            with pytest.raises(AskedTwice):
                terminal.issue(row)
            refused.append(question)

    city.before = meanwhile
    terminal.issue(row)
    assert len(refused) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "tax"}, {"places": ()}, {"places": (2,)}, {"places": (1, 1)}, {"kind": "all", "places": (1,)},
        {"kind": "some", "places": (3,)}, {"kind": "some", "places": (1, 3)}, {"kind": "some", "places": ()},
        {"show": ("resident_code",)}, {"show": ("relationship", "relationship")},
    ],
)  # fmt: skip
def test_what_was_not_offered_is_not_asked_for(city, terminal, card, change):
    row = terminal.offered(card)
    with pytest.raises(NotOffered):
        terminal.issue(row, **change)
    assert len(city.asked) == 1
    assert row_of(row).state == "offered", "the resident may choose again"


def test_before_the_menu_nothing_can_be_asked_for(city, terminal):
    with pytest.raises(NotOffered):
        terminal.issue(terminal.begin())
    assert not city.asked


def test_another_terminal_has_no_part_in_it(city, terminal, card):
    row = terminal.begin()
    other = Terminal(kiosk="MIHON-2")
    with pytest.raises(OtherTerminal):
        other.menu(other.sign(row, card))
    assert row_of(row).state == "opened", "nor can it end it"
    terminal.menu(terminal.sign(row, card))
    for attempt in (lambda: other.issue(row), lambda: other.finish(row, "cancelled")):
        with pytest.raises(OtherTerminal):
            attempt()
    with pytest.raises(OtherTerminal):
        issuing.document(row.transaction, kiosk="MIHON-2", actor=ACTOR, times=other.now())


def test_a_statement_is_looked_at_once(city, terminal, card):
    row = terminal.begin()
    form = terminal.sign(row, card)
    terminal.menu(form)
    with pytest.raises(UsedBefore):
        terminal.menu(form)
    assert len(city.asked) == 1


def test_after_two_minutes_a_statement_is_worth_nothing(wire, city, terminal, card):
    row = terminal.begin()
    form = terminal.sign(row, card)
    terminal.ahead = timedelta(seconds=121)
    with pytest.raises(TimeOver):
        terminal.menu(form)
    assert row_of(row).state == "timed_out"
    assert not city.asked
    assert told(wire, city) == [], "the city never heard of it"


@pytest.mark.parametrize(("issued", "outcome"), [(False, ["cancelled"]), (True, [])])
def test_the_terminals_time_limit_ends_all(wire, city, terminal, card, issued, outcome):
    row = terminal.offered(card)
    if issued:
        terminal.issue(row)
    terminal.ahead = timedelta(minutes=6)
    with pytest.raises(PrintUnknown if issued else TimeOver):
        terminal.issue(row) if not issued else terminal.finish(row, "printed")
    assert row_of(row).state == "timed_out"
    assert not Document.objects.exists()
    assert told(wire, city) == outcome, "of what nobody saw the city is told nothing"
    assert ("20261124 見本市 MIHON-1 001" in row_of(row).words) is issued
    with pytest.raises(PrintUnknown if issued else TimeOver):
        terminal.issue(row)


def test_the_citys_own_limit_counts_when_it_is_earlier(city, terminal, card):
    row = terminal.offered(card)
    terminal.ahead = timedelta(minutes=4, seconds=2)
    with pytest.raises(TimeOver):
        terminal.issue(row)


def test_what_comes_too_late_is_thrown_away(wire, city, terminal, card):
    row = terminal.offered(card)

    def slow(_question):
        terminal.ahead = timedelta(minutes=6)

    city.before = slow
    with pytest.raises(TimeOver):
        terminal.issue(row)
    assert row_of(row).state == "timed_out"
    assert not Document.objects.exists()
    assert told(wire, city) == ["cancelled"]


def test_who_cancels_while_the_city_works_gets_nothing(wire, city, terminal, card):
    row = terminal.begin()
    city.before = lambda _question: terminal.finish(row, "cancelled")
    with pytest.raises(DialogEnded):
        terminal.menu(terminal.sign(row, card))
    assert row_of(row).state == "cancelled"
    assert not Document.objects.exists()
    assert told(wire, city) == ["cancelled"]


def test_what_the_city_was_asked_to_issue_is_not_cancelled(wire, city, terminal, card):
    row = terminal.offered(card)

    def cancels(_question=None):
        with pytest.raises(NoWayBack):
            terminal.finish(row, "cancelled")

    city.before = cancels
    terminal.issue(row)
    cancels()
    assert row_of(row).state == "issued"
    terminal.finish(row, "printed")
    assert told(wire, city) == ["printed"]


@pytest.mark.parametrize("when", ["opened", "offered"])
def test_a_resident_may_cancel_until_then(wire, city, terminal, card, when):
    row = terminal.begin() if when == "opened" else terminal.offered(card)
    for _ in range(2):
        assert terminal.finish(row, "cancelled").state == "cancelled"
    assert told(wire, city) == {"opened": [], "offered": ["cancelled"]}[when]
    for attempt in (lambda: terminal.issue(row), lambda: terminal.finish(row, "printed")):
        with pytest.raises(DialogEnded):
            attempt()


@pytest.mark.parametrize("outcome", ["printed", "not_printed"])
def test_without_a_certificate_nothing_was_printed(city, terminal, card, outcome):
    with pytest.raises(DialogEnded):
        terminal.finish(terminal.offered(card), outcome)


@pytest.mark.parametrize("question", [KioskMenu, KioskIssue])
@pytest.mark.parametrize("how", ["down", "lost"])
def test_a_silent_city_ends_the_dialog(wire, city, terminal, card, question, how):
    row = terminal.begin() if question is KioskMenu else terminal.offered(card)
    getattr(wire, how).add("kiosk")
    with pytest.raises(CitySilent):
        terminal.menu(terminal.sign(row, card)) if question is KioskMenu else terminal.issue(row)
    wire.down.clear()
    wire.lost.clear()
    assert (row_of(row).state, row_of(row).code) == ("cancelled", "OUT-0814")
    assert told(wire, city) == ["cancelled"]
    with pytest.raises(DialogEnded):
        terminal.issue(row)


@pytest.mark.parametrize("question", [KioskMenu, KioskIssue])
def test_what_the_city_refuses_is_said_in_its_words(wire, city, terminal, card, question):
    city.refuses = {question: ("KSK-0904", "窓口へお越しください。")}
    row = terminal.begin()
    answer = terminal.menu(terminal.sign(row, card))
    if question is KioskIssue:
        answer = terminal.issue(row)
    assert (answer.outcome, answer.code) == ("refused", "KSK-0904")
    kept = row_of(row)
    assert (kept.state, kept.code, kept.words) == ("refused", "KSK-0904", "窓口へお越しください。")
    assert told(wire, city) == []


@pytest.mark.parametrize("spoilt", [{"document": "%"}, {"digest": "0" * 64}, {"document": "aGFsbG8="}])
def test_a_damaged_document_is_thrown_away(wire, city, terminal, card, spoilt):
    row = terminal.offered(card)
    city.issued = spoilt
    with pytest.raises(DocumentDamaged):
        terminal.issue(row)
    assert row_of(row).state == "cancelled"
    assert not Document.objects.exists()
    assert told(wire, city) == ["cancelled"]


def test_where_and_what_for(city, terminal):
    with pytest.raises(NoSuchTerminal):
        terminal.begin("MIHON-9")
    with pytest.raises(NotServed):
        terminal.begin(municipality="152021")
    with pytest.raises(NotServed):
        terminal.begin(municipality="")
    with pytest.raises(NoSuchDialog):
        states.found(uuid4(), kiosk="MIHON-1")


def test_one_dialog_to_a_key(city, terminal):
    key = uuid4()
    first = terminal.begin(key=key)
    assert terminal.begin(key=key).transaction == first.transaction
    with pytest.raises(KeyReused):
        terminal.begin("MIHON-2", key=key)
    assert terminal.begin().transaction != first.transaction


def call(address, form, system="centre"):
    with override_settings(ROOT_URLCONF="juki.outside.urls"):
        return Client(raise_request_exception=False).post(
            address, form, content_type="application/json",
            **{"juki.certificate": "urn:juki:client:clerk", "HTTP_IDEMPOTENCY_KEY": str(uuid4())},
        )  # fmt: skip


def test_a_program_drives_the_whole_dialog(wire, city):
    for system, permission in (
        ("cards", "outside.card.make"), ("cards", "outside.card.use"), ("centre", "outside.kiosk.use"),
    ):  # fmt: skip
        AccessGrant.objects.create(
            system=system, client="clerk", permission=permission, valid_from=date(2020, 1, 1)
        )
    made = call("/api/test-cards", {"resident_code": resident_code(), "pin": PIN}).json()
    begun = call(
        "/api/kiosk/transactions", {"kiosk": "MIHON-1", "municipality": current().municipality}
    ).json()
    signed = call(
        "/api/test-cards/signatures", {"card": made["card"], "pin": PIN, "statement": begun["statement"]}
    ).json()
    at = {"transaction": begun["transaction"], "kiosk": "MIHON-1"}
    menu = call("/api/kiosk/menus", {**at, "statement": begun["statement"], **signed}).json()
    assert menu["outcome"] == "offered"
    wanted = {**at, "kind": "all", "places": [1, 2], "show": []}
    issued = call("/api/kiosk/issues", wanted)
    assert b64decode(issued.json()["document"]) == PDF
    assert call("/api/kiosk/issues", wanted).json()["code"] == "OUT-0816"
    assert call("/api/kiosk/results", {**at, "outcome": "printed"}).json()["state"] == "printed"
    assert call("/api/kiosk/results", {**at, "outcome": "eaten"}).status_code == 400
    assert told(wire, city) == ["printed"]
    AccessGrant.objects.filter(system="centre").delete()
    assert call("/api/kiosk/issues", wanted).json()["code"] == "KRN-0202"
