"""What STD 4 asks of filing, of acts ex officio, of nationality and of cancelling, at the register's own door."""

from datetime import timedelta

import pytest
from tests.support.filing import ABROAD, JAPANESE, SAPPORO, act, amended, latest, of, own, rows, stood, town

from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.records.models import HouseholdRow, ResidentVersion


@pytest.fixture
def family(city):
    """世帯主, 妻 and 子."""
    result = city.move_in(city.person(), city.person("妻"), city.person("子"))
    return result["household_number"], [one["addressee_number"] for one in result["residents"]]


@pytest.fixture
def foreigner(city):
    return city.move_in(city.foreigner())["residents"][0]["addressee_number"]


@pytest.mark.proves("STD:4.0.4/4")
def test_a_household_without_head_goes_on(city, family, settle):
    household, (head, wife, child) = family
    act(city, "SHIBO", head, basis="family_register")
    assert HouseholdRow.objects.get(pk=household).head_number is None
    event = act(city, "TENKYO", {"addressee_number": child, "relationship": "世帯主"}, basis="notification",
                address=town(city), placement={"where": "new"})  # fmt: skip
    act(city, "TENSHUTSU", wife, basis="notification", destination={"address": SAPPORO})
    settle()
    assert (latest(child).address_town, latest(wife).state, event.basis) == (
        "南町二丁目",
        "2",
        "notification",
    )


@pytest.mark.proves(
    "STD:1.2.1/1", "STD:1.2.1/2", "STD:4.1.0.2/1", "STD:4.2.0.4/1", "STD:4.2.0.5/1", "STD:4.2.0.5/2"
)
@pytest.mark.parametrize(
    ("reason", "basis", "label"),
    [
        ("TENKYO", "notification", "届出日"), ("SHOKKEN_SHUSEI", "petition", "申出日"), ("KYUJI_KISAI", "request", "請求日"),
        ("KOSEKI_HANEI", "family_register", "戸籍届出・通知日"), ("KOSEKI_HANEI", "notice", "通知日"),
    ],
)  # fmt: skip
def test_an_act_says_on_what_it_rests_and_when_that_came(city, family, reason, basis, label):
    _, numbers = family
    told, day = city.today - timedelta(days=1), city.today - timedelta(days=2)
    more = {"notified_on": told.isoformat(), "day": day.isoformat(), "note": "留意の文"}
    if reason == "TENKYO":
        event = act(city, reason, *numbers, basis=basis, address=town(city), **more)
    else:
        name = own(numbers[0], former_surname="旧田", former_surname_kana="キュウダ")
        items = {"name": name} if reason == "KYUJI_KISAI" else {"birth": "昭和55年2月9日"}
        items = {"sex": "male"} if reason == "KOSEKI_HANEI" else items
        event = act(city, reason, {"addressee_number": numbers[0], "items": items}, basis=basis, **more)
    assert of(event, "basis", "notified_on", "day", "processed_on", "note", "reason") == (
        basis, told, day, city.today, "留意の文", reason,
    )  # fmt: skip
    newest = city.door.get(f"/api/residents/{numbers[0]}/timeline").json()[0]["event"]
    assert (newest["day_label"], newest["notified_on"], newest["note"]) == (
        label,
        told.isoformat(),
        "留意の文",
    )
    assert latest(numbers[0]).event_notified_on == told


