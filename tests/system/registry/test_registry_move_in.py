"""転入 through the door: what is written, what leaves, what a repetition does."""

from uuid import uuid4

import msgspec
import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.links.post.models import Outbox
from juki.systems.registry.records.models import (
    AddresseeNumberBlock,
    EventRow,
    HouseholdRow,
    HouseholdVersion,
    ResidentRow,
    ResidentVersion,
    UpdateNumber,
)


def sent(destination, name=None):
    rows = Outbox.objects.filter(destination=destination).order_by("sequence")
    return [
        (row.name, msgspec.json.decode(row.body), row.streams) for row in rows if name in {None, row.name}
    ]


def approve(door, **changes):
    body = {
        "target": "国民健康保険", "section": "保険年金課", "duty": "資格の管理", "legal_basis": "番号法9条1項",
        "items": ["name", "birth"], "valid_from": "2026-01-01", "approval_reference": "令8-1", **changes,
    }  # fmt: skip
    reply = door.post("/api/data-use-entries", body)
    assert reply.status_code == 201, reply.content
    return reply.json()["entry"]


@pytest.mark.proves("STD:1.1.13/1", "STD:4.0.2/2", "STD:4.1.1.1/2")
def test_a_family_founds_a_household(city, settle):
    family = [city.person(), city.person("妻"), city.person("子"), city.person("子")]
    result = city.move_in(*family)
    settle()
    numbers = [one["addressee_number"] for one in result["residents"]]
    assert (
        list(ResidentRow.objects.order_by("position").values_list("addressee_number", flat=True)) == numbers
    )
    assert list(ResidentVersion.objects.values_list("number", "record").distinct()) == [(1, 1)]
    household = HouseholdRow.objects.get()
    assert (household.household_number, household.head_number) == (result["household_number"], numbers[0])
    assert HouseholdVersion.objects.get().event.trace == EventRow.objects.get().trace
    assert str(EventRow.objects.get().trace) == result["trace"]
    assert AddresseeNumberBlock.objects.filter(used_at__isnull=False).count() == 4
    row = ResidentVersion.objects.get(addressee_number=numbers[1])
    assert (row.relationship_1, row.relationship_label, row.position) == ("12", "妻", 2)
    assert (row.settled, row.settled_text) == (row.became_resident, row.became_resident_text)
    assert result["alerts"] == []
    logged = AuditEntry.objects.get(action="move_in.recorded")
    assert set(logged.subjects) == {
        f"application:{result['trace']}",
        f"household:{household.household_number}",
        *(f"addressee:{n}" for n in numbers),
    }


@pytest.mark.proves("STD:4.0.8/14", "S1.12", "S1.13", "STD:7.1.2.3/1", "S1.C02")
def test_every_station_hears_of_it_in_the_same_act(city):
    entry = approve(city.door)
    with_number = approve(city.door, target="税", items=["address"], individual_number=True)
    approve(city.door, target="終了した業務", valid_to="2026-02-01")
    head, wife = city.person(), city.person("妻")
    result = city.move_in(head, wife)
    codes = [city.network.codes[one["individual_number"]] for one in (head, wife)]
    numbers = [one["addressee_number"] for one in result["residents"]]
    updates = sent("jukinet", "resident-update")
    assert [(body["resident_code"], body["update_number"], streams) for _, body, streams in updates] == [
        (code, 1, [f"resident:{code}"]) for code in codes
    ]
    assert updates[0][1]["event_class"] == "entry"
    notices = sent("jukinet", "move-in-notice")
    assert [body["former_municipality"] for _, body, _ in notices] == ["011011", "011011"]
    unified = sent("unified")
    assert [(body["addressee_number"], streams) for _, body, streams in unified] == [
        (number, [f"addressee:{number}"]) for number in numbers
    ]
    assert unified[1][1]["household"] == {
        "is_head": False, "head_name": f"{head['name']['surname']}　{head['name']['given']}", "relationship": "妻",
    }  # fmt: skip
    (kiosk,) = sent("kiosk")
    assert kiosk[2] == [
        f"household:{result['household_number']}",
        *(f"addressee:{number}" for number in numbers),
    ]
    assert [member["order"] for member in kiosk[1]["members"]] == [1, 2]
    assert [body["individual_number"] for _, body, _ in unified] == [
        one["individual_number"] for one in (head, wife)
    ]
    assert [body["is_resident"] for _, body, _ in sent("addressee")] == [True, True]
    records = {(body["target"], body["addressee_number"]): body for _, body, _ in sent("business")}
    assert len(records) == 4
    health = records["国民健康保険", numbers[0]]
    assert (health["entry"], health["birth"]) == (entry, "1980-02-03")
    assert [health.get(item) for item in ("sex", "address", "individual_number", "household_number")] == [
        None
    ] * 4
    tax = records["税", numbers[0]]
    assert (tax["entry"], tax["individual_number"], tax.get("person")) == (
        with_number,
        head["individual_number"],
        None,
    )
    assert {row.trace for row in Outbox.objects.filter(owner="registry")} == {EventRow.objects.get().trace}
    assert UpdateNumber.objects.count() == 2
    body = {"purpose": "本人請求", "kind": "individual", "addressee_numbers": numbers[:1]}
    assert city.door.post("/api/certificates", body).status_code == 201


