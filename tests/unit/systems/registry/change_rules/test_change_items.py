"""Which items an 異動 may change, what they must be, and numbers and names that are entered or taken away."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from tests.support.small_changes import (
    CODE,
    ELSEWHERE,
    HERE,
    NOWHERE,
    NUMBER,
    TODAY,
    baby,
    family,
    foreign_items,
    foreigner,
    known,
    movement,
    notice,
    place,
    plan,
    refused,
    who,
)
from tests.support.small_register import SmallRegister, somebody

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.change_rules import faults, parts
from juki.systems.registry.domain.change_rules.fields import label_of, path_of
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import address_row, date_row
from juki.systems.registry.domain.items import GROUPS, Group
from juki.systems.registry.domain.movement import NEW, PersonChange
from juki.systems.registry.domain.resident import Basis

REGISTER, REQUEST, NOTICE, PETITION = Basis.FAMILY_REGISTER, Basis.REQUEST, Basis.NOTICE, Basis.PETITION
OTHER_NUMBER = IndividualNumber.from_body("98765432109").digits
WRONG = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
OTHER_CODE = ResidentCode.from_body("9876543210").digits
ITEMS = "persons.0.items"


@pytest.fixture
def city() -> SmallRegister:
    return family()


CORRECTED = {
    "became_reason", "became_notified_on", "became_basis", "settled_reason", "settled_notified_on", "settled_basis",
    "planned_on", "planned_notified_on", "planned_basis", "planned_address", "planned_head", "confirmed_on",
    "confirmed_notice_on", "confirmed_basis", "confirmed_address",
}  # fmt: skip


def test_every_item_has_a_field_and_a_name():
    form = {"name", "birth", "sex", "register", "foreign", "individual_number", "resident_code", "address",
            "became_resident", "settled", "notified_on", "former_address", "former_head", "unnotified_address",
            "registered_address", "remarks", "actual_relationship", "details", "prior_address", "actual_head",
            *CORRECTED}  # fmt: skip
    not_typed = {Group.REMOVED, Group.REMADE, Group.RELATIONSHIP}
    for group, columns in GROUPS.items():
        for column in columns:
            assert label_of(column) != "記載事項"
            if group not in not_typed:
                assert path_of(column).split(".")[1] in form, column
    assert (path_of("full_name"), path_of("stay_expires_on")) == (
        "items.name.full",
        "items.foreign.expires_on",
    )
    assert (path_of("relationship_1"), label_of("position")) == ("relationship", "記載事項")


@pytest.mark.parametrize(
    ("code", "items", "found"),
    [
        ("KOSEKI_HANEI", {"full_name": "乙野　一郎", "surname": "乙野"}, []),
        ("KOSEKI_HANEI", {"full_name": "甲野　一郎", "sex": "2"}, []),
        ("KOSEKI_HANEI", {"remarks": "注"}, [f"{ITEMS}.remarks REG-0717"]),
        ("KOSEKI_HANEI", {"remarks": ""}, [f"{ITEMS} REG-0681"]),
        ("BIKO", {"remarks": "注"}, []),
        ("BIKO", {"phone": "0"}, []),
        ("BIKO", {"full_name": "乙野　一郎", "surname": "乙野"},
         [f"{ITEMS}.name.full REG-0717", f"{ITEMS}.name.surname REG-0717"]),
        ("BIKO", {"birth": None, "birth_form": "", "birth_text": ""}, [f"{ITEMS}.birth REG-0717"]),
        ("BIKO", {"area_refuse": "1"}, [f"{ITEMS}.details.area_refuse REG-0717"]),
        ("BIKO", {}, [f"{ITEMS} REG-0681"]),
        ("BIKO", {"record": 2}, [f"{ITEMS}.record REG-0717"]),
        ("BIKO", {"kind": "2"}, [f"{ITEMS}.kind REG-0717"]),
        ("SHIBO", {"full_name": "乙野　一郎"}, [f"{ITEMS} REG-0718"]),
        ("SHIBO", {"full_name": "甲野　一郎"}, []),
        ("KAISEI_KISAI", {"full_name": "乙野　一郎"}, [f"{ITEMS} REG-0718"]),
        ("KEIBI_SHUSEI", address_row("address", place("本町", "2番地")), []),
        ("KEIBI_SHUSEI", address_row("address", place("遠町", municipality=ELSEWHERE)), [f"{ITEMS}.address REG-0114"]),
        ("GOKI_SHUSEI", address_row("former", place("遠町", municipality=ELSEWHERE)), []),
        ("GOKI_SHUSEI", address_row("former", place("遠町", municipality=NOWHERE)), [f"{ITEMS}.former_address REG-0118"]),
        ("GOKI_SHUSEI", {"former_town": "遠町", "former_municipality": "1"}, [f"{ITEMS}.former_address REG-0118"]),
    ],
)  # fmt: skip
def test_items_outside_the_reason(city: SmallRegister, code: str, items: dict[str, Any], found: list[str]):
    basis = REGISTER if code in ("KOSEKI_HANEI", "SHIBO") else Basis.EX_OFFICIO
    assert refused(city, code, [who("1", **items)], basis=basis) == found


def test_a_move_says_the_address_once_for_everybody(city: SmallRegister):
    items = address_row("address", place("北町"))
    everybody = [who("1", **items), who("2"), who("3")]
    found = refused(city, "TENKYO", everybody, address=place("北町"))
    assert found == [f"{ITEMS}.address REG-0717"]


PARTS = {
    "address": {"address": place("北町")}, "destination": {"planned": plan()}, "rest": {"rest": {"2": "妻"}},
    "positions": {"positions": ("1", "2", "3")}, "target": {"target": UUID(int=1)},
}  # fmt: skip


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_part_that_a_reason_does_not_take_is_refused(city: SmallRegister, part: str):
    assert f"{part} REG-0718" in refused(city, "BIKO", [who("1", remarks="注")], **PARTS[part])


def test_a_confirmed_destination_belongs_to_a_notice_only(city: SmallRegister):
    assert "destination REG-0718" in refused(
        city, "TENSHUTSU", [who("1")], planned=plan(), confirmed=notice()
    )
    assert "destination REG-0718" in refused(city, "TENSHUTSU_TORIKESHI", [who("1")], planned=plan())


def test_a_part_without_which_a_reason_says_nothing(city: SmallRegister):
    assert refused(city, "TENKYO", [who("4")]) == ["address REG-0719"]
    assert "positions REG-0719" in refused(city, "KISAIJUN_HENKO", [who("1")])
    assert "target REG-0719" in refused(city, "TORIKESHI_SHUSEI", [who("1")])
    assert "destination REG-0719" in refused(city, "TENSHUTSU", [who("1")])
    assert "destination.notice_on REG-0719" in refused(city, "TENNYU_TSUCHI", [who("1")], basis=NOTICE)


@pytest.mark.parametrize(
    ("code", "relationship", "found"),
    [
        ("KOSEKI_HANEI", "", []),
        ("KOSEKI_HANEI", "子", []),
        ("KOSEKI_HANEI", "縁故者", []),
        ("BIKO", "縁故者", ["persons.0.relationship REG-0717"]),
        ("SHIBO", "縁故者", ["persons.0.relationship REG-0717"]),
        ("SHUSSEI", "", ["persons.0.relationship REG-0719"]),
    ],
)
def test_relationship_where_the_reason_takes_one(
    city: SmallRegister, code: str, relationship: str, found: list
):
    person = who("3", relationship, full_name="甲野　二郎", given_name="二郎")
    basis = REGISTER
    if code == "BIKO":
        person, basis = who("3", relationship, remarks="注"), Basis.EX_OFFICIO
    elif code == "SHUSSEI":
        person = replace(baby(), relationship=None)
    elif code == "SHIBO":
        person = who("3", relationship)
    more = {"household": "10", "on": "2026-06-20"} if code == "SHUSSEI" else {}
    assert refused(city, code, [person], basis=basis, **more) == found


@pytest.mark.parametrize("code", ["GOKI_SHUSEI", "SHOKKEN_SHUSEI", "KOSEKI_HANEI"])
def test_a_relationship_alone_is_a_correction(city: SmallRegister, code: str):
    basis = REGISTER if code == "KOSEKI_HANEI" else Basis.EX_OFFICIO
    assert refused(city, code, [who("3", "縁故者")], basis=basis) == []
    assert refused(city, code, [who("3", "子")], basis=basis) == [f"{ITEMS} REG-0681"]
    assert refused(city, code, [who("3", "世帯主")], basis=basis) == ["persons.0.relationship REG-0110"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"full_name": ""}, [f"{ITEMS}.name REG-0105"]),
        ({"given_name": ""}, [f"{ITEMS}.name.given REG-0105"]),
        ({"honseki": ""}, [f"{ITEMS}.register.honseki REG-0105"]),
        ({"honseki_head": ""}, [f"{ITEMS}.register.head REG-0105"]),
        ({"alias": "仮野"}, [f"{ITEMS}.name.alias REG-0106"]),
        ({"nationality": "ZZZ", "category": "special_permanent"}, [f"{ITEMS}.foreign REG-0106"]),
        ({"former_surname": "丙野"}, [f"{ITEMS}.name.former_surname_kana REG-0105"]),
        ({"former_surname": "丙野", "former_surname_kana": "ヘイノ"}, []),
        ({"former_surname": "乙野", "former_surname_kana": "オツノ"}, [f"{ITEMS}.name.former_surname REG-0739"]),
        ({"kind": None}, [f"{ITEMS}.kind REG-0120"]),
        ({"sex": ""}, [f"{ITEMS}.sex REG-0120"]),
        ({"sex": "0"}, []),
        ({"birth": None}, [f"{ITEMS}.birth REG-0105"]),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:1.1.6/1")
def test_a_japanese_record_that_is_opened_is_complete(city: SmallRegister, change: dict, found: list[str]):
    whole = somebody("乙野", "四郎", "世帯主", resident_code="")
    newcomer = replace(whole, items={**whole.items, **change})
    assert refused(city, "SHOKKEN_KISAI", [newcomer], household=NEW, address=place("北町")) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"card_number": ""}, [f"{ITEMS}.foreign.card_number REG-0105"]),
        ({"card_number": "12"}, [f"{ITEMS}.foreign.card_number REG-0109"]),
        ({"foreign_since": None}, [f"{ITEMS}.foreign.since REG-0105"]),
        ({"honseki": "本籍", "honseki_head": "筆頭"}, [f"{ITEMS}.register REG-0107"]),
        ({"category": "special_permanent"}, [f"{ITEMS}.foreign.status REG-0108", f"{ITEMS}.foreign.expires_on REG-0108"]),
        ({"category": "", "nationality": ""}, [f"{ITEMS}.foreign REG-0105"]),
        ({"nationality": ""}, [f"{ITEMS}.foreign.nationality REG-0105"]),
    ],
)  # fmt: skip
def test_a_foreign_record_that_is_opened_is_complete(city: SmallRegister, change: dict, found: list[str]):
    whole = foreigner()
    newcomer = replace(whole, items={**whole.items, **change})
    assert refused(city, "SHOKKEN_KISAI", [newcomer], household=NEW, address=place("北町")) == found


BARE = {"residence_status": "", "stay_expires_on": None, "card_number": ""}


@pytest.mark.parametrize(
    ("code", "category", "is_refused"),
    [
        ("H30_47", "mid_to_long_term", False),
        ("H30_47", "transitional_birth", True),
        ("H30_47", "transitional_loss", True),
        ("SHUSSEI", "transitional_birth", False),
        ("SHUSSEI", "transitional_loss", True),
        ("SHOKKEN_KISAI", "transitional_loss", False),
    ],
)
def test_a_category_to_which_the_reason_leads(
    city: SmallRegister, code: str, category: str, is_refused: bool
):
    newcomer = foreigner(category=category, **({} if category == "mid_to_long_term" else BARE))
    found = refused(city, code, [newcomer], on="1990-01-01", household=NEW, address=place("北町"))
    assert (f"{ITEMS}.foreign.category REG-0746" in found) is is_refused


def test_an_old_record_is_asked_only_for_what_changes(city: SmallRegister):
    old = replace(city.now("1"), names=replace(city.now("1").names, surname="", given=""))
    scene = replace(city.scene(), residents={**city.scene().residents, "1": old})
    assert refused(scene, "BIKO", [who("1", remarks="注")]) == []
    former = {"former_surname": "丙野", "former_surname_kana": "ヘイノ"}
    assert refused(scene, "KYUJI_KISAI", [who("1", **former)], basis=REQUEST) == []
    named = refused(scene, "KOSEKI_HANEI", [who("1", full_name="乙野　一郎")], basis=REGISTER)
    assert named == [f"{ITEMS}.name.surname REG-0105"]


def japanese(**items: Any) -> PersonChange:
    row = {
        "full_name": "仮野　某",
        "surname": "仮野",
        "given_name": "某",
        "honseki": "仮町",
        "honseki_head": "仮野　某",
    }
    return who("4", **(row | items))


@pytest.mark.parametrize("code", ["KIKA_KISAI", "KOKUSEKI_SHUTOKU_KISAI"])
def test_naturalisation_brings_name_and_register(city: SmallRegister, code: str):
    assert refused(city, code, [japanese()], basis=REGISTER) == []
    assert refused(city, code, [japanese(honseki="")], basis=REGISTER) == [
        f"{ITEMS}.register.honseki REG-0105"
    ]
    assert refused(city, code, [who("4")], basis=REGISTER) == [
        f"{ITEMS}.name.surname REG-0105", f"{ITEMS}.register.honseki REG-0105", f"{ITEMS}.register.head REG-0105",
    ]  # fmt: skip
    left = refused(city, code, [japanese(alias="仮名")], basis=REGISTER)
    assert left == [f"{ITEMS}.name.alias REG-0106"]
    assert f"{ITEMS}.foreign REG-0106" in refused(city, code, [japanese(**foreign_items())], basis=REGISTER)


def lost(since: str = "2026-06-25", **items: Any) -> PersonChange:
    row = {"nationality": "ZZZ", "nationality_name": "仮国", "category": "transitional_loss"}
    return who("3", **(row | date_row("foreign_since", LegalDate.parse(since)) | items))


@pytest.mark.parametrize(
    ("person", "on", "found"),
    [
        (lost(), "2026-06-25", []),
        (lost("2026-06-24"), "2026-06-25", [f"{ITEMS}.foreign.since REG-0747"]),
        (lost("2026-04-01"), "2026-03-01", []),
        (lost("2026-03-01"), "2026-03-01", [f"{ITEMS}.foreign.since REG-0747"]),
        (who("3"), "2026-06-25", [f"{ITEMS}.foreign REG-0105"]),
        (
            lost(**foreign_items(**date_row("foreign_since", LegalDate.parse("2026-06-25")))),
            "2026-06-25",
            [f"{ITEMS}.foreign.category REG-0746"],
        ),
        (lost(honseki="仮町"), "2026-06-25", [f"{ITEMS}.register REG-0107"]),
    ],
)
@pytest.mark.proves("STD:4.5.5/3")
def test_loss_of_nationality_brings_the_block(
    city: SmallRegister, person: PersonChange, on: str, found: list
):
    assert refused(city, "KOKUSEKI_SOSHITSU_KISAI", [person], basis=REGISTER, on=on) == found


def with_items(city: SmallRegister, number: str, **names: str) -> Any:
    """The scene with other items of somebody."""
    old = city.now(number)
    own = {name: value for name, value in names.items() if name in ("individual_number", "resident_code")}
    named = {name: value for name, value in names.items() if name not in own}
    changed = replace(old, names=replace(old.names, **named), **own)
    return replace(city.scene(), residents={**city.scene().residents, number: changed})


KYUJI = {"former_surname": "丙野", "former_surname_kana": "ヘイノ"}
GONE = {"former_surname": "", "former_surname_kana": ""}
FIELD = f"{ITEMS}.name.former_surname"


@pytest.mark.parametrize(
    ("code", "before", "items", "found"),
    [
        ("KYUJI_KISAI", {}, KYUJI, []),
        ("KYUJI_KISAI", KYUJI, {"former_surname": "丁野"}, [f"{FIELD} REG-0740"]),
        ("KYUJI_KISAI", {}, {}, [f"{ITEMS} REG-0681", f"{FIELD} REG-0105"]),
        ("KYUJI_KISAI", {}, {"former_surname": "丙野"}, [f"{FIELD}_kana REG-0105"]),
        ("KYUJI_KISAI", {}, {"former_surname_kana": "ヘイノ"}, [f"{FIELD} REG-0105"]),
        ("KYUJI_KISAI", {}, {"former_surname": "甲野", "former_surname_kana": "コウノ"}, [f"{FIELD} REG-0739"]),
        ("KYUJI_HENKO", KYUJI, {"former_surname": "丁野", "former_surname_kana": "テイノ"}, []),
        ("KYUJI_HENKO", {}, {"former_surname": "丁野", "former_surname_kana": "テイノ"}, [f"{FIELD} REG-0741"]),
        ("KYUJI_HENKO", KYUJI, {}, [f"{ITEMS} REG-0681", f"{FIELD} REG-0742"]),
        ("KYUJI_HENKO", KYUJI, {"former_surname_kana": "ヘイヤ"}, [f"{FIELD}_kana REG-0745"]),
        ("KYUJI_SAKUJO", KYUJI, GONE, []),
        ("KYUJI_SAKUJO", KYUJI, {"former_surname": ""}, [f"{FIELD} REG-0105", f"{FIELD}_kana REG-0743"]),
        ("KYUJI_SAKUJO", KYUJI, {"former_surname": "丁野"}, [f"{FIELD} REG-0743", f"{FIELD}_kana REG-0743"]),
        ("KYUJI_SAKUJO", {}, {"former_surname": "丁野"}, [f"{FIELD}_kana REG-0105", f"{FIELD} REG-0741"]),
        ("KOSEKI_HANEI", KYUJI, {"full_name": "丙野　一郎", "surname": "丙野"}, [f"{FIELD} REG-0739"]),
        ("KOSEKI_HANEI", KYUJI, {"full_name": "丙野　一郎", "surname": "丙野", **GONE}, []),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:1.1.7/1")
def test_former_surname(city: SmallRegister, code: str, before: dict, items: dict, found: list[str]):
    basis = REGISTER if code == "KOSEKI_HANEI" else REQUEST
    assert refused(with_items(city, "1", **before), code, [who("1", **items)], basis=basis) == found


def test_a_reading_that_was_never_there_is_entered_by_the_office(city: SmallRegister):
    scene = with_items(city, "1", former_surname="丙野")
    change = [who("1", former_surname_kana="ヘイノ")]
    assert refused(scene, "KYUJI_HENKO", change) == []
    assert refused(scene, "KYUJI_HENKO", change, basis=REQUEST) == [f"{FIELD}_kana REG-0745"]


ALIAS = f"{ITEMS}.name.alias"


@pytest.mark.parametrize(
    ("code", "before", "items", "found"),
    [
        ("TSUSHO_KISAI", {}, {"alias": "仮野　ひろみ", "alias_kana": "カリノ　ヒロミ"}, []),
        ("TSUSHO_KISAI", {}, {"alias": "仮々ヶ谷ユーリ"}, []),
        ("TSUSHO_KISAI", {}, {"alias": "\u8fbb\U000e0101野"}, []),
        ("TSUSHO_KISAI", {}, {"alias": "仮A"}, [f"{ALIAS} REG-0744"]),
        ("TSUSHO_KISAI", {}, {"alias": "仮Ａ"}, [f"{ALIAS} REG-0744"]),
        ("TSUSHO_KISAI", {}, {"alias": "仮1"}, [f"{ALIAS} REG-0744"]),
        ("TSUSHO_KISAI", {}, {"alias": "가"}, [f"{ALIAS} REG-0744"]),
        ("TSUSHO_KISAI", {"alias": "仮野"}, {"alias": "別野"}, [f"{ALIAS} REG-0740"]),
        ("TSUSHO_KISAI", {}, {}, [f"{ITEMS} REG-0681", f"{ALIAS} REG-0105"]),
        ("TSUSHO_SAKUJO", {"alias": "仮野", "alias_kana": "カリノ"}, {"alias": "", "alias_kana": ""}, []),
        ("TSUSHO_SAKUJO", {"alias": "仮野", "alias_kana": "カリノ"}, {"alias": ""}, [f"{ALIAS}_kana REG-0743"]),
        ("TSUSHO_SAKUJO", {}, {"alias": ""}, [f"{ITEMS} REG-0681", f"{ALIAS} REG-0741"]),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:1.1.7/2")
def test_alias(city: SmallRegister, code: str, before: dict, items: dict, found: list[str]):
    assert refused(with_items(city, "4", **before), code, [who("4", **items)], basis=PETITION) == found


def test_an_alias_names_the_place_of_the_letter(city: SmallRegister):
    asked = movement("TSUSHO_KISAI", [who("4", alias="\u8fbb\U000e0101野X")], basis=PETITION)
    found = faults(city.scene(), asked, today=TODAY, municipality=HERE, exists=known)
    assert [error.fields for _, error in found] == [{"person": 1, "position": 3}]


MY_NUMBER = f"{ITEMS}.individual_number"
RESIDENT = f"{ITEMS}.resident_code"


@pytest.mark.parametrize(
    ("code", "basis", "before", "items", "found"),
    [
        ("KOJIN_BANGO_SHITEI", NOTICE, "", NUMBER, []),
        ("KOJIN_BANGO_SHITEI", NOTICE, NUMBER, OTHER_NUMBER, [f"{MY_NUMBER} REG-0740"]),
        ("KOJIN_BANGO_KISAI", Basis.EX_OFFICIO, "", NUMBER, []),
        ("KOJIN_BANGO_HENKO", REQUEST, NUMBER, OTHER_NUMBER, []),
        ("KOJIN_BANGO_HENKO", REQUEST, "", OTHER_NUMBER, [f"{MY_NUMBER} REG-0741"]),
        ("KOJIN_BANGO_HENKO", REQUEST, NUMBER, NUMBER, [f"{ITEMS} REG-0681", f"{MY_NUMBER} REG-0742"]),
        ("KOJIN_BANGO_HENKO", REQUEST, NUMBER, "", [f"{MY_NUMBER} REG-0105"]),
        ("KOJIN_BANGO_SHUSEI", Basis.EX_OFFICIO, NUMBER, WRONG, [f"{MY_NUMBER} KRN-0102"]),
        ("KOJIN_BANGO_SHUSEI", Basis.EX_OFFICIO, NUMBER, "12", [f"{MY_NUMBER} KRN-0101"]),
        ("KOJIN_BANGO_SHOKKEN_HENKO", Basis.EX_OFFICIO, NUMBER, OTHER_NUMBER, []),
    ],
)  # fmt: skip
def test_individual_number(
    city: SmallRegister, code: str, basis: Basis, before: str, items: str, found: list
):
    scene = with_items(city, "1", individual_number=before)
    assert refused(scene, code, [who("1", individual_number=items)], basis=basis) == found


@pytest.mark.parametrize(
    ("code", "basis", "before", "items", "found"),
    [
        ("CODE_HENKO", REQUEST, CODE, {}, []),
        ("CODE_HENKO", REQUEST, CODE, {"resident_code": OTHER_CODE}, []),
        ("CODE_HENKO", REQUEST, CODE, {"resident_code": CODE}, [f"{RESIDENT} REG-0742"]),
        ("CODE_HENKO", REQUEST, "", {}, [f"{RESIDENT} REG-0741"]),
        ("CODE_KISAI", Basis.EX_OFFICIO, "", {}, []),
        ("CODE_KISAI", Basis.EX_OFFICIO, CODE, {}, [f"{RESIDENT} REG-0740"]),
        ("CODE_SHUSEI", Basis.EX_OFFICIO, CODE, {"resident_code": OTHER_CODE}, []),
        ("CODE_SHUSEI", Basis.EX_OFFICIO, CODE, {}, [f"{RESIDENT} REG-0742"]),
        ("CODE_SHUSEI", Basis.EX_OFFICIO, CODE, {"resident_code": "12"}, [f"{RESIDENT} KRN-0111"]),
    ],
)
def test_resident_code(city: SmallRegister, code: str, basis: Basis, before: str, items: dict, found: list):
    scene = with_items(city, "1", resident_code=before)
    assert refused(scene, code, [who("1", **items)], basis=basis) == found


def test_nobody_has_the_number_of_somebody_else_on_the_form(city: SmallRegister):
    def entered(number: str, code: str) -> PersonChange:
        return somebody("乙野", "四郎", "同居人", individual_number=number, resident_code=code)

    new = {"household": NEW, "address": place("北町")}
    alike = [entered(NUMBER, CODE), entered(NUMBER, CODE)]
    assert refused(city, "SHOKKEN_KISAI", alike, **new) == [
        "persons.1.items.individual_number REG-0111", "persons.1.items.resident_code REG-0753",
    ]  # fmt: skip
    assert refused(city, "SHOKKEN_KISAI", [alike[0], entered(OTHER_NUMBER, OTHER_CODE)], **new) == []


def test_forms_read_from_the_table_what_a_reason_takes():
    assert parts.of(REASONS["SETAI_BUNRI"]).placements == {parts.Where.NEW}
    assert parts.of(REASONS["GOKI_SHUSEI"]).target is parts.Need.MAY
    assert all(parts.of(one) for one in REASONS.values())
