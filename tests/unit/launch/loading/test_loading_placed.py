"""Numbers are given in order and without doubles, and every row of a table has the same columns."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from juki.kernel.clock import JAPAN, Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.legal_date import LegalDate
from juki.launch.loading import addressee, business, jukinet, kiosk, linkage, registry, unified
from juki.launch.loading.filling import TABLES
from juki.launch.loading.lines import Row
from juki.launch.loading.placed import Household, Placing
from juki.launch.loading.stamp import Stamp
from juki.launch.synthetic.city import generate
from juki.systems.intermediary.records.code_cipher import CodeCipher
from juki.systems.unified.domain.four_items import FourItems, WrittenAddress, WrittenName
from juki.systems.unified.domain.unified_number import UnifiedNumber

DAY = date(2026, 11, 24)
CITY = datetime(2026, 11, 24, 1, tzinfo=UTC)
STAMP = Stamp(Times(city=CITY.astimezone(JAPAN), machine=CITY), UUID(int=1))


class Rows:
    """Takes rows like a block and keeps them."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {}

    def add(self, table: str, row: Row) -> None:
        """One row."""
        self.tables.setdefault(table, []).append(row)

    def of(self, table: str) -> list[Row]:
        """The rows of a table."""
        return self.tables[table]


@pytest.fixture(scope="module")
def households() -> list[Household]:
    """A city of 2,500: foreigners, unknown dates and households without 世帯主 among them."""
    return list(Placing().place(generate(3, 2500, DAY)))


def test_numbers_are_valid_and_in_order(households: list[Household]):
    people = [member for household in households for member in household.members]
    numbers = [member.addressee_number for member in people]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 2500
    assert all(AddresseeNumber.parse(number).digits == number for number in numbers)
    assert all(UnifiedNumber(member.unified_number).is_valid for member in people)
    assert [household.number for household in households] == numbers[: len(households)]


def test_placing_knows_the_last_serials():
    placing = Placing()
    *_, last = placing.place(generate(3, 40, DAY))
    assert placing.last_addressee == AddresseeNumber.parse(last.members[-1].addressee_number).serial
    assert placing.last_household == AddresseeNumber.parse(last.number).serial
    assert placing.last_unified == last.members[-1].unified_serial
    assert placing.people == 40


def test_keys_are_those_of_unified(households: list[Household]):
    for household in households[:300]:
        place = household.place
        address = WrittenAddress(
            municipality=place.municipality, postal_code=place.postal_code, prefecture=place.prefecture, city=place.city,
            town=place.town, lot=place.lot, building=place.building,
        )  # fmt: skip
        rows = Rows()
        unified.add(rows, household, STAMP)  # type: ignore[arg-type]
        for member, row in zip(household.members, rows.of("unified_person"), strict=True):
            name = WrittenName(member.name, member.surname, member.given, member.kana)
            keys = FourItems(name, LegalDate.from_storage(member.birth), member.person.sex, address).keys
            found = [
                row[name]
                for name in ("name_key", "kana_key", "birth_day", "birth_form", "sex", "address_key")
            ]
            assert found == [keys.name, keys.kana, keys.birth_day, keys.birth_form, keys.sex, keys.address]


def test_same_seed_same_rows():
    one, other = (
        [household.members[0].name for household in Placing().place(generate(5, 80, DAY))] for _ in "ab"
    )
    assert one == other


def test_every_row_of_a_table_has_the_same_columns(households: list[Household]):
    rows = Rows()
    secrets = linkage.Secrets(CodeCipher.of_key(bytes(32)), bytes(32), "layout")
    entries = business.approved()
    for household in households:
        for add in (registry.add, jukinet.add_city, jukinet.add_prefecture, jukinet.add_nation, kiosk.add, addressee.add,
                    unified.add):  # fmt: skip
            add(rows, household, STAMP)  # type: ignore[arg-type]
        linkage.add(rows, rows, household, STAMP, secrets)  # type: ignore[arg-type]
        business.add(rows, household, STAMP, entries)  # type: ignore[arg-type]
    assert set(rows.tables) == {table for tables in TABLES.values() for table in tables}
    assert [table for table, kept in rows.tables.items() if len({tuple(row) for row in kept}) != 1] == []
    assert any(household.head is None for household in households)