@pytest.mark.proves("STD:7.2.3/4", "STD:7.2.3/5", "U:F1-II-09")
def test_only_who_moved_is_told_and_at_once(city):
    approve(city.door)
    for _ in range(2):
        Outbox.objects.all().delete()
        standing = city.submitted(city.person(), city.person("妻"))
        assert not Outbox.objects.exists()
        result = city.approve(standing).json()
        moved = {one["addressee_number"] for one in result["residents"]}
        for place in ("business", "addressee", "unified"):
            assert {body["addressee_number"] for _, body, _ in sent(place)} == moved, place
            assert len(sent(place)) == 2


@pytest.mark.proves("U:F1-II-07")
def test_within_the_city_persons_are_told_apart_by_the_addressee_number(city):
    approve(city.door)
    head = city.person()
    result = city.move_in(head)
    number = result["residents"][0]["addressee_number"]
    for place in ("business", "addressee", "kiosk", "unified"):
        assert sent(place)
        for _, body, streams in sent(place):
            assert number in str(body)
            assert f"addressee:{number}" in streams
            assert head["individual_number"] not in str(streams)
            assert place in ("kiosk", "unified") or head["individual_number"] not in str(body)


@pytest.mark.proves("STD:4.0.2/1", "STD:5.2/3")
def test_who_joins_stands_behind_and_the_kiosk_gets_the_whole_household(city, settle):
    first = city.move_in(city.person())
    second = city.move_in(city.person("同居人"), household={"number": first["household_number"]})
    settle()
    assert second["household_number"] == first["household_number"]
    assert list(ResidentRow.objects.order_by("position").values_list("position", "is_head")) == [
        (1, True),
        (2, False),
    ]
    assert HouseholdVersion.objects.count() == 1
    _, snapshot, streams = sent("kiosk")[-1]
    assert len(snapshot["members"]) == 2
    assert len(streams) == 3


@pytest.mark.proves("STD:1.1.10/1", "STD:1.1.10/2")
def test_a_household_without_head_is_allowed_and_gets_one_later(city, settle):
    first = city.move_in(city.person("同居人"))
    assert [alert["code"] for alert in first["alerts"]] == ["REG-0182"]
    assert HouseholdRow.objects.get().head_number is None
    assert sent("kiosk")[0][1]["head_name"] == ""
    ((_, told, _),) = sent("unified")
    assert (told["household"]["is_head"], told["household"]["head_name"]) == (False, "")
    second = city.move_in(city.person(), household={"number": first["household_number"]})
    settle()
    assert HouseholdRow.objects.get().head_number == second["residents"][0]["addressee_number"]
    assert list(HouseholdVersion.objects.order_by("number").values_list("number", "head_number")) == [
        (1, None), (2, second["residents"][0]["addressee_number"]),
    ]  # fmt: skip


def test_a_late_notification_is_recorded_with_an_alert(city):
    result = city.move_in(city.person(), moved_on="2026-01-05")
    assert [alert["code"] for alert in result["alerts"]] == ["REG-0181"]
    assert EventRow.objects.get().alerts == ["REG-0181"]


def test_a_foreign_resident_moves_in(city, settle):
    result = city.move_in(city.foreigner())
    settle()
    row = ResidentVersion.objects.get()
    assert (row.category, row.honseki, row.full_name) == ("mid_to_long_term", "", "SAMPLE PERSON")
    assert sent("kiosk")[0][1]["members"][0]["foreign"]["category"] == "中長期在留者"
    shown = city.door.get(f"/api/residents/{result['residents'][0]['addressee_number']}").json()
    assert shown["birth"]["text"] == "1990年5月6日"


def test_from_abroad_no_municipality_is_told(city):
    city.move_in(
        city.person(), reason="KOKUGAI_TENNYU", former_address={"town": "架空国仮都", "country": "ZZZ"}
    )
    assert [name for name, _, _ in sent("jukinet")] == ["resident-update"]


def test_names_are_kept_as_written(city):
    person = city.person()
    person["name"] |= {"surname": "\u8fbb\U000e0102\ufa19", "given": "一"}
    city.move_in(person)
    assert ResidentVersion.objects.get().full_name == "\u8fbb\U000e0102\ufa19　一"


