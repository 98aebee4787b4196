"""The audit log cannot lie: whatever its owner does to the rows behind our back is found, and where."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from juki.kernel.audit.models import AuditEntry, AuditHead
from juki.kernel.work import one_act
from juki.oversight.trail.services import verifying
from juki.oversight.trail.services.here import broken_here
from support import server


@pytest.fixture
def log(committing_db: None, desk) -> Iterator[None]:
    """Five rows."""
    for n in range(5):
        with one_act(desk.actor, reason="test", times=desk.times()) as act:
            act.log(f"row.{n}", subjects=[f"addressee:{n}"], detail={"n": n, "葛\U000e0100": "値"})
    assert broken_here() is None
    return


def as_owner(*statements: str) -> None:
    with psycopg.connect(server._owner_dsn) as owner:
        for statement in statements:
            owner.execute(statement)  # type: ignore[call-overload]


SWAP = "update audit_entry set number = {} where number = {}"
COLUMNS = (
    "machine_time, city_time, who, permission, terminal, action, reason, subjects, trace, outcome, detail"
)
TAMPERING = {
    **{f"changed {column}": (f"update audit_entry set {column} = {value} where number = 3", 3) for column, value in {
        "who": "'client:other'", "permission": "'x'", "terminal": "'x'", "action": "'x'", "reason": "'x'",
        "outcome": "'x'", "subjects": "'{}'", "trace": "gen_random_uuid()", "detail": "detail || '{\"n\": 9}'",
        "machine_time": "machine_time + interval '1 microsecond'", "city_time": "city_time - interval '1 day'",
        "digest": r"'\x00'", "previous": r"'\x00'",
    }.items()},
    "removed": ("delete from audit_entry where number = 3", 3),
    "removed first": ("delete from audit_entry where number = 1", 1),
    "removed tail": ("delete from audit_entry where number >= 4", 4),
    "removed all": ("delete from audit_entry", 1),
    "swapped rows": ("; ".join(SWAP.format(*pair) for pair in ((200, 2), (2, 3), (3, 200))), 2),
    "swapped contents": (
        (f"update audit_entry a set ({COLUMNS}) = (select {COLUMNS} from audit_entry b where b.number = 5 - a.number) "
        "where a.number in (2, 3)"), 2),
    "renumbered": ("update audit_entry set number = 9 where number = 5", 5),
    "added behind": (("insert into audit_entry select 6, machine_time, city_time, who, permission, terminal, action, reason,"
                     " subjects, trace, outcome, detail, previous, digest from audit_entry where number = 5"), 6),
    "added before all": (("alter table audit_entry drop constraint audit_entry_from_one; insert into audit_entry select -7,"
                         " machine_time, city_time, who, permission, terminal, action, reason, subjects, trace, outcome,"
                         " detail, previous, digest from audit_entry where number = 5"), -7),
    "head set back": ("update audit_head set number = 4", 5),
    "head set forward": ("update audit_head set number = 6", 6),
    "head's digest": (r"update audit_head set digest = '\x00'", 5),
    "head removed": ("delete from audit_head", 5),
    "head and tail": ("delete from audit_entry where number = 5; update audit_head set number = 4", 4),
}  # fmt: skip


@pytest.mark.parametrize("how", sorted(TAMPERING))
def test_tampering_by_the_owner_is_found_at_its_place(log, how):
    statements, number = TAMPERING[how]
    as_owner(*statements.split("; "))
    try:
        broken = broken_here()
    finally:
        if "drop constraint" in statements:
            as_owner("delete from audit_entry where number < 1",
                     "alter table audit_entry add constraint audit_entry_from_one check (number > 0)")  # fmt: skip
    assert broken is not None
    assert broken.number == number
    assert broken.why


@pytest.mark.parametrize(
    "statement",
    ["update audit_entry set who = 'x'", "delete from audit_entry", "truncate audit_entry",
     ("insert into audit_entry select 0, machine_time, city_time, who, permission, terminal, action, reason, subjects,"
     " trace, outcome, detail, previous, digest from audit_entry where number = 5")],
)  # fmt: skip
def test_the_application_cannot_do_it_at_all(log, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert broken_here() is None


def test_concurrent_acts_make_one_chain(committing_db, desk):
    def act(n: int) -> None:
        try:
            with one_act(desk.actor, reason="test", times=desk.times()) as one:
                one.log("row", detail={"n": n})
                one.log("row")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act, range(40)))
        walks = [broken_here() for _ in range(3)]
    assert walks == [None, None, None]
    assert AuditEntry.objects.count() == AuditHead.objects.get().number == 80


def test_a_chain_may_be_verified_while_it_grows(log, desk, monkeypatch):
    stored = verifying.reading.lines

    def meanwhile(connection, first: int, last: int):
        with one_act(desk.actor, reason="test", times=desk.times()) as act:
            act.log("row.later")
        yield from stored(connection, first, last)

    monkeypatch.setattr(verifying.reading, "lines", meanwhile)
    assert broken_here() is None


def test_many_rows_in_one_act(committing_db, desk):
    with one_act(desk.actor, reason="test", times=desk.times()) as act:
        for n in range(1_001):
            act.log("row", detail={"n": n})
    assert broken_here() is None
    assert AuditEntry.objects.count() == 1_001


def test_an_act_that_fails_leaves_no_row(committing_db, desk):
    def fail() -> None:
        with one_act(desk.actor, reason="test", times=desk.times()) as act:
            act.log("row")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not AuditEntry.objects.exists()
    assert broken_here() is None
