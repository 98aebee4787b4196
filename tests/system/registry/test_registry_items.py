"""Every item of 別添2 that has a column: what is typed at the counter stands in its column after 本登録, as typed."""

from datetime import date, timedelta

import pytest

from juki.kernel.settings import current
from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.records.models import EventRow, HouseholdRow, HouseholdVersion, ResidentVersion

FORMER = {
    "municipality": "011011", "postal_code": "060-0042", "prefecture": "北海道", "city": "札幌市中央区", "town": "仮町",
    "town_code": "0000000", "lot": "7番8号", "building": "旧荘二〇三",
}  # fmt: skip
HERE = {
    "municipality": "132292", "postal_code": "188-0011", "prefecture": "東京都", "city": "西東京市",
    "town": "田無町一丁目", "town_code": "0001001", "lot": "2番3号", "building": "仮荘101",
}  # fmt: skip
NAME = {
    "surname": "\u8fbb\U000e0102", "given": "一", "kana_surname": "ツジ", "kana_given": "ハジメ", "kana_certified": True,
    "former_surname": "旧田", "former_surname_kana": "キュウダ",
}  # fmt: skip


def typed(city, *persons, **changes):
    """The rows of the persons, recorded from a form in which everything is filled."""
    result = city.move_in(*persons, former_address=FORMER, address=HERE, **changes)
    numbers = [one["addressee_number"] for one in result["residents"]]
    rows = {row.addressee_number: row for row in ResidentVersion.objects.filter(addressee_number__in=numbers)}
    return result, [rows[number] for number in numbers]


def stands(row, **expected):
    assert {name: getattr(row, name) for name in expected} == expected


@pytest.mark.proves("I1.001", "I1.016", "I1.017", "I1.018")
def test_the_numbers(city):
    person, wife = city.person(), city.person("妻")
    result, rows = typed(city, person, wife)
    for row, one, shown in zip(rows, (person, wife), result["residents"], strict=True):
        stands(
            row, individual_number=one["individual_number"], resident_code=city.network.codes[one["individual_number"]],
            addressee_number=shown["addressee_number"], household_number=result["household_number"],
        )  # fmt: skip
    assert len({row.addressee_number for row in rows}) == 2
    shown = city.door.get(f"/api/households/{result['household_number']}").json()
    assert shown["household_number"] == result["household_number"]


@pytest.mark.proves("I1.074", "I1.075", "I1.083", "I1.084", "I1.167", "I1.168")
def test_the_names_of_a_japanese_resident(city):
    for certified in (True, False):
        person = city.person()
        person["name"] = {**NAME, "kana_certified": certified}
        _, (row,) = typed(city, person)
        stands(
            row, full_name="\u8fbb\U000e0102　一", surname="\u8fbb\U000e0102", given_name="一", kana_surname="ツジ",
            kana_given="ハジメ", kana_certified=certified, former_surname="旧田", former_surname_kana="キュウダ",
        )  # fmt: skip


@pytest.mark.proves("I1.039", "I1.040", "I1.041", "I1.130")
@pytest.mark.parametrize(
    ("birth", "day", "form", "said"),
    [
        ("昭和55年2月3日", date(1980, 2, 3), "D", "昭和55年2月3日"),
        ("1980-02-03", date(1980, 2, 3), "D", "昭和55年2月3日"),
        ("昭和20年頃", date(1945, 1, 1), "U01", "昭和20年頃"),
    ],
)
def test_a_birth_is_kept_as_day_form_and_words(city, birth, day, form, said):
    _, (row,) = typed(city, city.person(birth=birth))
    stands(row, birth=day, birth_form=form, birth_text=said)
    assert city.door.get(f"/api/residents/{row.addressee_number}").json()["birth"]["text"] == said


@pytest.mark.proves("I1.042")
@pytest.mark.parametrize(("sex", "kept"), [("male", "1"), ("female", "2"), ("unrecorded", "0")])
def test_the_sex(city, sex, kept):
    _, (row,) = typed(city, city.person(sex=sex))
    stands(row, sex=kept)


