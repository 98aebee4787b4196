"""個別事項: what business systems tell of a person is kept, each of its own duty alone, and shown as it stood."""

from datetime import timedelta

import msgspec
import pytest
from django.db import DatabaseError, ProgrammingError, transaction

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.launch.home import links_file
from juki.links import topology
from juki.links.catalogue import TYPES
from juki.links.post import outbox, parking
from juki.links.post.dispatcher import Lane
from juki.links.registry import (
    ChildAllowance,
    IndividualMatter,
    LateElderly,
    LongTermCare,
    NationalHealth,
    Pension,
    VoterRoll,
)
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import MatterRow

ACTOR = Actor(who="job:test", right="test", terminal="")
INSURED = {"insured": True, "acquired_on": "2026-04-01"}
ENDED = {"insured": False, "acquired_on": "2026-04-01", "lost_on": "2026-10-01"}
PENSION_NUMBER = "0123456789"
PENSION = Pension(**INSURED, pension_number=PENSION_NUMBER, category="1", category_changed_on="2026-05-01")
ALL = {
    "senkyo": VoterRoll(registered=True),
    "kokuho": NationalHealth(**INSURED),
    "koki": LateElderly(**ENDED),
    "kaigo": LongTermCare(**INSURED),
    "nenkin": PENSION,
    "jidoteate": ChildAllowance(from_month="2026-04", to_month="2026-09"),
}


@pytest.fixture
def person(city) -> str:
    return city.move_in(city.person())["residents"][0]["addressee_number"]


def tell(target, matter, about, *, number=1, times=None):
    message = IndividualMatter(target=target, addressee_number=about, number=number, matter=matter)
    with one_act(ACTOR, reason="test", times=times or current().clock.now()) as act:
        outbox.send(act, own="business", to="registry", content=message, streams=[f"{target}:{about}"])
    Lane("business", "registry").send_batch()


def refused():
    return [row.code for row in parking.parked("registry")]


def shown(city, number, query=""):
    reply = city.door.get(f"/api/residents/{number}/matters{query}")
    assert reply.status_code == 200, reply.content.decode()
    return reply.json()


def lines(matters):
    return {one["label"]: {item["label"]: item["text"] for item in one["items"]} for one in matters}


DAYS = {"資格取得年月日": "令和8年4月1日", "資格喪失年月日": ""}
LOST = {**DAYS, "資格喪失年月日": "令和8年10月1日"}
EXPECTED = {
    "選挙人名簿": {"登録の有無": "あり"},
    "国民健康保険": {"被保険者該当の有無": "あり", **DAYS},
    "後期高齢者医療": {"被保険者該当の有無": "なし", **LOST},
    "介護保険": {"被保険者該当の有無": "あり", **DAYS},
    "国民年金": {
        "被保険者該当の有無": "あり", "基礎年金番号": "0123-456789", "種別": "第1号被保険者",
        "種別の変更があった年月日": "令和8年5月1日", **DAYS,
    },
    "児童手当": {"受給開始年月": "令和8年4月", "受給終了年月": "令和8年9月"},
}  # fmt: skip


@pytest.mark.proves(
    "STD:1.1.1/5", "STD:1.1.1/6", "STD:1.1.1/7", "STD:1.1.1/8", "STD:7.2.2/1", "STD:7.2.2/2", "STD:7.2.2/3",
    "STD:7.2.2/4", "STD:7.2.2/5", "STD:7.2.2/6",
)  # fmt: skip
def test_every_kind_is_set_kept_and_corrected(city, person):
    for target, matter in ALL.items():
        tell(target, matter, person)
    assert refused() == []
    assert lines(shown(city, person)) == EXPECTED
    tell("senkyo", VoterRoll(registered=False), person, number=2)
    for target, matter in {"kokuho": NationalHealth, "koki": LateElderly, "kaigo": LongTermCare}.items():
        tell(target, matter(insured=True, acquired_on="2026-11-01"), person, number=2)
    tell("nenkin", Pension(**ENDED, pension_number="9876543210"), person, number=2)
    tell("jidoteate", ChildAllowance(from_month="2025-01"), person, number=2)
    now = lines(shown(city, person))
    assert now["選挙人名簿"] == {"登録の有無": "なし"}
    for label in ("国民健康保険", "後期高齢者医療", "介護保険"):
        assert now[label] == {
            "被保険者該当の有無": "あり", "資格取得年月日": "令和8年11月1日", "資格喪失年月日": ""
        }  # fmt: skip
    assert now["国民年金"] == {
        "被保険者該当の有無": "なし", "基礎年金番号": "9876-543210", "種別": "", "種別の変更があった年月日": "", **LOST
    }  # fmt: skip
    assert now["児童手当"] == {"受給開始年月": "令和7年1月", "受給終了年月": ""}


