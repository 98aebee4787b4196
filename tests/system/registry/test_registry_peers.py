"""What peers send and ask, and the numbers that the register keeps at hand."""

from uuid import uuid4

import msgspec
import pytest
from django.db import connection

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.values.addressee_number import HouseholdNumber
from juki.kernel.work import Actor, one_act
from juki.launch.home import links_file
from juki.links import topology
from juki.links.post import outbox, questions
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Inbox, Outbox
from juki.links.registry import ProcessingNumber, ResidentAnswer, ResidentRequest
from juki.links.universal import AccessGrants, GrantBlock
from juki.systems.registry.jobs import JOBS
from juki.systems.registry.records.models import AddresseeNumberBlock, DataUseEntry
from juki.systems.registry.services import numbers

ACTOR = Actor(who="job:test", right="test", terminal="")


def times():
    return current().clock.now()


def tell(owner, content):
    with one_act(ACTOR, reason="test", times=times()) as act:
        outbox.send(act, own=owner, to="registry", content=content, streams=["test:1"])


@pytest.mark.proves("STD:7.1.2.2/1")
def test_a_processing_number_becomes_a_request_through_the_cs(city, wire):
    person = city.person()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    Outbox.objects.all().delete()
    tell("unified", ProcessingNumber(addressee_number=number, processing_number="123456"))
    Lane("unified", "registry").send_batch()
    request = Outbox.objects.get(owner="registry", name="linkage-code-request")
    code = city.network.codes[person["individual_number"]]
    assert msgspec.json.decode(request.body) == {"processing_number": "123456", "resident_code": code}
    assert request.streams == [f"resident:{code}"]


def test_a_processing_number_for_nobody_is_parked(city):
    tell("unified", ProcessingNumber(addressee_number="0000000019", processing_number="1"))
    Lane("unified", "registry").send_batch()
    assert Inbox.objects.get(owner="registry").code == "REG-0201"


def test_grants_replace_all_earlier_ones(city):
    grants = (GrantBlock(permission="registry.resident.see", valid_from="2026-04-01", valid_to="2027-04-01"),)
    tell("office", AccessGrants(client="clerk", grants=grants))
    Lane("office", "registry").send_batch()
    held = AccessGrant.objects.filter(client="clerk")
    assert list(held.values_list("permission", flat=True)) == ["registry.resident.see"]
    tell("office", AccessGrants(client="clerk", grants=()))
    Lane("office", "registry").send_batch()
    assert not held.exists()


def ask(target, number):
    return questions.ask(
        ResidentRequest(target=target, addressee_number=number), ResidentAnswer, own="business", to="registry",
        about=f"addressee:{number}", trace=uuid4(), actor=ACTOR, times=times(),
    )  # fmt: skip


def entry(city, *, key=None, **changes):
    body = {
        "target": "税", "section": "市民税課", "duty": "賦課", "legal_basis": "番号法9条1項",
        "items": ["name", "household_number"], "valid_from": "2026-01-01", "approval_reference": "令8-2", **changes,
    }  # fmt: skip
    return city.door.post("/api/data-use-entries", body, key=key)


@pytest.mark.proves("C:xfer.use_application@1", "C:xfer.exact_result@1")
def test_a_business_system_gets_what_its_entry_allows(city):
    result = city.move_in(city.person())
    number = result["residents"][0]["addressee_number"]
    approved = entry(city).json()["entry"]
    answer = ask("税", number)
    assert (answer.outcome, answer.entry, answer.household_number) == (
        "found",
        approved,
        result["household_number"],
    )
    assert (answer.birth, answer.address, answer.individual_number) == (None, None, None)
    assert AuditEntry.objects.get(action="transfer.answered").subjects == [f"addressee:{number}"]
    assert ask("税", "0000000019").outcome == "none"
    other = city.person(
        name={"surname": "別名", "given": "七", "kana_surname": "ベツメイ", "kana_given": "ナナ"}
    )
    moved = city.move_in(other)
    answer = ask("税", moved["residents"][0]["addressee_number"])
    assert (answer.person.full, answer.household_number) == ("別名　七", moved["household_number"])
    assert answer.household_number != ask("税", number).household_number


@pytest.mark.parametrize(
    "changes", [{"target": "別"}, {"valid_to": "2026-02-01"}, {"valid_from": "2099-01-01"}]
)
@pytest.mark.proves("C:xfer.use_application@1")
def test_without_an_entry_in_force_it_gets_nothing(city, changes):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    entry(city, **changes)
    answer = ask("税", number)
    assert (answer.outcome, answer.code, answer.person) == ("refused", "REG-0401", None)
    row = AuditEntry.objects.get(action="transfer.refused")
    assert (row.outcome, row.who, row.subjects) == ("refused", "peer:business", [f"addressee:{number}"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"items": []}, "REG-0131"), ({"items": ["individual_number"]}, "REG-0131"),
        ({"valid_to": "2025-01-01"}, "REG-0132"), ({"valid_from": "2026-02-30"}, "KRN-0142"),
        ({"legal_basis": ""}, "KRN-0205"), ({"target": " "}, "KRN-0205"), ({"duty": "一行\n二行"}, "KRN-0205"),
    ],
)  # fmt: skip
def test_bad_entries(city, changes, code):
    assert entry(city, **changes).json()["code"] == code
    assert not DataUseEntry.objects.exists()


def test_entries_are_listed_and_do_not_overlap(city):
    first = entry(city).json()
    assert entry(city).json()["code"] == "REG-0402"
    assert city.door.get("/api/data-use-entries").json() == [first]
    assert city.door.client.put("/api/data-use-entries").status_code in {401, 405}


