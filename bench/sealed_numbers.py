"""Encrypted 個人番号 beside a plain column, in the same run: look-up, one write, a COPY, and a change of keys.

Two tables alike but for the column, both with a unique index; the same numbers in the same order. Prints one JSON
document.

    python bench/sealed_numbers.py --rows 200000
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import Connection

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "bench")]

from juki.kernel.values.individual_number import IndividualNumber  # noqa: E402
from juki.launch.postgres.temporary import temporary_cluster  # noqa: E402
from juki.vault.ciphers import COLUMN_BYTES, ColumnCipher  # noqa: E402
from juki.vault.columns import PURPOSE  # noqa: E402
from juki.vault.resealing import Column, reseal  # noqa: E402
from support.measuring import percentile  # noqa: E402

OLD, NEW = "0" * 8, "1" * 8
LOOKS, WRITES, WARM = 5_000, 2_000, 100
Lay = Callable[[str], str]
"""How a number is laid into the column."""


def spread(values: list[float]) -> dict[str, float]:
    """p50 and p95 in microseconds: these are short."""
    return {f"p{share}_us": round(percentile(values, share / 100) * 1e6, 1) for share in (50, 95)}


def copied(conn: Connection, table: str, numbers: list[str], lay: Lay) -> float:
    """Seconds of a COPY of all numbers, sealing included."""
    conn.execute(f"create table {table} (id bigint primary key, individual_number text not null unique)")  # type: ignore[arg-type]
    began = time.perf_counter()
    with conn.transaction(), conn.cursor().copy(f"copy {table} from stdin") as copy:  # type: ignore[arg-type]
        for place, number in enumerate(numbers):
            copy.write_row((place, lay(number)))
    taken = time.perf_counter() - began
    conn.execute(f"analyze {table}")  # type: ignore[arg-type]
    return taken


def looked_up(conn: Connection, table: str, asked: list[str], lay: Lay, read: Lay) -> list[float]:
    """Seconds of each look-up by number, the number read again included."""
    query, taken = f"select id, individual_number from {table} where individual_number = %s", []
    for place, number in enumerate(asked):
        began = time.perf_counter()
        row = conn.execute(query, [lay(number)], prepare=True).fetchone()  # type: ignore[arg-type]
        assert row is not None
        assert read(row[1]) == number
        if place >= WARM:
            taken.append(time.perf_counter() - began)
    return taken


def written(conn: Connection, table: str, numbers: list[str], lay: Lay, first: int) -> list[float]:
    """Seconds of each committed insert."""
    query, taken = f"insert into {table} values (%s, %s)", []
    for place, number in enumerate(numbers):
        began = time.perf_counter()
        conn.execute(query, [first + place, lay(number)], prepare=True)  # type: ignore[arg-type]
        if place >= WARM:
            taken.append(time.perf_counter() - began)
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    rows: int = parser.parse_args().rows
    bodies = random.Random(1).sample(range(10**11), rows + WRITES)
    numbers = [IndividualNumber.from_body(f"{body:011d}").digits for body in bodies]
    stored, later = numbers[:rows], numbers[rows:]
    asked = random.Random(2).choices(stored, k=LOOKS)
    keys = {OLD: os.urandom(COLUMN_BYTES)}
    cipher = ColumnCipher.of("bench", PURPOSE, keys)
    ways: dict[str, tuple[Lay, Lay]] = {"plain": (str, str), "sealed": (cipher.seal, cipher.open)}
    found: dict[str, object] = {"rows": rows, "load_before": os.getloadavg()[0]}
    with (
        tempfile.TemporaryDirectory() as place,
        temporary_cluster(Path(place), durable=True) as cluster,
        psycopg.connect(cluster.superuser_dsn(), autocommit=True) as conn,
    ):
        for name, (lay, read) in ways.items():
            table = f"bench_{name}"
            found[name] = {
                "copy_rows_per_s": round(rows / copied(conn, table, stored, lay)),
                "look_up": spread(looked_up(conn, table, asked, lay, read)),
                "write": spread(written(conn, table, later, lay, rows)),
                "bytes": conn.execute("select pg_total_relation_size(%s)", [table]).fetchone()[0],  # type: ignore[index]
            }
        both = ColumnCipher.of("bench", PURPOSE, {NEW: os.urandom(COLUMN_BYTES), **keys})
        found["look_up_while_keys_change"] = spread(_by_both(conn, asked, both))
        began = time.perf_counter()
        count = sum(reseal(conn, (Column("bench_sealed", PURPOSE),), both, OLD))
        found["rotated_rows_per_s"] = round(count / (time.perf_counter() - began))
    began = time.perf_counter()
    for number in stored:
        cipher.open(cipher.seal(number))
    found["seal_and_open_us"] = round((time.perf_counter() - began) / rows * 1e6, 2)
    found["load_after"] = os.getloadavg()[0]
    print(json.dumps(found, indent=1))


def _by_both(conn: Connection, asked: list[str], cipher: ColumnCipher) -> list[float]:
    query = "select individual_number from bench_sealed where individual_number in (%s, %s)"
    taken = []
    for place, number in enumerate(asked):
        began = time.perf_counter()
        row = conn.execute(query, cipher.every(number), prepare=True).fetchone()
        assert row is not None
        assert cipher.open(row[0]) == number
        if place >= WARM:
            taken.append(time.perf_counter() - began)
    return taken


if __name__ == "__main__":
    main()
