"""Person by person, every database says the same on day one."""

from collections.abc import Callable
from typing import Any

import pytest

from juki.launch.loading.business import approved
from juki.outside.nation.rules import person_token
from juki.systems.intermediary.records.code_cipher import CodeCipher

from .conftest import RESIDENTS, LoadedCity

REGISTRY = """select r.addressee_number, v.full_name as name, v.birth, v.birth_form, v.birth_text, v.sex,
 v.individual_number, v.resident_code, v.household_number, v.relationship_label as relationship,
 v.address_municipality as municipality, v.address_postal_code as postal_code,
 v.address_prefecture || v.address_city || v.address_town || v.address_lot
   || case v.address_building when '' then '' else '　' || v.address_building end as address,
 concat_ws('　', nullif(v.kana_surname, ''), nullif(v.kana_given, '')) as kana, v.kana_certified
 from registry_resident r join registry_resident_version v
 on v.addressee_number = r.addressee_number and v.number = r.version"""
ADDRESS = """address_prefecture || address_city || address_town || address_lot
 || case address_building when '' then '' else '　' || address_building end as address"""

OTHERS = {
    "jukinet": (
        "jukinet",
        "resident_code",
        """select name, birth, birth_form, birth_text, sex, individual_number, resident_code, relationship, municipality,
           postal_code, address, name_kana as kana from jukinet_identification""",
    ),
    "jukinet history": (
        "jukinet",
        "resident_code",
        """select name, birth, birth_form, birth_text, sex, individual_number, resident_code, relationship, municipality,
           postal_code, address, name_kana as kana from jukinet_identification_version""",
    ),
    "prefecture": (
        "outside",
        "resident_code",
        """select name, birth, birth_form, birth_text, sex, individual_number, resident_code, municipality, postal_code,
           address, kana from prefecture_identification""",
    ),
    "nation": (
        "outside",
        "resident_code",
        """select name, birth, birth_form, birth_text, sex, individual_number, resident_code, municipality, postal_code,
           address, kana from nation_person where municipality = '132292'""",
    ),
    "kiosk": (
        "kiosk",
        "addressee_number",
        f"""select addressee_number, name, birth_day as birth, birth_form, birth_text, sex, individual_number,
            resident_code, household_number, relationship, address_municipality as municipality, postal_code, {ADDRESS},
            kana, kana_certified from kiosk_person""",
    ),
    "addressee": (
        "addressee",
        "addressee_number",
        f"""select addressee_number, name, birth_day as birth, birth_form, birth_text, sex, household_number,
            address_municipality as municipality, postal_code, {ADDRESS}, kana, kana_certified from addressee_version""",
    ),
    "unified": (
        "unified",
        "addressee_number",
        """select v.addressee_number, name_full as name, v.birth_day as birth, v.birth_form, birth_text, v.sex,
           p.individual_number, municipality, postal_code, prefecture || city || town || lot
           || case building when '' then '' else '　' || building end as address, name_kana as kana, kana_certified
           from unified_version v join unified_person p on p.id = v.person_id""",
    ),
    "business": (
        "outside",
        "addressee_number",
        f"""select addressee_number, name, sex, individual_number, household_number, relationship, postal_code,
            address_municipality as municipality, {ADDRESS}, kana, kana_certified from business_resident
            where target = 'kokuho'""",
    ),
}  # fmt: skip


