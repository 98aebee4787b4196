"""記載, 消除, 修正, 帰化, 改製, 回復 and 取消し, from the counter to the rows."""

from datetime import timedelta

import pytest

from juki.systems.registry.records.models import (
    AliasHistory,
    CodeStock,
    EventRow,
    HouseholdRow,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import alias_histories


def rows(number):
    return list(ResidentVersion.objects.filter(addressee_number=number).order_by("number"))


def latest(number):
    return rows(number)[-1]


def of(row, *names):
    return tuple(getattr(row, name) for name in names)


@pytest.fixture
def family(city):
    """世帯主 and 妻."""
    result = city.move_in(city.person(), city.person("妻"))
    return result["household_number"], [one["addressee_number"] for one in result["residents"]]


@pytest.fixture
def foreigner(city):
    result = city.move_in(city.foreigner())
    return result["residents"][0]["addressee_number"]


def child(**items):
    return {
        "relationship": "子",
        "items": {
            "kind": "japanese", "name": {"surname": "架空", "given": "新", "kana_surname": "カクウ", "kana_given": "アラタ"},
            "sex": "male", "register": {"honseki": "東京都架空市仮町一丁目1番地", "head": "架空　一"}, **items,
        },
    }  # fmt: skip


def born(city, household, **items):
    day = (city.today - timedelta(days=2)).isoformat()
    return city.change(
        "SHUSSEI", child(birth=day, **items), day=day, basis="family_register",
        placement={"where": "join", "number": household},
        sources=[{"kind": "出生届", "issuer": "東京都架空市", "day": day}],
    )  # fmt: skip


@pytest.mark.proves("STD:4.3.1/3")
def test_a_birth_gets_a_number_and_a_code(city, family, settle):
    household, _ = family
    stock = city.codes()
    done = city.changed(born(city, household))
    settle()
    (placed,) = done["residents"]
    row = latest(placed["addressee_number"])
    assert of(row, "number", "record", "state", "position", "individual_number") == (1, 1, "1", 3, "")
    assert row.resident_code in stock
    assert str(CodeStock.objects.get(resident_code=row.resident_code).trace) == done["trace"]
    assert row.address_town == "田無町一丁目"
    event = EventRow.objects.get(trace=done["trace"])
    assert event.sources[0]["kind"] == "出生届"
    assert event.basis == "family_register"


def test_a_death_removes_and_closes_the_order(city, family, settle):
    household, (head, wife) = family
    city.changed(city.change("SHIBO", head, basis="family_register", day=city.today.isoformat()))
    settle()
    assert of(latest(head), "state", "removed_day", "household_number") == ("3", city.today, household)
    assert of(latest(wife), "number", "position", "event_reason") == (2, 1, "KISAIJUN_SHUSEI")
    row = HouseholdRow.objects.get(household_number=household)
    assert (row.head_number, row.is_open, row.version) == (None, True, 2)


def test_an_ex_officio_removal_and_its_restoration(city, family, settle):
    household, (_, wife) = family
    city.changed(city.change("SHOKKEN_SHOJO", wife, basis="ex_officio"))
    settle()
    assert latest(wife).state == "9"
    city.changed(city.change("KAIFUKU", wife, basis="ex_officio"))
    settle()
    assert of(latest(wife), "state", "record", "number", "position") == ("1", 1, 3, 2)
    assert latest(wife).household_number == household
    assert ResidentRow.objects.get(addressee_number=wife).version == 3


def test_somebody_who_was_removed_is_entered_again_under_the_old_number(city, family, settle):
    household, (_, wife) = family
    before = latest(wife)
    city.changed(city.change("SHOKKEN_SHOJO", wife, basis="ex_officio"))
    items = {
        "kind": "japanese", "name": {"surname": "架空", "given": "新", "kana_surname": "カクウ", "kana_given": "アラタ"},
        "sex": "unrecorded", "birth": "昭和55年2月3日", "individual_number": before.individual_number,
        "register": {"honseki": "東京都架空市仮町一丁目1番地", "head": "架空　一"},
    }  # fmt: skip
    form = city.change(
        "SHOKKEN_KISAI", {"relationship": "妻", "items": items}, basis="ex_officio",
        placement={"where": "join", "number": household},
    )  # fmt: skip
    done = city.changed(form)
    settle()
    assert done["residents"] == [{"addressee_number": wife}]
    assert of(latest(wife), "record", "number", "resident_code") == (2, 3, before.resident_code)


def test_a_correction_holds_from_the_day_of_the_error(city, family, settle):
    _, (head, _) = family
    opened = latest(head)
    form = city.change(
        "GOKI_SHUSEI", {"addressee_number": head, "items": {"birth": "昭和55年2月4日"}}, basis="ex_officio",
        target=str(opened.event_id),
    )  # fmt: skip
    city.changed(form)
    settle()
    row = latest(head)
    assert of(row, "birth_text", "valid_from", "number") == ("昭和55年2月4日", opened.valid_from, 2)
    assert row.full_name == opened.full_name


def test_a_maiden_name_is_entered_with_its_reading(city, family, settle):
    _, (head, _) = family
    before = latest(head)
    name = {
        "surname": before.surname, "given": before.given_name, "kana_surname": before.kana_surname,
        "kana_given": before.kana_given, "kana_certified": True, "former_surname": "旧田",
        "former_surname_kana": "キュウダ", "former_surname_kana_certified": True,
    }  # fmt: skip
    city.changed(
        city.change("KYUJI_KISAI", {"addressee_number": head, "items": {"name": name}}, basis="request")
    )
    settle()
    assert of(latest(head), "former_surname", "former_surname_kana") == ("旧田", "キュウダ")


def alias(text, kana):
    return {"full": "SAMPLE PERSON", "kana_surname": "サンプル", "alias": text, "alias_kana": kana}


@pytest.mark.proves("STD:1.1.2/2")
@pytest.mark.proves("STD:1.1.7/2", *(f"I1.{number}" for number in range(159, 167)))
def test_an_alias_has_its_history(city, foreigner, settle):
    mine = lambda name: {"addressee_number": foreigner, "items": {"name": name}}  # noqa: E731
    done = city.changed(
        city.change("TSUSHO_KISAI", mine(alias("仮名一郎", "カメイイチロウ")), basis="petition")
    )
    settle()
    (entry,) = alias_histories.of(foreigner)
    assert (entry.history_number, entry.number, entry.kanji, entry.kana) == (
        1,
        1,
        "仮名一郎",
        "カメイイチロウ",
    )
    assert (entry.registered_on, entry.registered_municipality, entry.deleted_on) == (
        city.today,
        "132292",
        None,
    )
    assert str(AliasHistory.objects.get().event_id) == done["trace"]
    deleted = city.changed(city.change("TSUSHO_SAKUJO", mine(alias("", "")), basis="petition"))
    (entry,) = alias_histories.of(foreigner)
    assert (entry.history_number, entry.deleted_on, entry.deleted_municipality) == (2, city.today, "132292")
    assert latest(foreigner).alias == ""
    city.changed(city.change("TORIKESHI_SHUSEI", foreigner, basis="ex_officio", target=deleted["trace"]))
    settle()
    (entry,) = alias_histories.of(foreigner)
    assert (entry.history_number, entry.number, entry.deleted_on) == (3, 1, None)
    assert latest(foreigner).alias == "仮名一郎"
    city.changed(city.change("TORIKESHI_SHUSEI", foreigner, basis="ex_officio", target=done["trace"]))
    assert alias_histories.of(foreigner) == []
    assert AliasHistory.objects.count() == 4


def test_naturalisation_closes_one_record_and_opens_another(city, foreigner, settle):
    items = {
        "kind": "japanese", "name": {"surname": "帰化", "given": "一", "kana_surname": "キカ", "kana_given": "ハジメ"},
        "register": {"honseki": "東京都架空市仮町一丁目2番地", "head": "帰化　一"},
    }  # fmt: skip
    before = latest(foreigner)
    form = city.change("KIKA_KISAI", {"addressee_number": foreigner, "items": items}, basis="family_register")
    done = city.changed(form)
    settle()
    _, closed, opened = rows(foreigner)
    assert of(closed, "number", "record", "state", "event_reason") == (2, 1, "9", "KIKA_SHOJO")
    assert of(opened, "number", "record", "state", "kind", "event_reason") == (3, 2, "1", "1", "KIKA_KISAI")
    assert of(opened, "resident_code", "individual_number") == of(
        before, "resident_code", "individual_number"
    )
    assert done["residents"] == [{"addressee_number": foreigner}]


def test_a_record_is_made_anew(city, family, settle):
    _, (head, _) = family
    city.changed(city.change("KAISEI_KISAI", head, basis="ex_officio"))
    settle()
    _, closed, opened = rows(head)
    assert of(closed, "record", "state", "event_reason") == (1, "9", "KAISEI_SHOJO")
    assert of(opened, "record", "state", "remade_number") == (2, "1", 1)


@pytest.mark.proves("STD:4.3.1/4")
def test_another_code_is_drawn_from_the_stock(city, family, settle):
    _, (head, _) = family
    stock = city.codes(1)
    old = latest(head).resident_code
    city.changed(city.change("CODE_HENKO", head, basis="request"))
    settle()
    assert latest(head).resident_code == stock[0] != old


def test_an_empty_stock_is_told_and_nothing_is_written(city, family):
    _, (head, _) = family
    standing = city.submitted_change(city.change("CODE_HENKO", head, basis="request"))
    reply = city.approve(standing)
    assert reply.status_code >= 400
    assert len(rows(head)) == 1
    assert not EventRow.objects.filter(reason="CODE_HENKO").exists()


def test_a_move_is_taken_back_and_everything_is_as_it_was(city, family, settle):
    household, numbers = family
    before = [latest(number) for number in numbers]
    town = {
        "municipality": "132292", "postal_code": "188-0012", "prefecture": "東京都", "city": "西東京市",
        "town": "南町二丁目", "lot": "9番8号",
    }  # fmt: skip
    done = city.changed(city.change("TENKYO", *numbers, address=town))
    city.changed(city.change("TORIKESHI_SHUSEI", *numbers, basis="ex_officio", target=done["trace"]))
    settle()
    for old, number in zip(before, numbers, strict=True):
        row = latest(number)
        assert of(row, "number", "cancels", "household_number") == (3, 2, household)
        assert of(row, "address_town", "settled", "prior_town") == of(
            old, "address_town", "settled", "prior_town"
        )


def test_an_entry_is_taken_back(city, family, settle):
    household, _ = family
    city.codes()
    done = city.changed(born(city, household))
    (placed,) = done["residents"]
    number = placed["addressee_number"]
    city.changed(city.change("TORIKESHI_GEN", number, basis="ex_officio", target=done["trace"]))
    settle()
    assert of(latest(number), "state", "cancels") == ("9", 1)


def test_remarks_and_items_of_the_office(city, family, settle):
    _, (head, _) = family
    items = {"remarks": "備考の文", "details": {"phone": "042-000-0000", "guardianship": "1"}}
    city.changed(city.change("BIKO", {"addressee_number": head, "items": items}, basis="ex_officio"))
    settle()
    assert of(latest(head), "remarks", "phone", "guardianship") == ("備考の文", "042-000-0000", True)