@pytest.mark.proves("STD:4.2.0.1/1", "STD:4.2.0.2/1")
@pytest.mark.parametrize("reason", [
    "TENKYO", "TENSHUTSU", "KOKUGAI_TENSHUTSU", "SETAI_BUNRI", "SETAI_HENKO", "SHOKKEN_KISAI", "SHOKKEN_SHOJO", "SHOKKEN_SHUSEI",
])  # fmt: skip
def test_whatever_is_filed_is_done_ex_officio_too(city, family, reason):
    _, numbers = family
    _, wife, child = numbers
    city.codes(1)
    asked = {
        "TENKYO": (numbers, {"address": town(city)}),
        "TENSHUTSU": ([child], {"destination": {"address": SAPPORO}}),
        "KOKUGAI_TENSHUTSU": ([child], {"destination": {"address": ABROAD}}),
        "SETAI_BUNRI": ([{"addressee_number": child, "relationship": "世帯主"}], {"placement": {"where": "new"}}),
        "SETAI_HENKO": ([{"addressee_number": wife, "relationship": "妻（未届）"}], {}),
        "SHOKKEN_SHOJO": ([child], {}),
        "SHOKKEN_SHUSEI": ([{"addressee_number": child, "items": {"birth": "平成20年4月1日"}}], {}),
        "SHOKKEN_KISAI": (
            [{"relationship": "子", "items": {**JAPANESE, "sex": "male", "birth": "平成20年4月1日"}}],
            {"placement": {"where": "join", "number": family[0]}},
        ),
    }  # fmt: skip
    persons, more = asked[reason]
    assert act(city, reason, *persons, **more).basis == "ex_officio"
    filed = {one.code for one in REASONS.values() if Basis.NOTIFICATION in one.bases}
    only_filed = {code for code in filed if Basis.EX_OFFICIO not in REASONS[code].bases}
    assert only_filed == {"TOKUREI_TENSHUTSU"}


@pytest.mark.proves("STD:4.2.0.2/2")
@pytest.mark.parametrize("basis", ["notification", "ex_officio"])
def test_the_rules_of_filing_hold_ex_officio(city, family, basis):
    _, numbers = family
    later = (city.today + timedelta(days=1)).isoformat()
    assert "day" in city.faults(city.change("TENKYO", *numbers, basis=basis, day=later, address=town(city)))
    assert "address" in city.faults(city.change("TENKYO", *numbers, basis=basis, address=SAPPORO))


@pytest.mark.proves("STD:4.2.0.3/1")
def test_the_family_register_speaks_of_itself_by_notice(city, family):
    _, (head, *_) = family
    register = {"honseki": "京都府架空市三番地", "head": "見本　筆", "municipality": "261009"}
    assert amended(city, head, "KOSEKI_HANEI", "notice", register=register).basis == "notice"
    assert of(latest(head), "honseki", "honseki_head", "honseki_municipality") == (
        "京都府架空市三番地",
        "見本　筆",
        "261009",
    )


@pytest.mark.proves("STD:4.2.3.1/2")
def test_a_new_name_of_the_head_is_read_by_every_member(city, family):
    household, (head, wife, _) = family
    name = own(head, surname="改姓", kana_surname="カイセイ")
    amended(city, head, "KOSEKI_HANEI", "family_register", name=name)
    members = city.door.get(f"/api/households/{household}").json()["members"]
    assert (members[0]["name"]["surname"], members[0]["name"]["kana_surname"]) == ("改姓", "カイセイ")
    assert len(rows(wife)) == 1


@pytest.mark.proves("STD:4.2.1.1/1", "STD:4.0.1/5", "STD:4.2.1.2/1")
@pytest.mark.parametrize(
    ("former", "kept"),
    [
        pytest.param({"town": "不明"}, "不明", marks=pytest.mark.proves("STD:4.2.1.1/2")),
        pytest.param(None, "", marks=pytest.mark.proves("STD:4.2.1.1/3")),
    ],
)
def test_an_address_is_settled_ex_officio(city, family, former, kept):
    household, _ = family
    city.codes(2)
    items = {**JAPANESE, "sex": "male", "birth": "平成20年4月1日", "former_address": former}
    placement = {"where": "join", "number": household}
    act(city, "SHOKKEN_KISAI", {"relationship": "子", "items": items}, placement=placement)
    row = ResidentVersion.objects.get(event_reason="SHOKKEN_KISAI")
    assert of(row, "former_town", "full_name", "birth_text", "sex", "honseki") == (
        kept, "架空　新", "平成20年4月1日", "1", "東京都架空市一番地",
    )  # fmt: skip
    born = {**JAPANESE, "sex": "female", "birth": city.today.isoformat()}
    born["name"] = {**born["name"], "given": "生"}
    act(city, "SHUSSEI", {"relationship": "子", "items": born}, basis="family_register", placement=placement)
    assert of(ResidentVersion.objects.get(event_reason="SHUSSEI"), "former_town", "full_name") == (
        "",
        "架空　生",
    )


