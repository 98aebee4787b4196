"""Whatever a superuser does to the log is found, and the first row is named, even if every later digest was made anew."""

from datetime import timedelta
from pathlib import Path

import msgspec
import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.oversight.trail.domain.walk import Kind
from juki.oversight.trail.errors import ChainBroken
from juki.oversight.trail.records.models import Root
from juki.oversight.trail.services import keeping, rooting
from juki.oversight.trail.services.here import broken_here, own_signers
from juki.oversight.trail.services.rooting import psycopg_of, root_if_due, root_now
from juki.oversight.trail.services.verifying import verify
from support import server

from .conftest import ROWS, made_anew, owner, write


@pytest.fixture
def signed(log) -> None:
    """Two roots over eleven rows, one row behind them."""
    psycopg.connect(server._owner_dsn).close()
    rooting.MOST, most = 7, rooting.MOST
    try:
        assert root_now(current().clock.now()) == 2
    finally:
        rooting.MOST = most
    write(ROWS + 1)
    assert broken_here() is None


TEXT = ("who", "permission", "terminal", "action", "reason", "outcome")
CHANGES = {
    **{column: f"{column} = overlay({column} placing 'x' from 1)" for column in TEXT},
    "machine_time": "machine_time = machine_time + interval '1 microsecond'",
    "city_time": "city_time = city_time - interval '1 microsecond'",
    "subjects": "subjects = array['addressee:x']",
    "trace": "trace = gen_random_uuid()",
    "detail": "detail = jsonb_set(detail, '{n}', '99')",
}
DIGESTS = {
    "digest": "digest = set_byte(digest, 31, get_byte(digest, 31) # 1)",
    "previous": "previous = set_byte(previous, 0, get_byte(previous, 0) # 1)",
}


@pytest.mark.parametrize("column", [*CHANGES, *DIGESTS])
@pytest.mark.parametrize("row", [1, 7, 8, ROWS, ROWS + 1])
def test_one_byte_of_any_column_is_found_and_named(signed, column, row):
    owner(f"update audit_entry set {({**CHANGES, **DIGESTS})[column]} where number = {row}")
    broken = broken_here()
    assert broken is not None
    assert (broken.number, broken.kind) == (row, Kind.CHANGED)


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("row", [1, 7, 8, 11])
def test_a_change_is_named_though_all_later_digests_were_made_anew(signed, column, row):
    made_anew(by=f"update audit_entry set {CHANGES[column]} where number = {row}")
    broken = broken_here()
    assert broken is not None
    assert (broken.number, broken.kind) == (row, Kind.CHANGED)


DROP = "delete from audit_entry where number = {row}"
SWAP = "update audit_entry set number = 2 * {row} + 1 - number where number in ({row}, {row} + 1)"
INSERT = (
    "insert into audit_entry select {row} - 1, machine_time, city_time, 'client:forged', permission, terminal, action, reason,"
    " subjects, trace, outcome, detail, previous, digest from audit_entry where number = {row}"
)


@pytest.mark.parametrize("row", [2, 7, 8, 10])
@pytest.mark.parametrize(
    ("how", "kind"), [(DROP, Kind.DROPPED), (SWAP, Kind.REORDERED), (INSERT, Kind.INSERTED)]
)
def test_dropped_swapped_and_inserted_rows_are_told_apart_though_the_chain_was_made_anew(
    signed, row, how, kind
):
    made_anew(by=how.format(row=row))
    broken = broken_here()
    assert broken is not None
    assert (broken.number, broken.kind) == (row, kind)


def test_a_dropped_row_alone_is_named(signed):
    owner("delete from audit_entry where number = 5")
    broken = broken_here()
    assert broken is not None
    assert (broken.number, broken.kind) == (5, Kind.DROPPED)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.integers(1, ROWS), column=st.sampled_from(sorted(CHANGES)),
    how=st.sampled_from(["change", "drop", "swap", "insert"]), anew=st.booleans(),
)  # fmt: skip
@example(row=1, column="action", how="drop", anew=True)
@example(row=1, column="action", how="insert", anew=True)
@example(row=1, column="action", how="swap", anew=True)
@example(row=ROWS, column="action", how="swap", anew=True)
@example(row=ROWS, column="action", how="drop", anew=True)
def test_any_tampering_with_any_row_names_that_row(house, row, column, how, anew):
    server.empty()
    for n in range(1, ROWS + 3):
        write(n)
    root_now(current().clock.now())
    statement = {
        "change": f"update audit_entry set {CHANGES[column]} where number = {row}",
        "drop": DROP.format(row=row),
        "swap": SWAP.format(row=row),
        "insert": INSERT.format(row=row),
    }[how]
    if anew or how in ("swap", "insert"):
        made_anew(by=statement)
    else:
        owner(statement)
    broken = broken_here()
    assert broken is not None
    assert broken.number == row