@pytest.mark.proves("I1.032", "I1.033", "I1.034", "I1.035", "I1.037", "I1.043", "I1.023")
def test_relationship_order_and_head(city):
    _, rows = typed(city, city.person(), city.person("子の子の子の妻"), city.person("同居人"))
    assert [row.relationship_label for row in rows] == ["世帯主", "子の子の子の妻", "同居人"]
    assert [row.position for row in rows] == [1, 2, 3]
    codes = [(row.relationship_1, row.relationship_2, row.relationship_3, row.relationship_4) for row in rows]
    assert codes[0] == ("02", "", "", "")
    assert codes[1] == ("20", "20", "20", "12")
    assert codes[2][1:] == ("", "", "")
    assert HouseholdRow.objects.get().head_number == rows[0].addressee_number


@pytest.mark.proves("I1.137", "I1.146", "I1.148", "I1.150", "I1.151", "I1.152")
def test_the_addresses(city):
    person = city.person()
    person["register"] |= {"municipality": "131016"}
    _, (row,) = typed(city, person)
    for prefix, address in (("address", HERE), ("former", FORMER)):
        postal = address["postal_code"].replace("-", "")
        stands(row, **{f"{prefix}_{part}": address[part] for part in address if part != "postal_code"})
        stands(row, **{f"{prefix}_postal_code": postal})
    assert row.honseki_municipality == "131016"


@pytest.mark.proves("I1.154")
def test_the_head_of_the_family_register(city):
    _, (row,) = typed(city, city.person(register={"honseki": "東京都仮市一丁目", "head": "仮名　筆"}))
    stands(row, honseki="東京都仮市一丁目", honseki_head="仮名　筆")


@pytest.mark.proves("I1.044", "I1.045", "I1.046", "I1.048", "I1.065", "I1.067")
def test_the_days_and_the_reason(city):
    moved = LegalDate.parse(city.form()["moved_on"])
    _, (row,) = typed(city, city.person())
    event = EventRow.objects.get()
    for name in ("event_day", "settled", "became_resident"):
        stands(row, **{name: moved.internal, f"{name}_form": "D", f"{name}_text": moved.text})
    stands(row, event_reason="TENNYU", event_class="entry", valid_from=moved.internal)
    stands(row, event_notified_on=city.today, notified_on=city.today)
    stands(event, day=moved.internal, reason="TENNYU", event_class="entry", notified_on=city.today)


@pytest.mark.proves("I1.086", "I1.087", "I1.090", "I1.091", "I1.095")
def test_when_by_whom_and_where_it_was_recorded(city):
    _, (row,) = typed(city, city.person())
    event = EventRow.objects.get()
    assert event.processed_on == city.today
    now = current().clock.now().machine
    assert now - timedelta(minutes=1) < event.recorded_at == row.recorded_at <= now
    assert event.operator == row.operator == "client:clerk"
    assert (event.terminal, row.terminal) == ("127.0.0.1", "127.0.0.1")


@pytest.mark.proves("I1.019", "I1.021")
def test_a_household_of_an_institution_and_the_state(city):
    for institution in (True, False):
        result, (row,) = typed(city, city.person(), household={"institution": institution})
        kept = HouseholdVersion.objects.get(household_number=result["household_number"])
        assert (kept.institution, row.state) == (institution, "1")


@pytest.mark.proves(
    "I1.111", "I1.112", "I1.113", "I1.114", "I1.115", "I1.118", "I1.120", "I1.121", "I1.122", "I1.123", "I1.124",
    "I1.125", "I1.126", "I1.128", "I1.172", "I1.174",
)  # fmt: skip
def test_the_items_of_a_foreign_resident(city):
    person = city.foreigner()
    person["name"] |= {
        "kana_given": "パーソン",
        "kanji": "見本",
        "alias": "仮名　太郎",
        "alias_kana": "カメイタロウ",
    }
    block = person["foreign"]
    block["period"] = "2年3月10日"
    _, (row,) = typed(city, person)
    stands(
        row, full_name="SAMPLE PERSON", kana_surname="サンプル", kana_given="パーソン", kanji_name="見本",
        alias="仮名　太郎", alias_kana="カメイタロウ", foreign_since=date(2020, 4, 1), foreign_since_form="D",
        foreign_since_text="令和2年4月1日", card_number=block["card_number"], residence_status="留学",
        stay_expires_on=date(2030, 1, 1), stay_period="2年3月10日", nationality="ZZZ", nationality_name="架空国",
        category="mid_to_long_term",
    )  # fmt: skip
