"""Give the residents of a loaded demonstration a past: N versions on average, written by SQL as the owner.

    python bench/history_load.py --home HOME --versions 3

The last version says what it said before, so that all other systems still agree; the first one has another address
(転居 since), the others a changed 備考. For measuring only: no 異動 is played, and nothing is told to anybody.
"""

import argparse
import sys
import time
from pathlib import Path

import psycopg
from psycopg import Connection

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from juki.launch.holding.lock import held
from juki.launch.home import Home
from juki.launch.ports import settle
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.serving import served

PLAN = """create temp table plan on commit drop as
 select addressee_number, household_number,
  1 + mod(abs(hashtext(household_number)), %(most)s) as versions from registry_resident where version = 1"""
ACTS = """create temp table acts on commit drop as
 select household_number, number, gen_random_uuid() as trace, p.settled + number * 20 as day
 from (select household_number, max(versions) as versions from plan group by 1) h
 cross join lateral generate_series(2, h.versions) as number
 join lateral (select min(v.settled) as settled from registry_resident_version v
  where v.household_number = h.household_number) p on true"""
EVENTS = """insert into registry_event (trace, reason, event_class, day, day_form, day_text, processed_on, basis,
 household_number, came_documents, alerts, alert_reasons, sources, form_digest, recorded_at, operator, terminal)
 select a.trace, case a.number when 2 then 'TENKYO' else 'BIKO' end, 'amendment', e.day, e.day_form, e.day_text,
  e.processed_on, 'ex_officio', a.household_number, '{}', '{}', '{}', '[]', '', now() + a.number * interval '1 second',
  'job:bench', 'bench' from acts a cross join (select * from registry_event where reason = 'IKO' limit 1) e"""
LATER = """insert into registry_resident_version ({columns}) select {values} from registry_resident_version v
 join plan p using (addressee_number) join acts a on a.household_number = p.household_number and a.number <= p.versions
 join registry_event e on e.trace = a.trace where v.number = 1"""
FIRST = """update registry_resident_version v set address_lot = '1番' || mod(abs(hashtext(v.addressee_number)), 30) || '号',
 address_building = '', remarks = '' from plan p where p.addressee_number = v.addressee_number and v.number = 1
 and p.versions > 1"""
HEADS = "update registry_resident r set version = p.versions from plan p where p.addressee_number = r.addressee_number"
OTHERWISE = {
    "number": "a.number", "trace": "a.trace", "event_class": "'amendment'", "event_reason": "e.reason",
    "event_day": "e.day", "event_day_form": "e.day_form", "event_day_text": "e.day_text", "event_basis": "'ex_officio'",
    "recorded_at": "e.recorded_at", "operator": "'job:bench'", "terminal": "'bench'", "valid_from": "e.day",
    "remarks": "case when a.number > 2 then '備考' || a.number else '' end",
}  # fmt: skip


def multiply(register: Connection, versions: int) -> int:
    """Write the versions; how many there are afterwards."""
    columns = [
        row[0]
        for row in register.execute(
            "select attname from pg_attribute where attrelid = 'registry_resident_version'::regclass"
            " and attnum > 0 and not attisdropped order by attnum"
        )
    ]
    values = ", ".join(OTHERWISE.get(column, f"v.{column}") for column in columns)
    for table in ("registry_resident", "registry_resident_version"):
        register.execute(f"alter table {table} disable trigger user")
    register.execute("set constraints all immediate")
    register.execute(PLAN.replace("%(most)s", str(2 * versions - 1)))
    register.execute(ACTS)
    register.execute(EVENTS)
    register.execute(LATER.format(columns=", ".join(columns), values=values).encode())
    register.execute(FIRST)
    register.execute(HEADS)
    for table in ("registry_resident", "registry_resident_version"):
        register.execute(f"alter table {table} enable trigger user")
    found = register.execute("select what, count(*) from registry_disagreements() group by 1").fetchall()
    if found:
        raise SystemExit(f"the register disagrees with itself: {found}")
    register.commit()
    row = register.execute("select count(*) from registry_resident_version").fetchone()
    return row[0] if row else 0


def give_past(home: Home, versions: int) -> int:
    """The same for a city that does not run; how many versions there are afterwards."""
    with (
        held(home),
        served(home, settle(home.root / "ports.json")),
        psycopg.connect(dsn_for("registry", Role.OWNER, home=home.root)) as register,
    ):
        count = multiply(register, versions)
        register.commit()
        register.autocommit = True
        register.execute("vacuum analyze")
    return count


def main() -> None:
    """Read the options, serve the databases, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--versions", type=int, default=3)
    options = parser.parse_args()
    began = time.monotonic()
    count = give_past(Home(options.home.resolve()), options.versions)
    sys.stdout.write(f"{count:,} versions ({time.monotonic() - began:.1f}s)\n")


if __name__ == "__main__":
    main()
