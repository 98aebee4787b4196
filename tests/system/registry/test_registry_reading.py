"""Reading: logged before shown, the past as it was known, the individual number by its own right."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import ResidentRow, ResidentVersion


def version(number, **changes):
    """A later version, as a later act will write it."""
    row = ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    values |= {"number": row.number + 1, **changes}
    values |= {
        "valid_from": values["event_day"],
        "event_day_text": LegalDate.from_day(values["event_day"]).text,
    }
    made = ResidentVersion.objects.create(**values, event_id=row.event_id)
    ResidentRow.objects.filter(addressee_number=number).update(version=made.number)
    return made


def test_the_past_as_it_was_known(city, settle):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    first = ResidentVersion.objects.get()
    moved = first.event_day
    hour = timedelta(hours=1)
    version(
        number, address_lot="5番", event_day=moved + timedelta(days=2), recorded_at=first.recorded_at + hour
    )
    version(
        number,
        address_building="仮館",
        event_day=moved + timedelta(days=1),
        recorded_at=first.recorded_at + 2 * hour,
    )
    settle()

    def told(**query):
        text = "&".join(f"{key}={value}" for key, value in query.items()).replace("+", "%2B")
        reply = city.door.get(f"/api/residents/{number}?{text}")
        if reply.status_code != 200:
            return reply.json()["code"]
        return reply.json()["address"]["lot"] + reply.json()["address"]["building"]

    def day(offset):
        return (moved + timedelta(days=offset)).isoformat()

    def moment(hours):
        return (first.recorded_at + hours * hour).isoformat()

    assert told() == "5番仮館"
    assert [told(as_of=day(offset)) for offset in (-1, 0, 1, 2)] == [
        "REG-0203", "2番3号", "2番3号仮館", "5番仮館",
    ]  # fmt: skip
    assert [told(as_of=day(2), known_at=moment(hours)) for hours in (-1, 0, 1, 2)] == [
        "REG-0203", "2番3号", "5番", "5番仮館",
    ]  # fmt: skip
    assert told(as_of=day(1), known_at=moment(1)) == "2番3号"
    assert [told(known_at=moment(hours)) for hours in (-1, 0, 1, 2)] == [
        "REG-0203",
        "2番3号",
        "5番",
        "5番仮館",
    ]
    assert told(record=2) == "REG-0203"
    assert told(as_of=(city.today + timedelta(days=1)).isoformat()) == "REG-0211"


@pytest.mark.parametrize(
    "query",
    [
        "as_of=2026-02-30",
        "as_of=today",
        "known_at=2026-01-01T00:00:00",
        "known_at=x",
        "record=-1",
        "record=１",
    ],
)
def test_unreadable_moments(city, query):
    reply = city.door.get(f"/api/residents/0000000019?{query}")
    assert (reply.status_code, reply.json()["code"]) == (400, "REG-0204")


@pytest.mark.proves("C:acc.mynumber_acl@1")
def test_the_individual_number_has_its_own_right(city):
    person = city.person()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    assert city.door.get(f"/api/residents/{number}").json()["individual_number"] is None
    path = f"/api/residents/{number}?with=individual_number"
    assert city.door.get(path).json()["individual_number"] == person["individual_number"]
    row = AuditEntry.objects.get(action="individual_number.shown")
    assert (row.subjects, row.permission) == ([f"addressee:{number}"], "registry.individual_number.see")
    AccessGrant.objects.filter(permission="registry.individual_number.see").delete()
    assert city.door.get(path).status_code == 403
    search = city.door.post(
        "/api/searches", {"purpose": "窓口", "individual_number": person["individual_number"]}
    )
    assert search.status_code == 403
    assert AuditEntry.objects.filter(action="individual_number.refused").count() == 2


def test_unknown_numbers_are_looks_without_a_subject(city):
    typed = city.number()
    for path in (f"residents/{typed}", f"residents/{typed}?with=individual_number", "residents/0000000019"):
        assert city.door.get(f"/api/{path}").json()["code"] == "REG-0201"
    assert city.door.get(f"/api/households/{typed}").json()["code"] == "REG-0202"
    looks = AuditEntry.objects.filter(action__endswith=".shown")
    assert set(looks.values_list("action", "outcome")) == {
        ("resident.shown", "none"), ("individual_number.shown", "none"), ("household.shown", "none"),
    }  # fmt: skip
    AccessGrant.objects.filter(permission=Permission.SEE_INDIVIDUAL_NUMBER).delete()
    assert city.door.get(f"/api/residents/{typed}?with=individual_number").status_code == 403
    assert {tuple(row.subjects) for row in AuditEntry.objects.all()} == {()}


@pytest.mark.parametrize("typed", ["1" * 16, "12a", "１２３"])
def test_what_is_no_number_is_not_looked_for(city, typed):
    for path in ("residents", "households"):
        assert city.door.get(f"/api/{path}/{typed}").json()["code"] == "KRN-0131"
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"door.refused"}


def test_a_household_is_read_in_one_statement(city):
    result = city.move_in(city.person(), city.person("妻"))
    with CaptureQueriesContext(connection) as seen:
        city.door.get(f"/api/households/{result['household_number']}")
    assert len([one for one in seen if "registry_resident_version" in one["sql"]]) == 1
    reads = [one["sql"] for one in seen if 'FROM "registry_' in one["sql"]]
    assert len(reads) == 2, "whether it is known, and the household with its members"


def test_a_household_shows_its_members_in_order(city):
    result = city.move_in(city.person(), city.person("妻"), city.person("子"))
    shown = city.door.get(f"/api/households/{result['household_number']}").json()
    assert shown["head"] == result["residents"][0]["addressee_number"]
    assert [member["relationship"] for member in shown["members"]] == ["世帯主", "妻", "子"]
    assert [member["individual_number"] for member in shown["members"]] == [None] * 3
    assert len(AuditEntry.objects.get(action="household.members.shown").subjects) == 3


def search(city, **conditions):
    return city.door.post("/api/searches", {"purpose": "窓口での照会", **conditions})


@pytest.mark.proves("C:log.search@1")
def test_searches(city):
    person = city.person()
    person["name"] |= {
        "surname": "\u8fbb\U000e0102",
        "given": "一",
        "kana_surname": "ツジ",
        "kana_given": "ハジメ",
    }
    result = city.move_in(person, city.person("同居人", birth="1990-01-02"))
    number = result["residents"][0]["addressee_number"]
    code = city.network.codes[person["individual_number"]]
    for conditions in (
        {"name": "辻"}, {"name": "辻 一"}, {"kana": "つし"}, {"kana": "ツジハ"}, {"birth": "昭和55年2月3日"},
        {"addressee_number": number}, {"individual_number": person["individual_number"]}, {"resident_code": code},
        {"household_number": result["household_number"], "name": "辻"},
    ):  # fmt: skip
        found = search(city, **conditions).json()
        assert [hit["addressee_number"] for hit in found["residents"]] == [number], conditions
        assert found["more"] is False
    assert search(city, name="無", kana="ム").json()["residents"] == []
    row = AuditEntry.objects.filter(action="resident.found", subjects=[f"addressee:{number}"]).first()
    assert row.reason == "窓口での照会"
    assert AuditEntry.objects.filter(action="resident.searched").first().detail == {"by": "name"}


def test_a_search_is_never_answered_from_memory(city):
    city.move_in(city.person())
    kept = PostedForm.objects.count()
    search(city, kana="カ")
    assert PostedForm.objects.count() == kept


@pytest.mark.parametrize(
    ("conditions", "code"),
    [
        ({}, "REG-0205"), ({"name": " "}, "REG-0205"), ({"individual_number": "1"}, "KRN-0101"),
        ({"resident_code": "1"}, "KRN-0111"), ({"birth": "x"}, "KRN-0143"), ({"purpose": ""}, "KRN-0205"),
    ],
)  # fmt: skip
def test_bad_searches(city, conditions, code):
    assert search(city, **conditions).json()["code"] == code


def test_at_most_fifty(city):
    city.numbers(60)
    for _ in range(2):
        city.move_in(*[city.person("同居人", birth="1999-09-09") for _ in range(26)])
    found = search(city, birth="1999-09-09").json()
    assert (len(found["residents"]), found["more"]) == (50, True)


@pytest.mark.parametrize("purpose", ["", " ", "\u3000", "一行\n二行", "長" * 201])
def test_a_search_needs_a_purpose_that_can_be_read(city, purpose):
    assert search(city, name="架空", purpose=purpose).json()["code"] == "KRN-0205"