@pytest.mark.proves("STD:4.2.2.1/1", "STD:4.2.2.2/1")
@pytest.mark.parametrize(("reason", "basis"), [("SHIBO", "family_register"), ("SHISSO", "notice")])
def test_death_and_disappearance_are_told_by_the_family_register(city, family, reason, basis):
    _, (_, wife, _) = family
    event = act(city, reason, wife, basis=basis)
    assert of(latest(wife), "removed_reason", "removed_basis", "state") == (reason, basis, "3")
    assert event.reason == reason


MINOR = [
    ("1", {"name": {"given": "壱"}}), ("2", {"address": {"building": "仮荘Ⅱ"}}), ("3", {"address": {"town": "新町一丁目"}}),
    ("4", {"address": {"lot": "88番"}}), ("5", {"address": {"lot": "3番1号"}}), ("6", {"address": {"building": "新荘101"}}),
    ("7", {"name": {"surname": "髙田"}}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes"), [
    pytest.param(*one, marks=pytest.mark.proves(f"STD:4.2.3.2/{one[0]}", "STD:4.2.3.1/1", "STD:4.2.3.1/3")) for one in MINOR
])  # fmt: skip
def test_another_way_of_writing_is_a_minor_correction_where_somebody_says_so(city, family, what, changes):
    _, (head, wife, _) = family
    for number, reason in ((head, "KEIBI_SHUSEI"), (wife, "SHOKKEN_SHUSEI")):
        said = changes.get("name")
        items = (
            {"name": own(number, **said)}
            if said
            else {"address": {**city.form()["address"], **changes["address"]}}
        )
        event = act(city, reason, {"addressee_number": number, "items": items}, note=f"事由{what}")
        assert (event.reason, event.note, latest(number).event_reason) == (reason, f"事由{what}", reason)
        ((field, value),) = (said or changes["address"]).items()
        column = {"given": "given_name"}.get(field, field) if said else f"address_{field}"
        assert getattr(latest(number), column) == value
    mine = {"addressee_number": head, "items": {"birth": "昭和50年1月1日"}}
    assert city.faults(city.change("KEIBI_SHUSEI", mine, basis="ex_officio"))


@pytest.mark.proves("STD:4.2.3.3/1", "STD:4.2.3.3/2", "STD:4.2.3.3/3")
def test_the_error_and_its_correction_stand_side_by_side(city, family):
    _, (head, *_) = family
    opened = latest(head)
    wrong = stood(opened)
    mine = {"addressee_number": head, "items": {"birth": "昭和55年2月4日"}}
    event = act(city, "GOKI_SHUSEI", mine, target=str(opened.event_id))
    first, second = rows(head)
    assert stood(first) == wrong
    assert of(second, "event_reason", "birth_text", "number") == ("GOKI_SHUSEI", "昭和55年2月4日", 2)
    assert REASONS[event.reason].label == "誤記修正"
    told = [one["label"] for one in city.door.get(f"/api/residents/{head}/timeline").json()]
    assert told == ["誤記修正", "転入"]


@pytest.mark.parametrize(
    ("reason", "basis"),
    [
        pytest.param("KOJIN_BANGO_SHITEI", "notice", marks=pytest.mark.proves("STD:4.4/1")),
        pytest.param("KOJIN_BANGO_HENKO", "request", marks=pytest.mark.proves("STD:4.4/2")),
        pytest.param("KOJIN_BANGO_SHOKKEN_HENKO", "ex_officio", marks=pytest.mark.proves("STD:4.4/3")),
        pytest.param("KOJIN_BANGO_SHUSEI", "ex_officio", marks=pytest.mark.proves("STD:4.4/4")),
        pytest.param("KOJIN_BANGO_KISAI", "ex_officio", marks=pytest.mark.proves("STD:4.4/4")),
    ],
)
def test_acts_of_the_individual_number(city, family, reason, basis):
    household, (number, *_) = family
    if reason in ("KOJIN_BANGO_SHITEI", "KOJIN_BANGO_KISAI"):
        city.codes(1)
        born = {**JAPANESE, "sex": "female", "birth": city.today.isoformat()}
        placement = {"where": "join", "number": household}
        act(
            city,
            "SHUSSEI",
            {"relationship": "子", "items": born},
            basis="family_register",
            placement=placement,
        )
        number = ResidentVersion.objects.get(event_reason="SHUSSEI").addressee_number
    digits, before = city.number(), latest(number).individual_number
    event = amended(city, number, reason, basis, individual_number=digits)
    assert before != latest(number).individual_number == digits
    assert of(event, "reason", "basis") == (reason, basis)