@pytest.mark.proves("STD:1.1.2/5")
def test_of_a_foreign_resident_it_is_the_same_without_the_roll(city):
    number = city.move_in(city.foreigner())["residents"][0]["addressee_number"]
    for target, matter in ALL.items():
        tell(target, matter, number)
    assert refused() == ["REG-0879"]
    assert lines(shown(city, number)) == {
        label: told for label, told in EXPECTED.items() if label != "選挙人名簿"
    }
    other = city.move_in(city.foreigner())["residents"][0]["addressee_number"]
    tell("senkyo", VoterRoll(registered=False), other)
    assert lines(shown(city, other)) == {"選挙人名簿": {"登録の有無": "なし"}}


def test_the_newest_holds_and_a_late_one_is_history(city, person):
    tell("kokuho", NationalHealth(**ENDED), person, number=2)
    tell("kokuho", NationalHealth(**INSURED), person, number=1)
    (held,) = shown(city, person)
    assert (held["number"], held["applies"]) == (2, False)
    assert MatterRow.objects.count() == 2


def test_the_same_again_is_nothing_new_and_other_content_is_refused(city, person):
    tell("kokuho", NationalHealth(**INSURED), person)
    tell("kokuho", NationalHealth(**INSURED), person)
    assert refused() == []
    assert MatterRow.objects.count() == 1
    assert AuditEntry.objects.filter(action="matter.repeated").count() == 1
    tell("kokuho", NationalHealth(**ENDED), person)
    assert refused() == ["REG-0878"]
    assert MatterRow.objects.get().applies


@pytest.mark.parametrize("target", [*ALL, "library"])
@pytest.mark.parametrize("matter", ALL.values(), ids=ALL)
def test_only_its_own_duty_tells_a_kind(city, person, target, matter):
    tell(target, matter, person)
    own = ALL.get(target) is matter
    assert refused() == ([] if own else ["REG-0877"])
    assert MatterRow.objects.exists() is own


def test_of_a_number_of_nobody_nothing_is_kept(city):
    for number in ("0000000019", "x", city.number()):
        tell("kokuho", NationalHealth(**INSURED), number)
    assert refused() == ["REG-0201"] * 3
    assert not MatterRow.objects.exists()


@pytest.mark.parametrize(
    ("matter", "code"),
    [
        (NationalHealth(insured=True, acquired_on="2026-02-30"), "REG-0875"),
        (NationalHealth(insured=True, acquired_on="20260401"), "REG-0875"),
        (NationalHealth(insured=True), "REG-0876"),
    ],
)
def test_what_cannot_be_is_parked(city, person, matter, code):
    tell("kokuho", matter, person)
    assert refused() == [code]
    assert not MatterRow.objects.exists()


@pytest.mark.parametrize("number", ["123", "01234567890", "012345678x", "0123-45678"])
def test_a_pension_number_has_ten_digits(city, person, number):
    tell("nenkin", Pension(**INSURED, pension_number=number, category="1"), person)
    assert refused() == ["KRN-0199"]
    assert not MatterRow.objects.exists()


@pytest.mark.parametrize("month", ["2026-4", "2026-13", "2026-04-01", "令和8年4月", ""])
def test_a_month_is_one(city, person, month):
    tell("jidoteate", ChildAllowance(from_month=month), person)
    assert refused() == ["REG-0876" if month == "" else "REG-0875"]


def test_as_it_stood_on_a_day_and_as_it_was_known(city, person):
    today = city.today
    tell("kokuho", NationalHealth(**INSURED), person)
    tell("kokuho", NationalHealth(**ENDED), person, number=2)
    first, second = MatterRow.objects.order_by("number")
    assert first.recorded_at < second.recorded_at
    moment = first.recorded_at.isoformat().replace("+", "%2B")
    assert [one["number"] for one in shown(city, person, f"?known_at={moment}")] == [1]
    assert [one["number"] for one in shown(city, person, f"?as_of={today}")] == [2]
    assert shown(city, person, f"?as_of={today - timedelta(days=1)}") == []
    later = city.door.get(f"/api/residents/{person}/matters?as_of={today + timedelta(days=1)}")
    assert (later.status_code, later.json()["code"]) == (422, "REG-0211")


