"""One reason of each family that is rare at the counter, from the form to the record: 帰化, 転入通知, 改製, 回復."""

from datetime import timedelta

import pytest

from juki.kernel.values.resident_code import ResidentCode
from juki.links.post.mending import STATIONS
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import ResidentVersion
from support.changing import changed, days_ago, latest, moved_in, record, saved, start, stock
from support.counter_forms import CLERK, REVIEWER, shown_fields, text
from support.staff import Counter

PLACE = {"prefecture": "北海道", "city": "札幌市中央区", "town": "仮町", "lot": "1番地"}


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission, STATIONS)
        yield found


@pytest.fixture
def home(city):
    """Two who live together."""
    return moved_in(city, city.person(sex="male"), city.person("妻", sex="female"))


def recorded(counter, reason, number, told, **fields):
    """Form, 仮登録 with before and after, 審査, 本登録; the record's page afterwards, and the rows."""
    application = saved(counter, start(counter, reason, number), number, **fields)
    before = text(counter.get(application))
    assert [one for one in told if one not in before] == [], "the page before and after does not say it"
    assert ResidentVersion.objects.filter(event_reason=reason).count() == 0
    record(counter, application)
    assert "本登録" in text(counter.get(application))
    page = text(counter.get(f"/residents/{number}"))
    return page, list(ResidentVersion.objects.filter(addressee_number=number).order_by("number"))


def test_a_naturalisation(counter, city):
    person = moved_in(city, city.foreigner())[0]
    own = "persons.0.items."
    page, rows = recorded(
        counter, "KIKA_KISAI", person, ["帰化　一", "東京都架空市仮町一丁目2番地", "日本人"],
        day=days_ago(city, 1), basis="family_register",
        **{f"{own}name.surname": "帰化", f"{own}name.given": "一", f"{own}name.kana_surname": "キカ",
           f"{own}name.kana_given": "ハジメ", f"{own}register.honseki": "東京都架空市仮町一丁目2番地",
           f"{own}register.head": "帰化　一"},
    )  # fmt: skip
    assert [(row.record, row.state, row.kind, row.event_reason) for row in rows[1:]] == [
        (1, "9", "2", "KIKA_SHOJO"), (2, "1", "1", "KIKA_KISAI"),
    ]  # fmt: skip
    assert "帰化　一" in page
    assert "SAMPLE PERSON" not in page
    assert rows[2].nationality == ""


def test_a_notice_of_the_other_municipality(counter, city, home):
    ahead = (city.today + timedelta(days=9)).isoformat()
    changed(
        city, "TENSHUTSU", home[1], day=ahead, notified_on=days_ago(city, 2),
        destination={"address": {**PLACE, "municipality": "011011"}},
    )  # fmt: skip
    page, rows = recorded(
        counter, "TENNYU_TSUCHI", home[1], ["北海道札幌市中央区別町3番地", "転出"], day=days_ago(city, 0),
        **{f"destination.address.{part}": value for part, value in {**PLACE, "town": "別町", "lot": "3番地"}.items()},
        **{"destination.moved_in_on": days_ago(city, 1), "destination.notice_on": days_ago(city, 0)},
    )  # fmt: skip
    row = rows[-1]
    assert (row.state, row.removed_day.isoformat(), row.confirmed_town) == ("2", days_ago(city, 1), "別町")
    assert (row.planned_on.isoformat(), row.planned_town) == (ahead, "仮町")
    assert "この住民票は消除されています" in page
    assert "別町3番地" in page


def test_a_record_is_made_anew(counter, city, home):
    moved = {"placement": {"where": "stay"}, "address": {**city.form()["address"], "lot": "8番"}}
    changed(city, "TENKYO", *home, day=days_ago(city, 2), **moved)
    page, rows = recorded(counter, "KAISEI_KISAI", home[1], ["改製", "1回"], day=days_ago(city, 0))
    assert [(row.record, row.state, row.event_reason) for row in rows[2:]] == [
        (1, "9", "KAISEI_SHOJO"), (2, "1", "KAISEI_KISAI"),
    ]  # fmt: skip
    assert (rows[2].prior_town, rows[3].prior_town, rows[3].remade_number) == ("田無町一丁目", "", 1)
    assert "改製（記載）" in page
    assert "この住民票は消除されています" not in page


def test_a_removed_record_is_restored(counter, city, home):
    changed(city, "SHOKKEN_SHOJO", home[1], basis="ex_officio")
    page, rows = recorded(
        counter, "KAIFUKU", home[1], ["妻"], day=days_ago(city, 0), basis="ex_officio",
        **{"placement.where": "stay", "persons.0.relationship": "妻"},
    )  # fmt: skip
    assert [(row.record, row.state, row.position) for row in rows[1:]] == [(1, "9", 2), (1, "1", 2)]
    assert rows[-1].household_number == latest(home[0]).household_number
    assert "回復" in page
    assert "この住民票は消除されています" not in page


@pytest.mark.parametrize("typed", [False, True])
def test_a_new_code_comes_from_the_stock_or_is_typed(counter, city, home, typed):
    stock(city)
    before = latest(home[1]).resident_code
    location = start(counter, "CODE_HENKO", home[1])
    own = "persons.0.items.resident_code"
    assert shown_fields(counter.get(location))[own] == ""
    code = ResidentCode.from_body("1234567890").digits if typed else ""
    record(counter, saved(counter, location, home[1], day=days_ago(city, 0), **{own: code}))
    after = latest(home[1]).resident_code
    assert after != before
    assert after == code or not typed