@pytest.mark.proves("STD:4.3.2/1")
def test_a_code_is_changed_on_request_and_corrected_ex_officio(city, family):
    _, (head, *_) = family
    city.codes(1)
    first = latest(head).resident_code
    act(city, "CODE_HENKO", head, basis="request")
    second = latest(head).resident_code
    amended(city, head, "CODE_SHUSEI", resident_code=first)
    assert latest(head).resident_code == first != second


CARRIED = (
    "household_number", "relationship_label", "position", "address_town", "address_lot", "settled", "former_town",
    "individual_number", "resident_code", "birth",
)  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "removal"),
    [
        pytest.param("KIKA_KISAI", "KIKA_SHOJO", marks=pytest.mark.proves(*(f"STD:4.5.3/{at}" for at in range(1, 5)))),
        pytest.param("KOKUSEKI_SHUTOKU_KISAI", "KOKUSEKI_SHUTOKU_SHOJO",
                     marks=pytest.mark.proves(*(f"STD:4.5.4/{at}" for at in range(1, 5)))),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:1.2.2/5")
def test_who_becomes_japanese_keeps_what_stood_there(city, foreigner, family, reason, removal):
    before = latest(foreigner)
    act(city, reason, {"addressee_number": foreigner, "items": JAPANESE}, basis="family_register")
    _, closed, opened = rows(foreigner)
    assert of(closed, "event_reason", "state", "kind", "record") == (removal, "9", "2", 1)
    assert of(opened, "event_reason", "state", "kind", "record", "honseki") == (
        reason,
        "1",
        "1",
        2,
        "東京都架空市一番地",
    )
    assert of(opened, *CARRIED) == of(before, *CARRIED)
    assert of(opened, "became_resident", "became_resident_text") == of(
        before, "foreign_since", "foreign_since_text"
    )
    head = family[1][0]
    assert city.faults(
        city.change(reason, {"addressee_number": head, "items": JAPANESE}, basis="family_register")
    )


LOST = {"kind": "foreign", "name": {"full": "LOST PERSON", "kana_surname": "ロスト"}}


@pytest.mark.proves("STD:4.5.5/1", "STD:4.5.5/2", "STD:4.5.5/4", "STD:1.2.2/5", "NOT:4.5.5/1")
def test_who_loses_the_nationality_keeps_what_stood_there(city, foreigner, family):
    block = {
        "nationality": "ZZZ",
        "nationality_name": "架空国",
        "category": "transitional_loss",
        "since": city.today.isoformat(),
    }
    _, (head, *_) = family
    before = latest(head)
    asked = {**LOST, "foreign": block}
    act(city, "KOKUSEKI_SOSHITSU_KISAI", {"addressee_number": head, "items": asked}, basis="family_register")
    _, closed, opened = rows(head)
    assert of(closed, "event_reason", "state", "kind", "record") == ("KOKUSEKI_SOSHITSU_SHOJO", "9", "1", 1)
    assert of(opened, "state", "kind", "record", "category") == ("1", "2", 2, "transitional_loss")
    assert of(opened, *CARRIED) == of(before, *CARRIED)
    assert of(opened, "foreign_since", "alien_registered", "honseki") == (city.today, None, "")
    assert before.became_resident < city.today
    asked = {"addressee_number": foreigner, "items": asked}
    assert city.faults(city.change("KOKUSEKI_SOSHITSU_KISAI", asked, basis="family_register"))


@pytest.mark.proves("STD:4.5.6/1", "STD:4.6.0.1/1")
def test_the_agency_changes_and_removes_by_notice(city, foreigner):
    row = latest(foreigner)
    block = {
        "nationality": row.nationality, "nationality_name": row.nationality_name, "category": row.category,
        "since": row.foreign_since.isoformat(), "status": "技術", "period": "3年", "expires_on": "2032-01-01",
        "card_number": row.card_number,
    }  # fmt: skip
    assert amended(city, foreigner, "ZAIRYU_SHUSEI", "notice", foreign=block).basis == "notice"
    assert of(latest(foreigner), "residence_status", "stay_period") == ("技術", "3年")
    act(city, "TORIKESHI_SHUSEI", foreigner, target=str(latest(foreigner).event_id))
    assert of(latest(foreigner), "residence_status", "stay_period") == of(
        row, "residence_status", "stay_period"
    )
    act(city, "HOMU_SHOJO", foreigner, basis="notice")
    assert of(latest(foreigner), "state", "removed_reason", "removed_basis") == ("9", "HOMU_SHOJO", "notice")


@pytest.mark.proves("STD:4.1.3.1.1/3")
def test_who_was_removed_ex_officio_turns_up_elsewhere(city, family):
    _, (_, wife, _) = family
    act(city, "SHOKKEN_SHOJO", wife)
    told = {"address": SAPPORO, "moved_in_on": city.today.isoformat(), "notice_on": city.today.isoformat()}
    act(city, "TENNYU_TSUCHI", wife, basis="notice", destination=told)
    assert of(latest(wife), "state", "confirmed_on", "confirmed_town") == ("9", city.today, "仮町")


@pytest.mark.proves("STD:4.1.3.1.1/1", "STD:4.1.3.1.1/2")
def test_a_notice_may_come_before_the_day_and_leaves_the_plan_as_it_is(city, family):
    _, (_, wife, _) = family
    day = city.today + timedelta(days=9)
    act(city, "TENSHUTSU", wife, basis="notification", day=day.isoformat(), destination={"address": SAPPORO})
    planned = {name: value for name, value in stood(latest(wife)).items() if name.startswith("planned_")}
    told = {
        "address": {**SAPPORO, "town": "確定町"},
        "moved_in_on": city.today.isoformat(),
        "notice_on": city.today.isoformat(),
    }
    act(city, "TENNYU_TSUCHI", wife, basis="notice", destination=told)
    row = latest(wife)
    assert {name: value for name, value in stood(row).items() if name.startswith("planned_")} == planned
    assert of(row, "confirmed_town", "confirmed_on", "confirmed_notice_on") == (
        "確定町",
        city.today,
        city.today,
    )


@pytest.mark.proves("STD:4.1.3.0.2/4")
def test_who_goes_abroad_says_where(city, family):
    _, (_, wife, _) = family
    day = (city.today + timedelta(days=3)).isoformat()
    act(
        city,
        "KOKUGAI_TENSHUTSU",
        wife,
        basis="notification",
        day=day,
        destination={"address": ABROAD, "head": "見本　先"},
    )
    assert of(latest(wife), "planned_country", "planned_town", "planned_head") == (
        "ZZZ",
        "架空国仮都",
        "見本　先",
    )


@pytest.mark.proves("STD:4.5.2/1", "STD:4.5.2/2")
def test_a_resident_under_30_47_comes_without_former_address(city, family):
    city.codes(1)
    person = city.foreigner()
    items = {key: person[key] for key in ("kind", "name", "birth", "sex", "foreign")}
    form = city.change(
        "H30_47", {"relationship": "世帯主", "items": items}, placement={"where": "new"}, address=town(city)
    )
    city.changed(form)
    row = ResidentVersion.objects.get(event_reason="H30_47")
    assert of(row, "kind", "state", "former_town", "former_municipality") == ("2", "1", "", "")
    assert REASONS["H30_47"].division == REASONS["KOKUGAI_TENNYU"].division