ROOTS = {
    "root removed": ("delete from trail_root where number = 1", 8),
    "marks changed": ("update trail_root set marks = set_byte(marks, 9, 7) where number = 2", 8),
    "day changed": ("update trail_root set day = day - 1 where number = 1", 1),
    "token exchanged": (
        "update trail_root set token = (select token from trail_root where number = 2) where number = 1",
        1,
    ),
    "signature cut": ("update trail_root set token = left(token, -4) where number = 2", 8),
}


@pytest.mark.parametrize("how", ROOTS)
def test_roots_themselves_are_bound_to_one_another_and_to_the_key(signed, how):
    statement, number = ROOTS[how]
    owner(statement)
    broken = broken_here()
    assert broken is not None
    assert (broken.number, broken.kind) == (number, Kind.ROOT)


def test_nobody_signs_a_root_without_the_systems_key(signed):
    """Another system's good signature, with its own good certificate, is none over this log."""
    connection.close()
    forged = current().identities["kiosk"].sign_key
    said = own_signers().content(Root.objects.get(number=2).token, Root.objects.get(number=2).certificate)
    token = keeping.keys.sign(
        msgspec.json.encode(said), key=keeping.keys.private_key(forged), signer="registry"
    )
    certificate = Path(forged).with_suffix(".pem").read_text()
    assert own_signers().content(token, certificate) is None
    last = Root.objects.get(number=2)
    assert own_signers().content(last.token, certificate) is None
    assert own_signers().content(last.token, last.certificate) is not None


def test_a_file_kept_elsewhere_shows_what_the_database_has_lost(signed, tmp_path):
    file = tmp_path / "registry.roots"
    file.write_text(keeping.written("registry", keeping.roots_of(psycopg_of())))
    kept = keeping.read(file, own_signers())
    assert verify(psycopg_of(), signers=own_signers(), kept=kept).broken is None
    made_anew(
        by="update audit_entry set who = 'client:other' where number = 9; delete from trail_root where number = 2"
    )
    connection.close()
    assert broken_here() is None, "what was signed is gone, and the chain is whole again"
    broken = verify(psycopg_of(), signers=own_signers(), kept=kept).broken
    assert broken is not None
    assert broken.number in (8, 9)
    with pytest.raises(keeping.RootsUnreadable):
        keeping.read(tmp_path / "none", own_signers())
    file.write_text(file.read_text().replace("registry", "kiosk"))


def test_a_broken_log_is_not_signed(log):
    owner("update audit_entry set who = 'x' where number = 3")
    with pytest.raises(ChainBroken) as caught:
        root_now(current().clock.now())
    assert caught.value.fields == {"number": 3}
    assert not Root.objects.exists()


def test_a_root_is_written_each_day_and_when_the_last_is_old(log):
    now = current().clock.now()
    assert [root_if_due(now), root_if_due(now)] == [1, 0]
    write(20)
    assert root_if_due(now) == 0
    assert root_if_due(Times(city=now.city, machine=now.machine + timedelta(minutes=61))) == 1
    write(21)
    tomorrow = Times(city=now.city + timedelta(days=1), machine=now.machine + timedelta(minutes=62))
    assert [root_if_due(tomorrow), root_if_due(tomorrow)] == [1, 0]
    assert list(Root.objects.order_by("number").values_list("first", "last")) == [(1, 12), (13, 13), (14, 14)]


@pytest.mark.parametrize("table", ["trail_root", "trail_purge", "trail_signed_off"])
@pytest.mark.parametrize("statement", ["delete from {}", "truncate {}"])
def test_the_application_keeps_what_it_signed(signed, table, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
