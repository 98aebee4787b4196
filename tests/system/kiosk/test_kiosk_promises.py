"""What the assessment promises of 証明書コンビニ交付ファイル, seen on papers, in the file, and at the link door."""

import base64
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from django.db import connection

from juki.kernel.settings import current
from juki.links import topology
from juki.links.identity import Identity
from juki.links.kiosk import HouseholdSnapshot, SerialPair
from juki.links.post.models import Inbox
from juki.links.wire.envelope import Envelope, digest_of, written
from juki.links.wire.keys import private_key, sign
from juki.oversight.approvals import codes as approvals
from juki.oversight.output import codes as output
from juki.oversight.trail import codes as trail
from juki.paper.verify import verify
from juki.screens import acts
from juki.screens import parked as parked_pages
from juki.systems.kiosk.records.models import Card, Household, IssueLog, Person, PrintOutcome
from juki.systems.kiosk.web import permissions, urls
from support import kiosk_cards, loopback
from support.races import reading
from support.staff import Counter

EVERYBODY = sorted(str(one) for one in Identity)


@pytest.fixture
def two(centre, register, wire):
    register.send(1, register.person(1, "世帯主"), register.person(2))
    register.send(2, register.person(4, "世帯主"))
    wire.settle()
    return centre


def paper(answer) -> str:
    return "".join(reading.pages(base64.b64decode(answer.document)))


@pytest.mark.proves("S3.01")
@pytest.mark.parametrize("serial", [1, 2, 4])
def test_the_card_decides_whose_name_is_printed(two, serial):
    card = two.card_of(serial)
    menu = two.menu(card)
    answer = two.issue(places=(menu.members[0].place,))
    text = paper(answer)
    for other in (1, 2, 4):
        assert (f"試験第{other}" in text) is (other == serial)
    pdf = base64.b64decode(answer.document)
    root = Path(current().authority).read_bytes()
    assert verify(pdf, trust_roots=[root], at=datetime.now(UTC)).valid


@pytest.mark.proves("S3.02")
def test_the_centres_messages_are_answered(two):
    """Both questions and the word how it ended, each with its answer or effect."""
    menu = two.menu(two.card_of(1))
    assert (menu.outcome, [one.name for one in menu.members]) == ("offered", ["試験　第1", "試験　第2"])
    assert two.issue().outcome == "issued"
    two.told("printed")
    assert PrintOutcome.objects.get().result == "printed"


@pytest.mark.proves("U:F4-II-01")
def test_nobody_is_served_but_by_a_card_in_force(two):
    """Of one person: a good card; then one of a strange purpose, one revoked, one that another signed with, one ended."""
    good = two.card_of(1)
    assert two.menu(good).outcome == "offered"
    strange = two.card_of(1, ca=True)
    transaction = kiosk_cards.new_transaction()
    of_another = msgspec.structs.replace(
        kiosk_cards.proof(good, transaction),
        signature=kiosk_cards.text(kiosk_cards.card().signed(kiosk_cards.statement(transaction))),
    )
    answers = [
        two.menu(strange),
        two.menu(good, answer=kiosk_cards.status(good, revoked=True)),
        two.menu(good, transaction=transaction, proof=of_another),
    ]
    Card.objects.update(state="ended")
    answers.append(two.menu(good))
    assert {(one.outcome, one.code, one.members) for one in answers} == {("refused", "KSK-0905", ())}
    reasons = list(IssueLog.objects.order_by("id").values_list("result", flat=True))
    assert reasons == ["KSK-0504", "KSK-0512", "KSK-0505", "KSK-0515"]


def token(sender: str, content, *, extra: bool = False, sequence: int = 1) -> bytes:
    """A message to the kiosk system under the sender's own signature; ``extra``: with an item that nobody agreed on."""
    body = written(content)
    if extra:
        body = msgspec.json.encode({**msgspec.json.decode(body), "blood_type": "A"}).decode()
    envelope = Envelope(
        kind="message", id=uuid4(), name=content.name, version=content.version, sender=sender, destination="kiosk",
        sequence=sequence, epoch=1, trace=uuid4(), legal_day=datetime.now(UTC).date(), recorded_at=datetime.now(UTC),
        digest=digest_of(body), body=body,
    )  # fmt: skip
    key = private_key(current().identities[sender].sign_key)
    return msgspec.json.encode([sign(msgspec.json.encode(envelope), key=key, signer=sender)])


def household_of(register) -> HouseholdSnapshot:
    return HouseholdSnapshot(
        household_number=register.household_number(1),
        head_name="試験　第1",
        members=(register.person(1, "世帯主"),),
    )


