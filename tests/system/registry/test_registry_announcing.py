"""Who hears of an 異動, and of which item of it: the outbox of the register after each."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.values.address import Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.relationship import Relationship
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, one_act
from juki.links.post import parking
from juki.links.post.models import Outbox
from juki.outside.cities.arrivals import move_in
from juki.outside.cities.forms import MoveInForm
from juki.outside.cities.records.models import ExpectedMoveIn
from juki.outside.nation.records.models import NationPerson
from juki.systems.jukinet.records.models import Identification
from juki.systems.kiosk.records.models import Person as KioskPerson
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import date_row
from juki.systems.registry.domain.movement import NEW, Movement, PersonChange
from juki.systems.registry.domain.resident import Basis, PlannedMoveOut
from juki.systems.registry.records.models import (
    AwaitedMessage,
    CodeStock,
    ResidentRow,
    ResidentVersion,
    UpdateNumber,
)
from juki.systems.registry.services import recording
from juki.systems.unified.records.models import Person as UnifiedPerson

CLERK = Actor(who="client:clerk", right="test", terminal="t1")
AWAY = Address(
    municipality=MunicipalityCode("011011"), prefecture="北海道", city="札幌市", town="仮町", lot="9番"
)


def today() -> date:
    return current().clock.now().legal_day


def record(
    reason: str, *numbers: str, day: date | None = None, trace: UUID | None = None, **more: Any
) -> UUID:
    """Record an 異動 about ``numbers`` and forget what was sent before it."""
    items = more.pop("items", {})
    persons = more.pop("persons", None) or tuple(
        PersonChange(addressee_number=number, items=items, relationship=more.get("relationship"))
        for number in numbers
    )
    more.pop("relationship", None)
    movement = Movement(**{
        "reason": REASONS[reason], "day": LegalDate.from_day(day or today()), "basis": sorted(REASONS[reason].bases)[0],
        "notified_on": today(), "processed_on": today(), "persons": persons, **more,
    })  # fmt: skip
    Outbox.objects.all().delete()
    with one_act(CLERK, reason="test", times=current().clock.now(), trace=trace) as act:
        recording.record_movement(act, movement, operator="client:clerk", terminal="t1")
    return act.trace


def sent() -> dict[str, list[str]]:
    """Messages by destination, in order."""
    found: dict[str, list[str]] = {}
    for row in Outbox.objects.filter(owner="registry").order_by("id"):
        found.setdefault(row.destination, []).append(row.name)
    return found


def bodies(name: str) -> list[dict[str, Any]]:
    rows = Outbox.objects.filter(owner="registry", name=name).order_by("id")
    return [msgspec.json.decode(row.body) for row in rows]


@pytest.fixture
def family(city, settle) -> list[str]:
    """世帯主 and 子 who moved in, with an approved data use of name and address.."""
    entry = {
        "target": "kokuho", "section": "保険年金課", "duty": "賦課", "legal_basis": "番号法9条1項", "items": ["name", "address"],
        "valid_from": "2026-01-01", "approval_reference": "令8-2",
    }  # fmt: skip
    assert city.door.post("/api/data-use-entries", entry).status_code == 201
    placed = city.move_in(city.person(), city.person("子"))["residents"]
    settle()
    return [one["addressee_number"] for one in placed]


def stock(count: int = 5) -> list[str]:
    moment = current().clock.now().machine
    codes = [ResidentCode.from_body(f"{7_000_000_000 + place:010d}").digits for place in range(count)]
    CodeStock.objects.bulk_create(CodeStock(resident_code=one, taken_at=moment) for one in codes)
    return codes


def household(number: str) -> str:
    return ResidentRow.objects.get(pk=number).household_number


def test_an_entry_tells_everybody_as_before(city, family):
    assert sent() == {
        "jukinet": ["resident-update", "move-in-notice"] * 2, "unified": ["numbering-request"] * 2,
        "addressee": ["resident-addressee"] * 2, "business": ["resident-record"] * 2, "kiosk": ["household-snapshot"],
    }  # fmt: skip


def test_a_move_within_the_city_goes_to_the_network_and_what_it_left_is_told(city, family, settle):
    head, child = family
    old = household(child)
    record(
        "TENKYO", child, household=NEW, relationship=Relationship.parse("世帯主"),
        address=Address(
            municipality=MunicipalityCode("132292"), prefecture="東京都", city="西東京市", town="南町一丁目", lot="9番"
        ),
    )  # fmt: skip
    settle()
    assert sent()["jukinet"] == ["resident-update"]
    update = bodies("resident-update")[0]
    assert (update["event_class"], update["event_reason"], update["update_number"]) == (
        "amendment",
        "TENKYO",
        2,
    )
    joined, left = bodies("household-snapshot")
    assert (joined["household_number"], left["household_number"]) == (household(child), old)
    assert [one["addressee_number"] for one in left["members"]] == [head]
    streams = Outbox.objects.filter(name="household-snapshot").order_by("id")[1].streams
    assert f"addressee:{child}" in streams
    assert [one["addressee_number"] for one in bodies("numbering-request")] == [child]
    assert [one["addressee_number"] for one in bodies("resident-addressee")] == [child]
    assert [one["addressee_number"] for one in bodies("resident-record")] == [child]


def test_a_change_of_the_household_alone_never_goes_to_the_network(city, family, settle):
    head, child = family
    before = UpdateNumber.objects.count()
    record(
        "SETAINUSHI_HENKO", head, child,
        persons=(
            PersonChange(addressee_number=head, relationship=Relationship.parse("父")),
            PersonChange(addressee_number=child, relationship=Relationship.parse("世帯主")),
        ),
    )  # fmt: skip
    settle()
    assert "jukinet" not in sent()
    assert UpdateNumber.objects.filter(last=1).count() == before
    facts = {one["addressee_number"]: one["household"] for one in bodies("numbering-request")}
    assert (facts[child]["is_head"], facts[head]["is_head"]) == (True, False)
    assert set(sent()) == {"unified", "kiosk"}
    assert len(bodies("household-snapshot")) == 1


def test_a_new_name_of_the_head_is_a_household_fact_of_everybody(city, family, settle):
    head, child = family
    record("SHOKKEN_SHUSEI", head, items={"full_name": "改名　太", "surname": "改名", "given_name": "太"})
    settle()
    assert sent()["jukinet"] == ["resident-update"]
    names = {one["addressee_number"]: one["household"]["head_name"] for one in bodies("numbering-request")}
    assert names == {head: "改名　太", child: "改名　太"}
    assert [one["addressee_number"] for one in bodies("resident-record")] == [head]


@pytest.mark.parametrize(
    ("certified", "goes"), [(True, True), (False, False)], ids=["certified", "not certified"]
)
def test_a_reading_goes_to_the_network_where_it_is_certified(city, settle, certified, goes):
    name = {**city.person()["name"], "kana_certified": certified}
    number = city.move_in(city.person(name=name))["residents"][0]["addressee_number"]
    record("SHOKKEN_SHUSEI", number, items={"kana_given": "カイメイ"})
    settle()
    assert ("jukinet" in sent()) is goes
    assert sent()["unified"] == ["numbering-request"]


def test_remarks_are_nobodys_business(city, family, settle):
    record("BIKO", family[0], items={"remarks": "備考"})
    settle()
    assert set(sent()) == {"kiosk"}
    assert AwaitedMessage.objects.filter(event_reason="BIKO").count() == 0


def plan(days: int = 10, address: Address | None = AWAY) -> dict[str, Any]:
    day = today() + timedelta(days=days)
    planned = PlannedMoveOut(
        day=day, notified_on=today(), basis=Basis.NOTIFICATION, address=address, head="転出先の主"
    )
    return {"day": day, "planned": planned, "basis": Basis.NOTIFICATION}


def test_a_planned_move_out_is_told_to_the_kiosk_alone(city, family, settle):
    record("TENSHUTSU", *family, **plan())
    settle()
    assert set(sent()) == {"kiosk"}
    leaving = [member["leaving"] for member in bodies("household-snapshot")[0]["members"]]
    assert leaving[0]["address"] == "北海道札幌市仮町9番"
    assert leaving[0]["day"] == (today() + timedelta(days=10)).isoformat()
    assert AwaitedMessage.objects.filter(event_reason="TENSHUTSU").count() == 0


@pytest.mark.proves("STD:4.1.3.0.4/1", "STD:4.1.3.0.4/3")
def test_a_special_move_out_sends_its_certificate_once(city, family, settle):
    record("TOKUREI_TENSHUTSU", *family, **plan())
    settle()
    assert sent()["jukinet"] == ["move-out-certificate"]
    (certificate,) = bodies("move-out-certificate")
    assert (certificate["new_municipality"], certificate["former_municipality"]) == ("011011", "132292")
    assert certificate["filed_on"] == today().isoformat()
    assert [one["relationship"] for one in certificate["persons"]] == ["世帯主", "子"]
    assert len(certificate["former_head"]) > 0
    record("TENSHUTSU_TORIKESHI", *family)
    settle()
    assert "jukinet" not in sent()


def test_whoever_dies_is_removed_everywhere(city, family, settle):
    head, child = family
    record("SHIBO", head)
    settle()
    (update,) = bodies("resident-update")
    assert (update["event_class"], update["event_reason"]) == ("removal", "SHIBO")
    (snapshot,) = bodies("household-snapshot")
    assert [one["addressee_number"] for one in snapshot["members"]] == [child]
    people = {one["addressee_number"]: one["is_resident"] for one in bodies("resident-addressee")}
    assert people[head] is False
    records = {one["addressee_number"]: one["is_resident"] for one in bodies("resident-record")}
    assert records == {head: False}
    facts = {one["addressee_number"]: one["household"] for one in bodies("numbering-request")}
    assert (set(facts), facts[child]["is_head"], facts[child]["head_name"]) == ({child}, False, "")


def test_the_last_to_leave_leaves_an_empty_household(city, family, settle):
    number = household(family[0])
    record("SHOKKEN_SHOJO", *family)
    settle()
    (snapshot,) = bodies("household-snapshot")
    assert (snapshot["household_number"], snapshot["members"]) == (number, [])


def born(city) -> PersonChange:
    name = city.person()["name"]
    items = {
        "kind": "1", "full_name": f"{name['surname']}　{name['given']}", "surname": name["surname"],
        "given_name": name["given"], "kana_surname": name["kana_surname"], "kana_given": name["kana_given"],
        "kana_certified": True, "sex": "1", **date_row("birth", LegalDate.from_day(today())),
        "honseki": "東京都西東京市仮町一丁目1番地", "honseki_head": "架空　一",
    }  # fmt: skip
    return PersonChange(addressee_number=None, items=items, relationship=Relationship.parse("子"))


def bear(city, family: list[str]) -> tuple[str, UUID]:
    stock()
    where = household(family[0])
    trace = record("SHUSSEI", persons=(born(city),), household=where)
    child = ResidentVersion.objects.get(event_id=trace, event_reason="SHUSSEI")
    return child.addressee_number, trace


@pytest.mark.proves("STD:7.1.2.1/1")
def test_somebody_born_gets_a_code_at_random_and_asks_for_a_number(city, family, settle):
    child, trace = bear(city, family)
    settle()
    row = ResidentRow.objects.get(pk=child)
    assert CodeStock.objects.get(pk=row.resident_code).trace == trace
    assert row.individual_number == ""
    (update,) = bodies("resident-update")
    assert (update["individual_number"], update["event_class"], update["update_number"]) == ("", "entry", 1)
    (request,) = bodies("number-generation-request")
    asked = Outbox.objects.get(name="number-generation-request")
    assert (request["resident_code"], UUID(request["request"])) == (row.resident_code, asked.trace)
    assert asked.trace != trace
    assert child not in {one["addressee_number"] for one in bodies("numbering-request")}
    assert child in {member["addressee_number"] for member in bodies("household-snapshot")[0]["members"]}


def test_a_changed_code_names_the_former_one(city, family, settle):
    stock()
    head = family[0]
    former = ResidentRow.objects.get(pk=head).resident_code
    record("CODE_HENKO", head)
    settle()
    (update,) = bodies("resident-update")
    code = ResidentRow.objects.get(pk=head).resident_code
    assert (update["resident_code"], update["former_resident_code"], update["update_number"]) == (
        code,
        former,
        1,
    )
    row = Outbox.objects.get(name="resident-update")
    assert row.streams == [f"resident:{code}", f"resident:{former}"]
    assert set(sent()) == {"jukinet", "kiosk"}


def test_a_changed_number_is_told_to_who_keeps_it_and_awaits_the_cards(city, family, settle):
    head = family[0]
    new = IndividualNumber.from_body("55555555555").digits
    trace = record("KOJIN_BANGO_HENKO", head, items={"individual_number": new})
    settle()
    assert bodies("resident-update")[0]["individual_number"] == new
    assert [one["individual_number"] for one in bodies("numbering-request")] == [new]
    waiting = AwaitedMessage.objects.filter(trace=trace).order_by("message")
    assert list(waiting.values_list("message", "receiver")) == [
        ("card-ended", "cards"), ("delivery-address", "cards"), ("number-change-request", "nation"),
    ]  # fmt: skip


@pytest.mark.proves("NOT:7.1.2.1/1")
def test_no_list_says_whose_number_changed(city, family, settle):
    record(
        "KOJIN_BANGO_HENKO",
        family[0],
        items={"individual_number": IndividualNumber.from_body("5" * 11).digits},
    )
    settle()
    for message in ("number-change-request", "delivery-address", "card-ended"):
        (row,) = city.door.get(f"/api/awaited-messages?message={message}").json()
        assert row["addressee_number"] == ""
    logged = AuditEntry.objects.filter(action="messages.awaiting.listed")
    assert not any(row.subjects for row in logged)


def test_a_new_way_of_writing_addresses_is_a_minor_correction_to_the_network(city, family, settle):
    record("JUKYO_HYOJI", *family, items={"address_lot": "99番9号"})
    settle()
    assert {one["event_reason"] for one in bodies("resident-update")} == {"KEIBI_SHUSEI"}
    found = AwaitedMessage.objects.filter(event_reason="JUKYO_HYOJI").values_list("message", flat=True)
    assert set(found) == {"register-address-notice", "delivery-address"}


def test_what_has_no_receiver_is_queued_without_an_item_of_the_record(city, family, settle):
    """A 転入 of Japanese persons from elsewhere: their 本籍 outside the city hears of it."""
    rows = AwaitedMessage.objects.filter(message="register-address-notice")
    assert {row.addressee_number for row in rows} == set(family)
    assert {row.receiver for row in rows} == {"cities"}
    reply = city.door.get("/api/awaited-messages?message=register-address-notice")
    assert reply.status_code == 200
    assert [one["label"] for one in reply.json()] == ["戸籍附票記載事項通知"] * 2
    last = reply.json()[-1]["id"]
    assert city.door.get(f"/api/awaited-messages?after={last}").json() == []


def test_who_may_not_see_it_does_not(city, family):
    assert city.door.as_client("nobody").get("/api/awaited-messages").status_code == 403


OWNERS = (
    "registry", "jukinet", "prefecture", "nation", "cities", "unified", "addressee", "business", "kiosk", "intermediary",
)  # fmt: skip


def everywhere() -> list[tuple[str, str, str]]:
    return [(owner, row.name, row.code) for owner in OWNERS for row in parking.parked(owner)]


def test_somebody_born_has_a_number_when_everybody_has_heard(city, family, settle, wire):
    """From the counter through CS, prefecture and nation and back, without a clerk for the number."""
    wire.settle()
    child, _ = bear(city, family)
    wire.settle()
    settle()
    assert everywhere() == []
    row = ResidentRow.objects.get(pk=child)
    assert IndividualNumber(row.individual_number)
    assert Identification.objects.get(pk=row.resident_code).individual_number == row.individual_number
    assert NationPerson.objects.get(pk=row.resident_code).individual_number == row.individual_number
    assert UnifiedPerson.objects.filter(individual_number=row.individual_number).exists()
    assert KioskPerson.objects.get(addressee_number=child).individual_number == row.individual_number


def test_whoever_leaves_is_gone_everywhere_and_every_receiver_takes_it(city, family, settle, wire):
    head, child = family
    stock()
    wire.settle()
    for reason, number, more in (
        ("SHOKKEN_SHUSEI", head, {"items": {"full_name": "改名　太", "surname": "改名", "given_name": "太"}}),
        ("CODE_HENKO", head, {}),
        (
            "KOJIN_BANGO_HENKO",
            child,
            {"items": {"individual_number": IndividualNumber.from_body("6" * 11).digits}},
        ),
        ("TENSHUTSU", child, plan()),
        ("SHIBO", head, {}),
    ):
        record(reason, number, **more)
        wire.settle()
        settle()
        assert everywhere() == [], reason
    assert list(KioskPerson.objects.values_list("addressee_number", flat=True)) == [child]
    left = NationPerson.objects.get(pk=ResidentRow.objects.get(pk=head).resident_code)
    assert left.living is False


def test_a_special_move_out_is_expected_there_and_its_arrival_removes_here(city, family, settle, wire):
    wire.settle()
    record("TOKUREI_TENSHUTSU", *family, **plan())
    wire.settle()
    expected = ExpectedMoveIn.objects.get()
    assert (expected.municipality, expected.persons) == ("011011", 2)
    form = MoveInForm(certificate=expected.certificate, moved_in_on=today().isoformat())
    move_in(form, client="anycity.demo", actor=CLERK, times=current().clock.now(), trace=uuid4())
    wire.settle()
    settle()
    assert everywhere() == []
    rows = ResidentVersion.objects.filter(addressee_number__in=family, state="2")
    assert {(row.addressee_number, row.removed_day, row.confirmed_on) for row in rows} == {
        (number, today(), today()) for number in family
    }
    assert KioskPerson.objects.count() == 0
