"""The demonstration's address masters, written with its residents."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from psycopg import Connection, sql

from juki.launch.loading.stamp import OPERATOR, Stamp
from juki.launch.synthetic import addresses
from juki.systems.registry.domain import address_masters as rules


def write(connection: Connection, municipality: str, stamp: Stamp) -> None:
    """Fill 住所辞書, 国名, 方書 and 地番 within the transaction of ``connection``."""

    def entry(values: Mapping[str, str]) -> dict[str, Any]:
        return rules.address_entry(values, exists=lambda _: True)

    _copy(connection, "registry_address_entry", addresses.entries(municipality), entry, stamp)
    _copy(connection, "registry_country", addresses.countries(), rules.country, stamp)
    _copy(connection, "registry_building", addresses.buildings(municipality), rules.building, stamp)
    _copy(connection, "registry_usable_lot", addresses.lots(municipality), rules.lot, stamp)


def _copy(
    connection: Connection, table: str, rows: Iterable[Mapping[str, str]],
    rule: Callable[[Mapping[str, str]], dict[str, Any]], stamp: Stamp,
) -> None:  # fmt: skip
    more = {"changed_by": OPERATOR, "changed_at": stamp.times.machine}
    found = [rule(row) | more for row in rows]
    names = list(found[0])
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with connection.cursor().copy(statement) as copy:
        for row in found:
            copy.write_row([row[name] for name in names])
