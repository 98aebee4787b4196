"""Who gets nothing at a kiosk, and that the kiosk does not learn why."""

from datetime import date, datetime, timedelta

import pytest

from juki.kernel.clock import JAPAN
from juki.kernel.values.legal_date import LegalDate
from juki.links.blocks import DateBlock, NameBlock
from juki.links.post.models import Inbox, InboxHead
from juki.paper.errors import BlankItem, LayoutFailed, Overfull, UncoveredGlyph, UnusableKey
from juki.systems.kiosk.records.models import Card, Dialog, IssueLog, Person
from juki.systems.kiosk.services import certificate
from support import kiosk_cards


def send(centre, *members):
    centre.register.send(1, *members)
    centre.wire.settle()


def result():
    return IssueLog.objects.order_by("id").last().result


def block(day):
    stored = LegalDate.from_day(day).to_storage()
    return DateBlock(day=stored.internal, form=stored.form, text=stored.text)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"issuing_stopped": True}, "KSK-0305"),
        ({"notified_on": "2026-11-24"}, "KSK-0307"),
        ({"birth": block(date(2011, 11, 25))}, "KSK-0308"),
        ({"person": NameBlock(full="試験󠄃", surname="試験󠄃", given="x", kana="シケン")}, "KSK-0701"),
        (
            {"person": NameBlock(full="𪚲", surname="𪚲", given="x", kana="しけん", kana_certified=True)},
            "KSK-0703",
        ),
    ],
)
def test_the_counter(centre, change, code):
    send(centre, centre.register.person(1, "世帯主", **change))
    answer = centre.menu(centre.card_of(1))
    assert (answer.code, answer.offers, answer.members) == ("KSK-0904", (), ())
    assert result() == code
    assert Dialog.objects.get().state == "refused"


def test_fifteen_on_the_birthday(centre):
    send(centre, centre.register.person(1, "世帯主", birth=block(date(2011, 11, 24))))
    assert centre.menu(centre.card_of(1)).outcome == "offered"


def test_moving_out(centre):
    send(centre, centre.register.person(1, "世帯主"), centre.register.person(2))
    Person.objects.filter(addressee_number=centre.register.number(2)).update(
        planned_day="2026-12-01", planned_form="D", planned_text="令和8年12月1日"
    )
    assert [one.kind for one in centre.menu(centre.card_of(1)).offers] == ["self"]
    assert centre.menu(centre.card_of(2)).code == "KSK-0904"


def test_a_suppressed_member_leaves_no_trace(centre):
    register = centre.register
    send(centre, register.person(1, "世帯主", issuing_stopped=True), register.person(2), register.person(3))
    answer = centre.menu(centre.card_of(2))
    assert [one.kind for one in answer.offers] == ["self"]
    assert "relationship" not in answer.offers[0].show
    assert [one.place for one in answer.members] == [2]
    assert centre.issue(places=(2,)).outcome == "issued"
    assert centre.issue(kind="all", places=(1, 2, 3)).code == "KSK-0906"


def test_a_stale_feed(centre):
    send(centre, centre.register.person(1, "世帯主"))
    card = centre.card_of(1)
    old = datetime.now(JAPAN) - timedelta(hours=1)
    InboxHead.objects.filter(owner="kiosk", sender="registry").update(heard_at=old, beat_at=old)
    assert centre.menu(card).code == "KSK-0902"
    assert result() == "KSK-0302"


def test_a_parked_household(centre):
    register = centre.register
    send(centre, register.person(1, "世帯主"), register.person(2))
    card = centre.card_of(1)
    send(centre, register.person(1, "世帯主"), register.person(2, "世帯主"))
    assert centre.menu(card).code == "KSK-0904"
    assert result() == "KSK-0303"


