"""What follows from all rows together, and what is wrong only between rows."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from psycopg import Connection

from juki.kernel.errors import JukiError
from juki.launch.register_files import table_checks
from juki.launch.register_files.errors import BreaksConstraint, HouseholdsWrong
from juki.launch.register_files.people import People
from juki.launch.register_files.plain import BESIDE
from juki.launch.register_files.table_checks import Check
from juki.systems.registry.services import csv_text

_HOUSEHOLD_VERSIONS = """insert into registry_household_version (household_number, number, head_number, institution,
 is_open, trace, valid_from, recorded_at, operator, terminal)
 select v.household_number, 1, h.head, false, h.members > 0, (array_agg(v.trace order by v.recorded_at desc))[1],
  min(v.valid_from), max(v.recorded_at), 'job:import', ''
 from registry_resident_version v
 cross join lateral (select count(*) as members, max(r.addressee_number) filter (where r.is_head) as head
  from registry_resident r where r.household_number = v.household_number and r.state = '1') h
 group by v.household_number, h.head, h.members"""
_HOUSEHOLDS = """insert into registry_household (household_number, version, head_number, is_open)
 select distinct on (household_number) household_number, number, head_number, is_open
 from registry_household_version order by household_number, number desc"""
_UPDATE_NUMBERS = """insert into registry_update_number (resident_code, last)
 select distinct resident_code, 1 from registry_resident where resident_code <> ''"""

_BETWEEN_ROWS = {
    "世帯主が二人以上": """select min(addressee_number) from registry_resident where state = '1' and is_head
        group by household_number having count(*) > 1""",
    "記載順位": """select min(addressee_number) from registry_resident where state = '1' group by household_number
        having count(*) <> max(position) or count(distinct position) <> count(*)""",
    "同じ個人番号": """select min(addressee_number) from registry_resident where state = '1' and individual_number <> ''
        group by individual_number having count(*) > 1""",
    "同じ住民票コード": """select min(addressee_number) from registry_resident where state = '1' and resident_code <> ''
        group by resident_code having count(*) > 1""",
}
_DUPLICATED_HOUSEHOLD_VERSIONS = """select household_number from registry_household_version
 group by household_number having count(*) <> max(number) or count(distinct number) <> count(*)"""
_WORDS = {
    "resident": "最新の履歴",
    "order": "記載順位",
    "household": "世帯と世帯員",
    "household version": "世帯の履歴",
}
_KEYS = {
    **{plain.table: plain.order[0] for plain in BESIDE},
    "registry_resident_version": "addressee_number || ' ' || number",
    "registry_resident": "addressee_number", "registry_event": "trace", "registry_household": "household_number",
    "registry_household_version": "household_number", "registry_update_number": "resident_code",
}  # fmt: skip
_FILES = {
    **{plain.table: plain.file for plain in BESIDE},
    "registry_event": "events.csv", "registry_household_version": "households.csv",
    "registry_household": "households.csv", "registry_update_number": "update_numbers.csv",
}  # fmt: skip


class Findings(Protocol):
    """Where faults go, and who was seen."""

    people: People

    def fault(self, file: str, row: int, cell: str, error: JukiError) -> None: ...


def complete(register: Connection, *, with_households: bool, with_update_numbers: bool) -> None:
    """Rows that no file says: versions of households where they were not told, and each household as it is now."""
    if not with_households:
        register.execute(
            "create index import_members on registry_resident (household_number) where state = '1'"
        )
        register.execute(_HOUSEHOLD_VERSIONS)
        register.execute("drop index import_members")
    register.execute(_HOUSEHOLDS)
    if not with_update_numbers:
        register.execute(_UPDATE_NUMBERS)


def judge(
    register: Connection, findings: Findings, file: str, folder: Path, checks: dict[str, list[Check]]
) -> None:
    """Report every row that breaks a check of its table, and every person whose household does not hold together."""
    for said, query in _BETWEEN_ROWS.items():
        for (number,) in register.execute(query.encode()).fetchall():
            findings.fault(file, findings.people.row_of(number), "世帯番号", HouseholdsWrong(what=said))
    for _ in register.execute(_DUPLICATED_HOUSEHOLD_VERSIONS.encode()).fetchall():
        findings.fault(_FILES["registry_household_version"], 0, "number", HouseholdsWrong(what="世帯の履歴"))
    found = register.execute("select what, count(*) from registry_disagreements() group by what").fetchall()
    for what, _count in found:
        findings.fault(file, 0, "", HouseholdsWrong(what=_WORDS[str(what)]))
    for table, dropped in checks.items():
        broken = list(table_checks.broken(register, table, _KEYS[table], dropped))
        if table == "registry_resident_version" and broken:
            rows = _rows(folder / file, {key for key, _ in broken})
            for key, name in broken:
                findings.fault(file, rows.get(key, 0), "", BreaksConstraint(constraint=name))
        else:
            for key, name in broken:
                row = findings.people.row_of(key) if table == "registry_resident" else 0
                findings.fault(_FILES.get(table, file), row, "", BreaksConstraint(constraint=name))


def _rows(file: Path, keys: Iterable[str]) -> dict[str, int]:
    """Row numbers of some versions, in a second look at the file."""
    wanted, found = set(keys), {}
    with csv_text.opened(file) as stream:
        lines = csv_text.rows(stream)
        _, header = next(lines)
        person, number = header.index("宛名番号"), header.index("個人履歴番号")
        for row, cells in lines:
            if (key := f"{cells[person]} {cells[number]}") in wanted:
                found[key] = row
    return found