def _by(rows: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    found = {row[key]: row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize("where", OTHERS)
def test_everybody_is_the_same_everywhere(loaded: LoadedCity, where: str):
    system, key, query = OTHERS[where]
    register = _by(loaded.rows("registry", REGISTRY), key)
    other = _by(loaded.rows(system, query), key)
    assert len(register) == RESIDENTS
    assert other.keys() == register.keys()
    for one, row in other.items():
        assert row == {column: register[one][column] for column in row}


def test_households_agree(loaded: LoadedCity):
    register = {
        row["household_number"]: row["name"] or ""
        for row in loaded.rows(
            "registry",
            """select h.household_number, v.full_name as name from registry_household h left join
               registry_resident_version v on v.addressee_number = h.head_number""",
        )
    }
    kiosk = {
        row["household_number"]: row["head_name"]
        for row in loaded.rows("kiosk", "select * from kiosk_household")
    }
    assert kiosk == register
    assert len(register) == loaded.result.households


def test_the_copy_says_what_the_register_says(loaded: LoadedCity):
    register = _by(loaded.rows("registry", REGISTRY), "addressee_number")
    heads = {
        row["household_number"]: row["head_name"]
        for row in loaded.rows("kiosk", "select * from kiosk_household")
    }
    numbers = _unified(loaded)
    copies = _by(loaded.rows("intermediary", "select * from intermediary_copy"), "unified_number")
    assert copies.keys() == set(numbers.values())
    for addressee_number, person in register.items():
        copy = copies[numbers[addressee_number]]
        assert copy["relationship"] == person["relationship"]
        assert copy["is_head"] == (person["relationship"] == "世帯主")
        assert copy["head_name"] == heads[person["household_number"]]


def _unified(loaded: LoadedCity) -> dict[str, str]:
    query = "select addressee_number, number from unified_link l join unified_person p on p.id = l.person_id"
    return {row["addressee_number"]: row["number"] for row in loaded.rows("unified", query)}


def test_the_code_of_a_person_is_one_and_the_same(loaded: LoadedCity):
    register = _by(loaded.rows("registry", REGISTRY), "addressee_number")
    cipher = CodeCipher.of_file(loaded.home.root / "keys" / "intermediary-codes.key")
    bound = _by(
        loaded.rows(
            "intermediary",
            "select a.*, c.sealed, c.digest from intermediary_acquisition a join intermediary_linkage_code c "
            "on c.acquisition_id = a.id where a.state = 'bound'",
        ),
        "unified_number",
    )
    issued = _by(loaded.rows("outside", "select * from nws_processing_number"), "number")
    codes = {
        (row["body"], row["person_token"]): row["code"]
        for row in loaded.rows("outside", "select * from nws_code")
    }
    theirs = _by(loaded.rows("outside", "select * from inquirer_code"), "processing_number")
    key = bytes(loaded.value("outside", "select key from nation_secret"))
    for addressee_number, unified_number in _unified(loaded).items():
        row = bound[unified_number]
        code = cipher.opened(bytes(row["sealed"]), unified_number=unified_number)
        token = person_token(register[addressee_number]["resident_code"], key=key)
        assert bytes(row["digest"]) == cipher.digest(code)
        assert issued[row["processing_number"]]["request"] == row["request"]
        assert issued[row["processing_number"]]["person_token"] == token
        assert codes["intermediary", token] == code
        assert codes["inquirer", token] == theirs[row["processing_number"]]["linkage_code"] != code
    assert len(bound) == len(issued) == len(theirs) == RESIDENTS
    assert len(codes) == 2 * RESIDENTS


def test_what_a_target_may_not_have_is_not_there(loaded: LoadedCity):
    entries = {row["target"]: row for row in loaded.rows("registry", "select * from registry_data_use")}
    assert set(entries) == {entry.target for entry in approved()} == {"kokuho", "kaigo"}
    for target, entry in entries.items():
        rows = loaded.rows("outside", "select * from business_resident where target = %s", target)
        assert {str(row["entry"]) for row in rows} == {str(entry["id"])}
        assert len(rows) == RESIDENTS
        for row in rows:
            assert (row["individual_number"] is not None) == entry["individual_number"]
            for item in ("name", "birth", "sex", "household_number", "relationship"):
                assert (row[item] is not None) == (item in entry["items"])
            assert (row["address_town"] is not None) == ("address" in entry["items"])


def test_the_nation_knows_people_elsewhere_whom_the_city_does_not_know(loaded: LoadedCity):
    codes = "select resident_code from {}"
    here = {row["resident_code"] for row in loaded.rows("registry", codes.format("registry_resident"))}
    everybody = {row["resident_code"] for row in loaded.rows("outside", codes.format("nation_person"))}
    told = {row["resident_code"] for row in loaded.rows("outside", codes.format("nation_registration"))}
    assert told == here
    assert len(everybody - here) == loaded.result.movers == 50


@pytest.mark.parametrize(
    ("system", "table"), [("intermediary", "intermediary_permit_entry"), ("outside", "nws_permit_entry")]
)
def test_the_list_of_permitted_inquiries_is_there(loaded: LoadedCity, system: str, table: str):
    columns = "item, agency, duty, procedure, information, valid_from, valid_to"
    rows = loaded.rows(system, f"select {columns} from {table}")
    other = loaded.rows("outside", f"select {columns} from nws_permit_entry")
    order: Callable[[dict[str, Any]], str] = str
    assert sorted(rows, key=order) == sorted(other, key=order) != []
