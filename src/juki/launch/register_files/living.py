"""Whoever lives here by the register that was just imported, as all other systems are to know them."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from psycopg import Connection, sql
from psycopg.rows import dict_row

from juki.kernel.values.address import one_line
from juki.kernel.values.addressee_number import DEFAULT_WIDTH, AddresseeNumber
from juki.kernel.values.kana import fold
from juki.kernel.values.legal_date import StoredDate
from juki.kernel.values.person_name import BETWEEN, search_key
from juki.launch.loading.placed import Household, Numbering, Place, Resident, unified_numbers
from juki.launch.synthetic import facts
from juki.vault.ciphers import ColumnCipher
from juki.vault.columns import PURPOSE as NUMBER

_LIVING = """select v.*, h.institution, coalesce(u.last, 1) as update_number from registry_resident r
 join registry_resident_version v on v.addressee_number = r.addressee_number and v.number = r.version
 join registry_household o on o.household_number = r.household_number
 join registry_household_version h on h.household_number = o.household_number and h.number = o.version
 left join registry_update_number u on u.resident_code = r.resident_code
 where r.state = '1' order by r.household_number collate "C", r.position"""
_AT_ONCE = 2_000
_PARTS = ("municipality", "postal_code", "prefecture", "city", "town", "town_code", "lot", "building")
Row = dict[str, Any]


class Living:
    """Households of current residents, read from the register within the transaction that filled it, by ``cipher``.

    Nobody lives elsewhere: whom the nation knows beside them is the nation's.
    """

    fills_register = False

    def __init__(self, register: Connection, cipher: ColumnCipher) -> None:
        self._register, self._cipher = register, cipher
        self._unified = unified_numbers()
        self.placing = Numbering()
        self.total = _count(register, "registry_resident where state = '1'")
        self.placing.last_addressee = _highest(register, "registry_resident", "addressee_number")
        self.placing.last_household = max(_highest(register, "registry_household", "household_number"), 1)

    def households(self) -> Iterator[Household]:
        """One by one, members in 記載順位."""
        with self._register.cursor(name="living", row_factory=dict_row) as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(_LIVING)
            for number, rows in groupby(cursor, key=itemgetter("household_number")):
                yield self._household(number, list(rows))

    def elsewhere(self) -> Iterator[facts.Household]:
        """Nobody."""
        return iter(())

    def _household(self, number: str, rows: list[Row]) -> Household:
        members = [self._resident(row) for row in rows]
        head = next((member for member in members if member.is_head), None)
        self.placing.households += 1
        self.placing.people += len(members)
        return Household(number, rows[0]["institution"], _place(rows[0], "address"), head, members)

    def _resident(self, row: Row) -> Resident:
        row[NUMBER] = self._cipher.open(row[NUMBER])
        serial, unified = next(self._unified)
        self.placing.last_unified = serial
        became = _date(row, "became_resident")
        kana = BETWEEN.join(part for part in (row["kana_surname"], row["kana_given"]) if part)
        return Resident(
            person=_person(row),
            addressee_number=row["addressee_number"],
            unified_serial=serial,
            unified_number=unified,
            name=row["full_name"],
            surname=row["surname"],
            given=row["given_name"],
            kana=kana,
            name_key=search_key(row["full_name"]),
            kana_key=fold(kana),
            kanji=row["kanji_name"],
            alias=row["alias"],
            alias_kana=row["alias_kana"],
            birth=_date(row, "birth"),
            became=became,
            since=_date(row, "foreign_since") if row["foreign_since"] else became,
            event=_date(row, "settled"),
            former=_former(row),
            update_number=row["update_number"],
            place=_place(row, "address"),
        )


def _person(row: Row) -> facts.Person:
    codes = tuple(code for place in range(1, 5) if (code := row[f"relationship_{place}"]))
    notified = row["notified_on"]
    return facts.Person(
        serial=0, surname=row["surname"], given=row["given_name"], kana_surname=row["kana_surname"],
        kana_given=row["kana_given"], kana_certified=row["kana_certified"], birth=row["birth"].isoformat(),
        birth_text=row["birth_text"], birth_internal=row["birth"].isoformat(), sex=row["sex"],
        kind=facts.Kind(row["kind"]), individual_number=row["individual_number"], resident_code=row["resident_code"],
        relationship=codes, relationship_label=row["relationship_label"], order=row["position"],
        arrival=facts.Arrival.MOVE_IN, became=row["became_resident_text"], settled=row["settled_text"],
        notified=notified.isoformat() if notified else None, former=None, register=_register(row),
        foreign=_foreign(row),
    )  # fmt: skip


def _register(row: Row) -> facts.FamilyRegister | None:
    if not row["honseki"]:
        return None
    surname, _, given = row["honseki_head"].partition(BETWEEN)
    return facts.FamilyRegister(row["honseki"], row["honseki_municipality"], surname, given)


def _foreign(row: Row) -> facts.Foreign | None:
    if row["kind"] != facts.Kind.FOREIGN:
        return None
    expires = row["stay_expires_on"]
    return facts.Foreign(
        nationality=row["nationality"], nationality_name=row["nationality_name"],
        category=facts.ForeignCategory(row["category"]), status=row["residence_status"], card=row["card_number"],
        period=row["stay_period"], expires=expires.isoformat() if expires else "", became=row["foreign_since_text"],
    )  # fmt: skip


def _date(row: Row, name: str) -> StoredDate:
    return StoredDate(row[name].isoformat(), row[f"{name}_form"], row[f"{name}_text"])


def _place(row: Row, prefix: str, country: str = "") -> Place:
    parts = {part: row[f"{prefix}_{part}"] for part in _PARTS}
    whole = one_line(
        parts["prefecture"], parts["city"], parts["town"], parts["lot"], building=parts["building"]
    )
    return Place(**parts, one_line=whole, country=country)


def _former(row: Row) -> Place | None:
    place = _place(row, "former", row["former_country"])
    return place if place.one_line else None


def _count(register: Connection, what: str) -> int:
    row = register.execute(f"select count(*) from {what}".encode()).fetchone()  # noqa: S608 - own text
    return int(row[0]) if row else 0


def _highest(register: Connection, table: str, column: str) -> int:
    """The highest serial among numbers of our own width: the next one given follows it."""
    query = sql.SQL("select max({0}) from {1} where length({0}) = %s").format(
        sql.Identifier(column), sql.Identifier(table)
    )
    row = register.execute(query, [DEFAULT_WIDTH]).fetchone()
    return AddresseeNumber(row[0]).serial if row and row[0] else 0