@pytest.mark.proves("C:in.source_only@4")
def test_only_the_register_is_believed(db, register):
    """Everybody else who says the very same is not heard, the centre and the office included."""
    household = household_of(register)
    pair = SerialPair(
        addressee_number=register.number(1),
        serial="1f",
        state="in_force",
        changed_at="2026-11-01T00:00:00+09:00",
    )
    for sender in EVERYBODY:
        if sender in ("registry", "kiosk"):
            continue
        for content in (household, pair):
            status, reply = loopback.door(sender, "kiosk", "/links/deliver", token(sender, content))
            states = [one["state"] for one in msgspec.json.decode(reply)] if status == 200 else []
            assert "applied" not in states, (sender, content.name)
    assert not Person.objects.exists()
    assert not Card.objects.exists()
    assert loopback.door("registry", "kiosk", "/links/deliver", token("registry", household))[0] == 200
    assert Person.objects.count() == 1


@pytest.mark.proves("C:in.schema_only@4")
def test_an_item_that_is_not_agreed_on_is_not_taken(db, register):
    household = household_of(register)
    status, reply = loopback.door(
        "registry", "kiosk", "/links/deliver", token("registry", household, extra=True)
    )
    states = [one["state"] for one in msgspec.json.decode(reply)] if status == 200 else []
    assert "applied" not in states
    assert not Person.objects.exists()
    assert (
        loopback.door("registry", "kiosk", "/links/deliver", token("registry", household, sequence=2))[0]
        == 200
    )
    assert Person.objects.count() == 1


@pytest.mark.proves("C:keep.dead_delete@4", "U:F4-II-06")
def test_whoever_is_no_resident_any_more_is_erased(two, register, wire):
    """With every row of the file that holds them, and the way from their card; those who stay, stay."""
    two.card_of(1)
    kept = two.card_of(2)
    register.send(1, register.person(2, "世帯主"))
    wire.settle()
    assert register.number(1) not in set(Person.objects.values_list("addressee_number", flat=True))
    assert list(Card.objects.values_list("addressee_number", flat=True)) == [register.number(2)]
    register.send(2)
    wire.settle()
    assert list(Household.objects.values_list("household_number", flat=True)) == [
        register.household_number(1)
    ]
    assert list(Person.objects.values_list("addressee_number", flat=True)) == [register.number(2)]
    assert two.menu(kept).outcome == "offered"


@pytest.mark.proves("C:xfer.none@4")
def test_nothing_is_passed_on(two, register, wire):
    """Whatever happens here, what leaves but the paper itself are receipts; no link lets the system say or ask more."""
    two.menu(two.card_of(1))
    two.issue(kind="all", places=(1, 2), show=("individual_number",))
    two.told("printed")
    register.send(1, register.person(1, "世帯主"), register.person(2, "世帯主"))
    wire.settle()
    with connection.cursor() as cursor:
        cursor.execute("select distinct name from links_outbox where owner = 'kiosk'")
        said = {name for (name,) in cursor.fetchall()}
    assert said <= {"receipt"}
    links = topology.load(current().links).receivers("kiosk")
    assert {str(link.receiver) for link in links} == {"registry", "centre", "office"}
    for link in links:
        assert (link.messages, link.questions) == ({"receipt"}, frozenset()), link


@pytest.mark.proves("C:ui.no_mynumber@4")
def test_no_page_of_the_staff_shows_a_number_of_anybody(two, register, wire):
    """Every page that there is, with every right, also while a message with the numbers lies parked."""
    two.menu(two.card_of(1))
    two.issue(kind="all", places=(1, 2), show=("individual_number",))
    register.send(1, register.person(1, "世帯主"), register.person(2, "世帯主"))
    wire.settle()
    parked = Inbox.objects.get(owner="kiosk", state="parked")
    issued = IssueLog.objects.get(result="issued")
    looks = {
        "": "", "households": register.household_number(1), "persons": register.number(1) + "/issuable", "issues": "",
        "service": "", "feed": "", "parked": str(parked.message_id), "links": "", "acts": str(issued.trace),
        "approvals": "", "outputs": "", "output-places": "", "trail": "",
    }  # fmt: skip
    numbers = [
        number
        for one in (1, 2, 4)
        for number in (register.individual_number(one), register.resident_code(one))
    ]
    with Counter("kiosk", "juki.systems.kiosk.web") as counter:
        counter.sign_in(
            "officer.test", *(value for name, value in vars(permissions).items() if name.isupper()),
            parked_pages.SEE, parked_pages.MEND, acts.STATIONS, output.SEE, output.PLACES, trail.REVIEW,
            approvals.DECIDE,
        )  # fmt: skip
        for place, one in looks.items():
            for address in (f"/{place}", f"/{place}/{one}" if one else ""):
                if not address:
                    continue
                page = counter.get(address)
                assert not [number for number in numbers if number in page.content.decode()], address
                assert page.status_code == 200, (address, page.status_code)
        page = counter.post("/issues", {"day": f"{two.day:%Y-%m-%d}"}).content.decode()
        assert issued.issue_number in page
        assert not [number for number in numbers if number in page]
    of_nobody = {"static", "fonts", "health", "signed-in", "sign-out", "kept-forms"}
    assert set(looks) == {str(one.pattern).split("/")[0] for one in urls.urlpatterns} - of_nobody
