"""The log: seconds to verify 10,000,000 rows with signed roots, and what the row of one read costs beside a bare insert."""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]


def main() -> None:
    """Print one JSON document."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--reads", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "support.settings"
    import django

    django.setup()
    from django.db import connections
    from django.test import override_settings

    from juki.kernel.settings import database
    from support import city, server

    class Factory:
        """As pytest gives folders."""

        def __init__(self, folder: Path) -> None:
            self._folder = folder

        def getbasetemp(self) -> Path:
            return self._folder

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        with (
            server.app_dsn(Factory(Path(folder)), durable=True) as dsn,
            override_settings(JUKI_SYSTEM="registry"),
        ):  # type: ignore[arg-type]
            os.environ["JUKI_SYSTEM_FILE"] = str(city.write(Path(folder) / "home", dsn=dsn))
            connections["default"].settings_dict.update(database(dsn, connections=6))
            found = {**_reads(options.reads), **_verification(options.rows, options.workers, dsn)}
            connections["default"].close()
            connections["default"].close_pool()
    print(json.dumps({**found, "load": os.getloadavg()[0]}, indent=2))


def _reads(count: int) -> dict[str, float]:
    """One read, logged before it is shown, beside one committed insert of the same row and nothing else."""
    from django.db import connection, transaction

    from juki.kernel.settings import current
    from juki.kernel.work import Actor, log_before_showing
    from support import server

    actor, times = Actor(who="client:bench", right="bench.see", terminal="127.0.0.1"), current().clock.now()
    import psycopg

    with psycopg.connect(server._owner_dsn) as owner:
        owner.execute("create table bare (like audit_entry including all)")
        owner.execute(f"grant insert on bare to juki_{server.SYSTEM}_app")

    def bare(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "insert into bare values (%s, now(), now(), 'client:bench', 'bench.see', '127.0.0.1', 'resident.shown',"
                " 'inquiry', '{addressee:1}', gen_random_uuid(), 'shown', '{}', '\\x', '\\x')", [number],
            )  # fmt: skip

    def logged(_number: int) -> None:
        log_before_showing(actor, "resident.shown", reason="inquiry", times=times, subjects=["addressee:1"])

    sides: dict[str, list[float]] = {"bare": [], "logged": []}
    for number in range(1, count + 1):
        for name, act in (("bare", bare), ("logged", logged)):
            began = time.perf_counter()
            act(number)
            sides[name].append((time.perf_counter() - began) * 1000)
    middle = {name: sorted(values)[count // 2] for name, values in sides.items()}
    return {
        "bare_insert_ms": round(middle["bare"], 3), "logged_read_ms": round(middle["logged"], 3),
        "audit_cost_ms": round(middle["logged"] - middle["bare"], 3),
    }  # fmt: skip


def _verification(rows: int, workers: int, dsn: str) -> dict[str, float]:
    """Rows as the product writes them, signed, then verified as ``juki audit verify`` does."""
    import psycopg

    from juki.kernel.settings import current
    from juki.oversight.trail.services.here import own_signers
    from juki.oversight.trail.services.rooting import root_now
    from juki.oversight.trail.services.verifying import verify
    from support import server

    server.empty()
    began = time.perf_counter()
    _fill(rows, server._owner_dsn)
    filled = time.perf_counter() - began
    began = time.perf_counter()
    roots = root_now(current().clock.now())
    rooted = time.perf_counter() - began
    began = time.perf_counter()
    with psycopg.connect(dsn) as connection:
        verdict = verify(connection, signers=own_signers(), workers=workers, dsn=dsn)
    seconds = time.perf_counter() - began
    assert verdict.broken is None, verdict
    return {
        "rows": verdict.rows, "workers": workers, "fill_s": round(filled, 1), "roots": roots, "sign_s": round(rooted, 1),
        "verify_s": round(seconds, 1), "rows_per_s": round(rows / seconds),
    }  # fmt: skip


def _fill(rows: int, owner_dsn: str) -> None:
    import hashlib
    from datetime import UTC, datetime, timedelta
    from uuid import UUID

    import psycopg

    start = datetime(2026, 4, 1, tzinfo=UTC)
    columns = (
        "number, machine_time, city_time, who, permission, terminal, action, reason, subjects, trace, outcome, detail,"
        " previous, digest"
    )
    previous = "0" * 64
    with psycopg.connect(owner_dsn) as owner:
        with owner.cursor() as cursor, cursor.copy(f"copy audit_entry ({columns}) from stdin") as copy:
            for number in range(1, rows + 1):
                when = (start + timedelta(milliseconds=7 * number)).isoformat(timespec="microseconds")
                trace = UUID(int=number * 0x9E3779B97F4A7C15)
                content = (
                    f'[{number},"{previous}","{when}","{when}","client:clerk.sato","registry.resident.see","10.1.2.3",'
                    f'"resident.shown","inquiry",["addressee:{number % 100_000:010d}"],"{trace}","shown",'
                    '{"as_of":"","known_at":""}]'
                )
                digest = hashlib.sha256(content.encode()).hexdigest()
                copy.write(
                    f"{number}\t{when}\t{when}\tclient:clerk.sato\tregistry.resident.see\t10.1.2.3\tresident.shown\tinquiry\t"
                    f'{{"addressee:{number % 100_000:010d}"}}\t{trace}\tshown\t{{"as_of":"","known_at":""}}'
                    f"\t\\\\x{previous}\t\\\\x{digest}\n"
                )
                previous = digest
        owner.execute("update audit_head set number = %s, digest = decode(%s, 'hex')", [rows, previous])
    with psycopg.connect(owner_dsn, autocommit=True) as owner:
        owner.execute("vacuum analyze audit_entry")


if __name__ == "__main__":
    main()
