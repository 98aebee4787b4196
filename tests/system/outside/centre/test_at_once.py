"""Many at the same moment: nobody gets another's paper, and nobody gets two."""

import threading
from base64 import b64decode
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from juki.kernel.errors import JukiError
from juki.links.kiosk import KioskIssue
from juki.outside.cards.errors import CardLocked, WrongPin
from juki.outside.cards.records.models import Card
from juki.outside.centre.errors import AskedTwice
from juki.outside.centre.records.models import Dialog, Document
from support import kiosk_dialog
from support.kiosk_dialog import PDF, City, Terminal, make_card, resident_code

AT_ONCE = 4


@pytest.fixture
def city(committing_db, wire, monkeypatch) -> City:
    found = kiosk_dialog.install(monkeypatch)
    found.paper = lambda question: PDF + question.transaction.encode()
    return found


def together(*attempts):
    """What each came to, all begun at the same moment: its result, or the class of its error."""
    start = threading.Barrier(len(attempts))

    def one(attempt):
        start.wait()
        try:
            return attempt()
        except JukiError as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(one, attempts))


def test_each_gets_their_own_at_one_terminal(city, terminal):
    rows = [terminal.offered(make_card(resident_code(f"345678901{n}"))) for n in range(AT_ONCE)]
    answers = together(*(lambda row=row: terminal.issue(row) for row in rows))
    for row, answer in zip(rows, answers, strict=True):
        own = PDF + str(row.transaction).encode()
        assert b64decode(answer.document) == own
        assert bytes(Document.objects.get(dialog=row).content) == own


def test_one_paper_to_a_dialog(city, terminal, card):
    row = terminal.offered(card)
    outcomes = together(*(lambda: terminal.issue(row) for _ in range(AT_ONCE)))
    assert outcomes.count(AskedTwice) == AT_ONCE - 1
    assert len(city.asked) == 2


def test_one_look_at_a_statement(city, terminal, card):
    row = terminal.begin()
    form = terminal.sign(row, card)
    together(*(lambda: terminal.menu(form) for _ in range(AT_ONCE)))
    assert len(city.asked) == 1


def test_cancel_and_issue_at_once_never_both(wire, city, terminal, card):
    row = terminal.offered(card)
    together(lambda: terminal.issue(row), lambda: terminal.finish(row, "cancelled"))
    wire.settle()
    state = Dialog.objects.get().state
    asked = sum(isinstance(one, KioskIssue) for one in city.asked)
    assert (state, asked, len(city.told), Document.objects.count()) in (
        ("cancelled", 0, 1, 0),
        ("issued", 1, 0, 1),
    )


def test_four_wrong_pins_at_once_are_three(city, card):
    other = Terminal()
    row = other.begin()
    outcomes = Counter(together(*(lambda: other.sign(row, card, pin="0000") for _ in range(AT_ONCE))))
    assert outcomes == {WrongPin: 2, CardLocked: 2}
    assert Card.objects.get().tries_left == 0