def test_it_is_logged_before_it_is_shown_and_needs_a_right_of_its_own(city, person):
    tell("nenkin", PENSION, person)
    stranger = city.door.as_client("second")
    city.door.may(*(one for one in Permission if one != Permission.SEE_MATTER), client="second")
    assert stranger.get(f"/api/residents/{person}/matters").status_code == 403
    assert not AuditEntry.objects.filter(action="matter.shown").exists()
    shown(city, person)
    row = AuditEntry.objects.get(action="matter.shown")
    assert (row.permission, row.subjects, row.outcome) == (
        "registry.matter.see", [f"addressee:{person}"], "shown"
    )  # fmt: skip
    assert PENSION_NUMBER not in str(list(AuditEntry.objects.values_list()))
    typed = city.number()
    assert city.door.get(f"/api/residents/{typed}/matters").json()["code"] in {"REG-0201", "KRN-0132"}
    assert typed not in str(list(AuditEntry.objects.values_list("subjects")))


def test_nothing_told_is_ever_changed(city, person):
    tell("kokuho", NationalHealth(**INSURED), person)
    for change in ({"applies": False}, None):
        rows = MatterRow.objects.filter(addressee_number=person)
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.update(**change) if change else rows.delete()


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "rice", "applies": True}, {"kind": "voter_roll", "applies": True, "lost_on": "2026-04-01"},
        {"kind": "voter_roll"}, {"kind": "child_allowance"}, {"kind": "child_allowance", "applies": True},
        {"kind": "national_health", "applies": True, "pension_number": PENSION_NUMBER},
        {"kind": "pension", "applies": True, "pension_number": "1"},
        {"kind": "pension", "applies": True, "category": "4"},
    ],
)  # fmt: skip
def test_the_table_holds_no_other_items(city, person, row):
    now = current().clock.now()
    with pytest.raises(DatabaseError), transaction.atomic():
        MatterRow.objects.create(
            addressee_number=person, number=1, sender="x", taken_on=now.legal_day, recorded_at=now.machine,
            trace="00000000-0000-4000-8000-000000000009", **row,
        )  # fmt: skip


DAYS_OF = {"acquired_on", "insured", "lost_on"}
FIELDS = {
    "VoterRoll": {"registered"},
    "NationalHealth": DAYS_OF,
    "LateElderly": DAYS_OF,
    "LongTermCare": DAYS_OF,
    "Pension": DAYS_OF | {"category", "category_changed_on", "pension_number"},
    "ChildAllowance": {"from_month", "to_month"},
}


@pytest.mark.proves("NOT:7.2.2/1", "NOT:7.2.2/2", "NOT:7.2.2/3", "NOT:7.2.2/4", "NOT:7.2.2/5")
def test_the_register_asks_no_duty_for_anything_and_has_no_place_for_more(city, person):
    """投票区, 記号・番号 or 米穀 would need a question to the business systems, a field or a column."""
    links = topology.load(str(links_file()))
    asked = links.link("registry", "business")
    assert (asked.questions, asked.calls) == (frozenset(), frozenset())
    assert asked.messages == {"resident-record", "receipt"}
    assert links.link("business", "registry").messages == {"individual-matter", "receipt"}
    _, named = msgspec.json.schema_components([TYPES["individual-matter"]], ref_template="{name}")
    assert set(named) == {"IndividualMatter", *FIELDS}
    assert set(named["IndividualMatter"]["properties"]) == {"target", "addressee_number", "number", "matter"}
    for name, fields in FIELDS.items():
        assert set(named[name]["properties"]) == {"kind", *fields}
    assert {one.column for one in MatterRow._meta.concrete_fields if one.column} == {
        "addressee_number", "kind", "number", "applies", "acquired_on", "lost_on", "pension_number", "category",
        "category_changed_on", "from_month", "to_month", "sender", "taken_on", "recorded_at", "trace",
    }  # fmt: skip
    for target, matter in ALL.items():
        tell(target, matter, person)
    known = {
        "kind", "label", "items", "number", "sender", "taken_on", "recorded_at", "applies", "acquired_on", "lost_on",
        "pension_number", "category", "category_changed_on", "from_month", "to_month",
    }  # fmt: skip
    assert set().union(*shown(city, person)) == known
