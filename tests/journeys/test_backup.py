"""A backup taken in mid-flow, brought back in another home: every station once and only once, and what is missing shows."""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from juki.launch.home import Home
from juki.launch.postgres.dsn import Role, dsn_for
from support.moving import Movers, Notification, now
from support.running import RunningCity, juki

pytestmark = pytest.mark.city

PROCESSES = ["registry", "jukinet", "unified", "intermediary", "kiosk", "addressee", "outside"]
APPLIED = """select owner, sender, name, count(*) from links_inbox where trace = %s and state = 'applied'
 and name <> 'receipt' group by 1, 2, 3"""
RECORDED = "select count(*) from registry_event where trace = %s"


def effects(city: RunningCity, notification: Notification) -> dict[tuple[str, str, str], int]:
    """How often each (owner, sender, message) of an act was applied, over all databases, receipts aside."""
    rows = [row for process in PROCESSES for row in city.rows(process, APPLIED, notification.key)]
    return {(owner, sender, name): count for owner, sender, name, count in rows}


def eventually(check: Callable[[], bool], *, seconds: float = 40) -> None:
    """Wait until ``check`` holds."""
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.25)


def acted(movers: Movers) -> Notification:
    """Somebody moved in: recorded, and on the way to every station."""
    notification = movers.notification(movers.next())
    assert movers.post(notification).status == 201
    return notification


@dataclass
class Restored:
    """The city that went on, the one that came back, and acts from before, during and after the backup."""

    running: RunningCity
    city: RunningCity
    place: Path
    before: Notification
    during: list[Notification]
    after: Notification

    def recorded(self) -> list[Notification]:
        """Acts that the city which came back knows."""
        acts = [self.before, *self.during, self.after]
        return [one for one in acts if self.city.rows("registry", RECORDED, one.key) == [(1,)]]


@pytest.fixture(scope="module")
def restored(running: RunningCity) -> Iterator[Restored]:
    place = Path(tempfile.mkdtemp(prefix="juki-backup-"))
    place.chmod(0o755)
    city = RunningCity(Home(place / "home"))
    movers = Movers(running)
    try:
        running.juki("backup", "--new-key", str(place / "key"))
        since, during = now(), list[Notification]()
        before = acted(movers)
        at_the_counter = threading.Thread(target=lambda: [during.append(acted(movers)) for _ in range(3)])
        at_the_counter.start()
        running.juki("backup", str(place / "city.juki"), "--key", str(place / "key"))
        at_the_counter.join()
        after = acted(movers)
        for one in [before, *during, after]:
            movers.arrived(one, since=since, seconds=60)
        juki(city.home.root, "restore", str(place / "city.juki"), "--key", str(place / "key"))
        juki(city.home.root, "up", "--detach")
        yield Restored(running, city, place, before, during, after)
    finally:
        movers.clerk.close()
        juki(city.home.root, "down", check=False)
        shutil.rmtree(place, ignore_errors=True)


def test_every_station_has_what_was_recorded_once_and_only_once(restored: Restored):
    recorded = restored.recorded()
    assert restored.before in recorded
    for one in recorded:
        wanted = effects(restored.running, one)
        assert wanted
        eventually(lambda one=one, wanted=wanted: effects(restored.city, one) == wanted)


def test_what_came_after_the_backup_is_nowhere(restored: Restored):
    unknown = [one for one in [*restored.during, restored.after] if one not in restored.recorded()]
    assert restored.after in unknown
    for one in unknown:
        assert effects(restored.city, one) == {}


def test_nothing_is_parked_and_every_link_works_without_a_gap(restored: Restored):
    eventually(lambda: restored.city.status()["up"])
    heads = "select count(*) from links_inbox_head where beat_at is null or heard_at < beat_at"
    for process in PROCESSES:
        eventually(lambda process=process: restored.city.rows(process, heads) == [(0,)])
        assert restored.city.rows(process, "select count(*) from links_inbox where state = 'parked'") == [
            (0,)
        ]
    assert restored.city.status()["gaps"] == []


def test_every_chain_goes_on_with_the_restore_in_it(restored: Restored):
    assert restored.city.juki("audit", "verify").returncode == 0
    query = (
        "select count(*), count(distinct detail ->> 'epoch') from audit_entry where action = 'city.restored'"
    )
    for process in [*PROCESSES, "office"]:
        assert restored.city.rows(process, query) == [(1, 1)]


def test_the_city_that_came_back_takes_new_acts(restored: Restored):
    """Through every station, in the new epoch."""
    movers, since = Movers(restored.city), now()
    for _ in range(Movers._taken[restored.running.home.root]):
        movers.next()  # they moved in before the backup
    try:
        notification = acted(movers)
        movers.arrived(notification, since=since, seconds=60)
    finally:
        movers.clerk.close()
    epochs = "select distinct epoch from links_inbox where trace = %s"
    for process in PROCESSES:
        ((epoch,),) = restored.city.rows(process, epochs, notification.key)
        assert epoch > 100_000_000


def test_what_a_counterpart_sent_since_shows_as_a_gap(restored: Restored):
    """As if the nation had not been set back with the city: it counts two messages more than the city has."""
    home = restored.city.home.root
    with psycopg.connect(dsn_for("jukinet", Role.APP, home=home)) as conn:
        conn.execute(
            "update links_inbox_head set heard_at = heard_at - interval '1 day' where sender = 'nation'"
        )
    with psycopg.connect(dsn_for("outside", Role.APP, home=home)) as conn:
        conn.execute(
            "update links_outbox_head set last = last + 2 where owner = 'nation' and destination = 'jukinet'"
        )
    eventually(lambda: restored.city.status()["gaps"] != [])
    (gap,) = restored.city.status()["gaps"]
    assert (gap["sender"], gap["receiver"]) == ("nation", "jukinet")
    shown = restored.city.juki("status", check=False).stdout
    assert f"nation → jukinet  世代 / epoch {gap['epoch']} の {gap['last'] + 1} 番から再送を依頼" in shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["restore", "{file}", "--key", "{key}"], "LCH-0813"),
        (["restore", "{file}", "--key", "{key}", "--over"], "LCH-0301"),
        (["restore", "{file}", "--key", "{key}", "--only", "kiosk"], "LCH-0814"),
        (["backup", "{file}", "--key", "{key}"], "LCH-0805"),
        (["backup"], "LCH-0818"),
        (["backup", "{key}.no/x", "--key", "{key}"], "LCH-0806"),
    ],
)
def test_refusals_on_a_running_city(restored: Restored, words: list[str], code: str):
    places = {"file": str(restored.place / "city.juki"), "key": str(restored.place / "key")}
    done = restored.running.juki(*[word.format(**places) for word in words], check=False)
    assert done.returncode == 78
    assert done.stderr.startswith(code)


def test_the_drill_finds_it_whole(restored: Restored):
    done = restored.running.juki(
        "drill", str(restored.place / "city.juki"), "--key", str(restored.place / "key")
    )
    assert "復元できます" in done.stdout