@pytest.mark.proves("STD:1.1.8/9")
def test_an_unknown_birth_is_kept_in_its_words(city):
    city.move_in(city.person(birth="昭和20年頃"))
    row = ResidentVersion.objects.get()
    assert (row.birth.isoformat(), row.birth_form, row.birth_text) == ("1945-01-01", "U01", "昭和20年頃")


@pytest.mark.proves("STD:4.1.1.2/4", "C:keep.deleted_retain@1")
def test_who_returns_keeps_the_number_on_a_new_record(city, settle):
    person = city.person()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    remove(number)
    again = city.move_in(person)
    settle()
    assert again["residents"] == [{"addressee_number": number}]
    row = ResidentRow.objects.get()
    assert (row.version, row.record, row.state) == (3, 2, "1")
    assert sent("jukinet", "resident-update")[-1][1]["update_number"] == 2
    assert city.door.get(f"/api/residents/{number}?record=1").json()["state"] == "2"


def test_the_dead_do_not_return(city):
    person = city.person()
    remove(city.move_in(person)["residents"][0]["addressee_number"], state="3")
    assert city.refused(city.form(person)) == {"persons.0.individual_number": "REG-0302"}


def remove(number, *, state="2"):
    """A removal as a later act will write it: one more version, and the head moved to it."""
    row = ResidentVersion.objects.get(addressee_number=number)
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    values |= {"number": 2, "state": state, "event_class": "removal", "event_reason": "TENSHUTSU"}
    ResidentVersion.objects.create(**values, event_id=row.event_id)
    ResidentRow.objects.filter(addressee_number=number).update(version=2, state=state)


def test_the_same_key_has_one_effect(city):
    standing, key = city.submitted(city.person()), uuid4()
    first = city.approve(standing, key=key)
    second = city.approve(standing, key=key)
    assert (second.status_code, second.content) == (201, first.content)
    assert EventRow.objects.count() == 1
    changed = city.approve({**standing, "version": 9}, key=key)
    assert (changed.status_code, changed.json()["code"]) == (409, "KRN-0208")


def test_the_operation_itself_answers_a_repeated_trace(city):
    standing, key = city.submitted(city.person(), city.person("同居人")), uuid4()
    first = city.approve(standing, key=key).json()
    PostedForm.objects.filter(key=key).delete()
    assert city.approve(standing, key=key).json() == first
    PostedForm.objects.filter(key=key).delete()
    assert city.approve({**standing, "version": 9}, key=key).json()["code"] == "KRN-0208"


@pytest.mark.parametrize("down", ["addressee", "jukinet"])
def test_recording_goes_on_while_a_peer_is_down(city, wire, down):
    standing = city.submitted(city.person())
    wire.down.add(down)
    assert city.approve(standing).status_code == 201


def former(municipality):
    return {
        "municipality": municipality,
        "prefecture": "北海道",
        "city": "札幌市",
        "town": "仮町",
        "lot": "1番地",
    }


def test_a_former_address_where_the_nation_does_not_have_the_person_is_refused(city):
    for reason in ("TENNYU", "TOKUREI_TENNYU"):
        standing = city.entered(city.person(), former_address=former("131016"), reason=reason)
        assert [one["code"] for one in standing["checks"]] == ["REG-0119"]
        reply = city.submit(standing)
        assert (reply.status_code, reply.json()["code"]) == (409, "REG-0610")
    assert not EventRow.objects.exists()
    assert sent("jukinet") == []


def test_after_skipped_notifications_the_last_registered_municipality_hears(city):
    city.network.registered = "131016"
    result = city.move_in(city.person(), reason="MITODOKE_TENNYU")
    assert [alert["code"] for alert in result["alerts"]] == ["REG-0186"]
    ((_, notice, _),) = sent("jukinet", "move-in-notice")
    assert notice["former_municipality"] == "131016"


def test_who_was_last_registered_here_is_told_to_nobody(city):
    city.network.registered = "132292"
    city.move_in(city.person(), reason="MITODOKE_TENNYU")
    assert sent("jukinet", "move-in-notice") == []


def test_a_code_that_no_municipality_has(city):
    city.network.registered = "999997"
    form = city.form(city.person(), former_address=former("999997"))
    assert city.refused(form) == {"former_address.municipality": "REG-0118"}


def test_a_trace_is_of_one_clerk(city):
    standing, key = city.submitted(city.person()), uuid4()
    assert city.approve(standing, key=key).status_code == 201
    PostedForm.objects.all().delete()
    AccessGrant.objects.filter(client="reviewer").update(client="second")
    body = city.named(standing)
    reply = city.door.as_client("second").post("/api/applications/approvals", body, key=key)
    assert reply.json()["code"] == "KRN-0208"
