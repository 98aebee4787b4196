"""Changing the keys of a system's columns while it answers: a new key, all rows under it, the old one gone.

Each step is of its own, so whatever was interrupted is taken up where it stopped. Between the steps there is time for
every process to have looked at its ring again, and for every act that began before to have ended.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

import psycopg

from juki.launch.errors import DatabaseDown
from juki.launch.home import Home
from juki.launch.keys import RINGS, store_of
from juki.launch.loading import audit
from juki.launch.loading.stamp import Stamp
from juki.launch.postgres.dsn import Role, dsn_for
from juki.vault import resealing
from juki.vault.errors import WrongSort
from juki.vault.resealing import Column, demand_none_left, reseal
from juki.vault.ring_store import LOOKS_AGAIN, RingStore
from juki.vault.rings import State

ACTION = "keys.rotated"
HEARD = 4 * LOOKS_AGAIN
"""Seconds after which every process knows a ring as it is now."""


def rotate_columns(home: Home, system: str, say: Callable[[str], None]) -> int:
    """Change the keys under which ``system`` keeps 個人番号, in columns and in forms; how many values were rewritten.

    Raises:
        WrongSort: the system keeps none.
        DatabaseDown: the city is not up.
        NumberTwice, StillWritten: rows contradict; the old key stays, the next call goes on.
    """
    places = {"column": resealing.NUMBERS.get(system, ()), "form": resealing.FORMS.get(system, ())}
    rings = [(purpose, places[sort]) for purpose, sort in RINGS.get(system, {}).items() if places.get(sort)]
    if not rings:
        raise WrongSort(purpose=system)
    store, done = store_of(home), 0
    try:
        with psycopg.connect(dsn_for(system, Role.OWNER, home=home.root), autocommit=True) as owner:
            for purpose, columns in rings:
                done += _rotate(home, owner, store, (system, purpose), columns, say)
    except psycopg.OperationalError:
        raise DatabaseDown(system=system) from None
    return done


def _rotate(
    home: Home, owner: psycopg.Connection, store: RingStore, ring: tuple[str, str], columns: Sequence[Column],
    say: Callable[[str], None],
) -> int:  # fmt: skip
    states = {note.state: note.id for note in store.notes() if (note.owner, note.purpose) == ring}
    if not {State.COMING, State.LEAVING} & states.keys():
        states[State.COMING] = store.introduce(*ring, now=_now())
    if State.COMING in states:
        time.sleep(HEARD)
        store.activate(*ring)
    old = next(
        note.id for note in store.notes() if (note.owner, note.purpose, note.state) == (*ring, State.LEAVING)
    )
    time.sleep(HEARD)
    _wait_for_older_acts(owner)
    cipher = store.form(*ring) if RINGS[ring[0]][ring[1]] == "form" else store.column(*ring)
    done = 0
    for count in reseal(owner, columns, cipher, old):
        done += count
        say(f"  {ring[0]} {ring[1]}  {done:,}")
    demand_none_left(owner, columns, old)
    store.retire(*ring, now=_now())
    detail: dict[str, str | int] = {
        "purpose": ring[1],
        "retired": old,
        "active": cipher.active,
        "values": done,
    }
    stamp = Stamp(times=home.clock().now(), trace=uuid4())
    with owner.transaction():
        audit.record(owner, stamp, detail, action=ACTION, reason="keys", operator="job:keys")
    return done


def _wait_for_older_acts(owner: psycopg.Connection) -> None:
    """Until every transaction that may still write under the old key has ended."""
    row = owner.execute("select pg_current_xact_id()::text::bigint").fetchone()
    began = int(row[0]) if row else 0
    while True:
        row = owner.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint").fetchone()
        if row is None or int(row[0]) >= began:
            return
        time.sleep(LOOKS_AGAIN)


def _now() -> datetime:
    return datetime.now(UTC)