def test_a_number_that_nobody_has_is_not_logged_when_asked_for(city):
    typed = city.number()
    entry(city)
    for target in ("税", "他"):
        ask(target, typed)
    rows = AuditEntry.objects.filter(action__startswith="transfer.")
    assert [(row.action, row.subjects) for row in rows.order_by("number")] == [
        ("transfer.answered", []), ("transfer.refused", []),
    ]  # fmt: skip


def test_the_key_of_an_entry_is_of_one_application_and_clerk(city):
    key = uuid4()
    first = entry(city, key=key)
    PostedForm.objects.all().delete()
    assert entry(city, key=key).json() == first.json()
    PostedForm.objects.all().delete()
    assert entry(city, key=key, individual_number=True).json()["code"] == "KRN-0208"
    AccessGrant.objects.filter(client="clerk").update(client="second")
    city.door.who = "urn:juki:client:second"
    assert entry(city, key=key).json()["code"] == "KRN-0208"


@pytest.mark.proves("S1.C05")
def test_numbers_come_from_the_addressee_system_and_both_hear_of_the_person(city):
    AddresseeNumberBlock.objects.all().delete()
    assert city.door.post("/api/number-blocks", {"size": 5}).status_code == 201
    given = set(AddresseeNumberBlock.objects.values_list("addressee_number", flat=True))
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    assert number in given
    for place in ("unified", "addressee"):
        (row,) = Outbox.objects.filter(owner="registry", destination=place)
        assert msgspec.json.decode(row.body)["addressee_number"] == number


@pytest.mark.proves("S1.C01", "S1.C06")
def test_the_register_is_linked_with_these_alone(city):
    links = topology.load(str(links_file()))
    assert {str(one.receiver) for one in links.receivers("registry")} == {
        "jukinet", "unified", "kiosk", "addressee", "business", "office",
    }  # fmt: skip
    assert {str(one.sender) for one in links.senders("registry")} == {
        "jukinet", "unified", "kiosk", "addressee", "business", "office",
    }  # fmt: skip
    city.move_in(city.person())
    reached = set(Outbox.objects.filter(owner="registry").values_list("destination", flat=True))
    assert reached <= {"jukinet", "unified", "kiosk", "addressee", "business"}
    for place in ("intermediary", "nws", "tax"):
        with pytest.raises(JukiError), one_act(ACTOR, reason="test", times=times()) as act:
            outbox.send(
                act, own="registry", to=place, streams=["test:1"],
                content=ProcessingNumber(addressee_number="0000000019", processing_number="1"),
            )  # fmt: skip


def test_a_block_is_taken(city):
    before = numbers.free()
    reply = city.door.post("/api/number-blocks", {"size": 7})
    assert (reply.status_code, reply.json()) == (201, {"added": 7, "free": before + 7})


@pytest.mark.parametrize("size", [0, 10_001, "7"])
def test_no_such_block(city, size):
    assert city.door.post("/api/number-blocks", {"size": size}).json()["code"] == "KRN-0205"


def test_numbers_in_use_are_refused(city, monkeypatch):
    used = AddresseeNumberBlock.objects.first().addressee_number
    for answer, code in (
        ((used,), "REG-0306"),
        (("0000000019", "0000000019"), "REG-0306"),
        (("12",), "KRN-0132"),
    ):
        monkeypatch.setattr(
            "juki.systems.registry.peers.addressee.take_numbers", lambda *_, a=answer, **__: a
        )
        assert city.door.post("/api/number-blocks", {"size": 1}).json()["code"] == code


def test_the_job_keeps_numbers_at_hand(city, wire):
    seconds, run = {name: more for name, *more in JOBS}["number-blocks"]
    assert seconds == 60
    wire.down.add("addressee")
    assert run(times()) == 0
    wire.down.clear()
    assert run(times()) == 500
    assert run(times()) == 0


def test_household_numbers_skip_those_without_check_digit(city):
    found = [HouseholdNumber(numbers.next_household_number()) for _ in range(40)]
    assert all(number.has_check_digit for number in found)
    assert len({number.serial for number in found}) == 40
    assert found[-1].serial - found[0].serial > 39


def test_every_receiver_takes_what_the_register_sends(city, wire):
    entry(
        city,
        target="kokuho",
        items=["name", "birth", "sex", "address", "relationship"],
        individual_number=True,
    )
    city.move_in(city.person(), city.person("子", birth="昭和60年頃"))
    city.move_in(city.foreigner())
    wire.settle()
    taken = Inbox.objects.filter(sender="registry").values_list("owner", "name", "state", "code")
    assert {row[:2] for row in taken} >= {
        ("jukinet", "resident-update"), ("jukinet", "move-in-notice"), ("unified", "numbering-request"),
        ("kiosk", "household-snapshot"), ("addressee", "resident-addressee"), ("business", "resident-record"),
        ("jukinet", "linkage-code-request"),
    }  # fmt: skip
    assert [row for row in taken if row[2] != "applied"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_no_more_numbers_are_claimed_than_asked_for_however_the_database_joins(city, count):
    with connection.cursor() as cursor:
        for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "indexscan", "bitmapscan"):
            cursor.execute(f"set local enable_{way} = off")
    claimed = numbers.claim(count, trace=uuid4(), times=times())
    assert len(claimed) == count
    assert AddresseeNumberBlock.objects.filter(used_at__isnull=False).count() == count