def test_parked_after_the_offer(centre):
    register = centre.register
    send(centre, register.person(1, "世帯主"), register.person(2))
    centre.menu(centre.card_of(1))
    send(centre, register.person(1, "世帯主"), register.person(2, "世帯主"))
    assert centre.issue().code == "KSK-0904"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ((2026, 11, 24, 6, 29), "KSK-0609"),
        ((2026, 11, 24, 23, 0), "KSK-0609"),
        ((2026, 12, 31, 12, 0), "KSK-0610"),
    ],
)
def test_hours(centre, at_hour, at, code):

    send(centre, centre.register.person(1, "世帯主"))
    card = centre.card_of(1)
    centre.menu(card)
    at_hour(datetime(*at, tzinfo=JAPAN))
    assert centre.issue().code == "KSK-0901"
    assert result() == code
    assert centre.menu(card).code == "KSK-0901"


@pytest.mark.parametrize(
    ("failure", "code", "told"),
    [
        (Overfull(), "KSK-0702", "KSK-0904"),
        (UncoveredGlyph(where="x", position=1, others=0), "KSK-0701", "KSK-0904"),
        (BlankItem(item="x"), "KSK-0703", "KSK-0904"),
        (LayoutFailed(), "KSK-0705", "KSK-0902"),
        (UnusableKey(reason="x"), "KSK-0705", "KSK-0902"),
    ],
)
def test_what_paper_refuses(centre, monkeypatch, failure, code, told):
    def sealed(sheet, *, times):
        raise failure

    send(centre, centre.register.person(1, "世帯主"))
    centre.menu(centre.card_of(1))
    monkeypatch.setattr(certificate, "sealed", sealed)
    answer = centre.issue()
    assert (answer.code, answer.document) == (told, "")
    assert result() == code
    assert Dialog.objects.get().state == "refused"


def test_the_pairs(centre):
    register = centre.register
    send(centre, register.person(1, "世帯主"), register.person(2))
    card = kiosk_cards.card()
    for state, at in (("in_force", "05"), ("ended", "07"), ("in_force", "06"), ("in_force", "07")):
        centre.pair(1, card.serial, state, f"2026-11-{at}T00:00:00+09:00")
    centre.wire.settle()
    assert Card.objects.get().state == "ended"
    centre.pair(1, card.serial, "in_force", "2026-11-08T00:00:00+09:00")
    centre.pair(2, kiosk_cards.card().serial)
    centre.wire.settle()
    assert set(Card.objects.values_list("state", flat=True)) == {"in_force"}
    assert card.serial not in str(list(Card.objects.values()))
    send(centre, register.person(1, "世帯主"))
    assert Card.objects.get().addressee_number == register.number(1)
    send(centre)
    assert not Card.objects.exists()
    centre.pair(1, card.serial, "ended", "2026-11-09T00:00:00+09:00")
    centre.wire.settle()
    assert not Inbox.objects.filter(state="parked").exists()


@pytest.mark.parametrize(
    ("serial", "at", "code"),
    [
        ("1F", "2026-11-05T00:00:00+09:00", "KSK-0402"),
        ("01", "2026-11-05T00:00:00+09:00", "KSK-0402"),
        ("", "2026-11-05T00:00:00+09:00", "KSK-0402"),
        ("1f", "2026-11-05T00:00:00", "KSK-0402"),
        ("1f", "yesterday", "KSK-0402"),
        ("1f", "2026-11-05T00:00:00+09:00", "KSK-0401"),
    ],
)
def test_a_bad_pair_is_parked(centre, serial, at, code):
    centre.pair(1, serial, at=at)
    centre.wire.settle()
    assert Inbox.objects.get(owner="kiosk", state="parked").code == code
    assert not Card.objects.exists()


def test_a_former_surname_is_kept_and_printed(centre):
    person = centre.register.person(1, "世帯主", former_surname="旧氏", former_surname_kana="キュウシ")
    send(centre, person)
    row = Person.objects.get()
    assert (row.old_surname, row.old_surname_kana) == ("旧氏", "キュウシ")
