"""What the links cost: producer and dispatcher beside the bare database, in one run on one machine.

``producer``: one act, one audit row and one message per transaction, committed. ``bare``: one row inserted and committed.
``chain``: dispatcher → mutual TLS → link door → handler with one insert, batches of 100, sealed and open links.
Durable throughout: fsync on. Prints one JSON document.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "support.settings"
ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
TABLE = "bench_bare"
SECONDS = float(os.environ.get("JUKI_BENCH_SECONDS", "4"))
MESSAGES = int(os.environ.get("JUKI_BENCH_MESSAGES", "4000"))


def rate(work: Callable[[], int]) -> float:
    """Times per second that ``work`` counts, over a few seconds."""
    work()
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        count += work()
    return count / (time.perf_counter() - began)


def bare(dsn: str) -> dict[str, float]:
    """Insert and commit, one by one and in statements of a hundred rows."""
    import psycopg

    with closing(psycopg.connect(dsn)) as connection:
        insert = f"insert into {TABLE} (id, body) values (%s, %s)"

        def one() -> int:
            connection.execute(insert, [uuid4(), "x" * 400])
            connection.commit()
            return 1

        def hundred() -> int:
            places = ", ".join(["(%s, %s)"] * 100)
            values = [value for _ in range(100) for value in (uuid4(), "x" * 400)]
            connection.execute(f"insert into {TABLE} (id, body) values {places}", values)
            connection.commit()
            return 100

        return {"insert_commit_per_s": rate(one), "batched_rows_per_s": rate(hundred)}


def producer() -> float:
    """Acts per second: audit row, message and commit."""
    from juki.kernel.work import one_act
    from juki.links.intermediary import CodeAcquisition
    from juki.links.post import outbox

    actor, clock = _actor()

    def one() -> int:
        with one_act(actor, reason="bench", times=clock()) as act:
            act.log("bench", subjects=["unified:1"])
            outbox.send(
                act, own="unified", to="intermediary", content=CodeAcquisition(unified_number="1" * 15),
                streams=["unified:1"],
            )  # fmt: skip
        return 1

    return rate(one)


def chain(own: str, to: str, name: str) -> float:
    """Messages per second from the outbox of ``own`` to the effect at ``to``, over mutual TLS, two processes."""
    from django.db import connection

    from juki.kernel.work import one_act
    from juki.links.kit import golden
    from juki.links.post import outbox
    from juki.links.post.dispatcher import Lane

    actor, clock = _actor()
    content = golden.examples()[name]
    for first in range(0, MESSAGES, 500):
        with one_act(actor, reason="bench", times=clock()) as act:
            for n in range(first, min(first + 500, MESSAGES)):
                outbox.send(act, own=own, to=to, content=content, streams=[f"bench:{n}"])
    lane = Lane(own, to)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from bench_bare")
        before = cursor.fetchone()[0]
    lane.send_batch()
    began, sent = time.perf_counter(), 0
    while count := lane.send_batch():
        sent += count
    took = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from bench_bare")
        effects = cursor.fetchone()[0] - before
    if effects != MESSAGES:
        raise SystemExit(f"{effects} effects of {MESSAGES} messages")
    return sent / took


def _actor():  # noqa: ANN202 - a pair for the acts above
    from juki.kernel.clock import JAPAN, Times
    from juki.kernel.work import Actor

    def now() -> Times:
        machine = datetime.now(UTC)
        return Times(city=machine.astimezone(JAPAN), machine=machine)

    return Actor(who="job:bench", right="bench", terminal="bench"), now


def serve() -> None:
    """The receiving process: the link doors of intermediary and prefecture, with a handler that inserts one row."""
    import django

    django.setup()
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection, connections

    from juki.kernel.door.listen import mutual_server
    from juki.kernel.settings import current, database
    from juki.links.intermediary import CodeAcquisition
    from juki.links.post import inbox
    from juki.links.post.inbound import Inbound
    from juki.links.post.views import IDENTITY
    from juki.links.prefecture import IdentificationUpdate

    settings, application = current(), WSGIHandler()
    connections["default"].settings_dict.update(database(settings.dsn, connections=6))

    def take(act, content) -> None:  # noqa: ANN001 - any message
        with connection.cursor() as cursor:
            cursor.execute("insert into bench_bare (id, body) values (%s, 'effect')", [uuid4()])
        act.log("bench.taken")

    table = Inbound(handlers={CodeAcquisition: take, IdentificationUpdate: take})
    inbox.inbound = lambda _own: table  # type: ignore[assignment]
    for identity in ("intermediary", "prefecture"):

        def door(environ, start, identity=identity):  # noqa: ANN001, ANN202 - WSGI
            return application({**environ, IDENTITY: identity}, start)

        files = settings.identities[identity]
        server = mutual_server(
            door,
            port=files.port,
            certificate=files.tls_certificate,
            key=files.tls_key,
            authority=settings.authority,
        )
        server.prepare()
        threading.Thread(target=server.serve, daemon=True).start()
    if profile := os.environ.get("JUKI_BENCH_PROFILE"):
        _profiled(inbox, profile)
    print("ready", flush=True)
    sys.stdin.read()
    os._exit(0)  # the listeners' workers would wait for callers


def _profiled(inbox, file: str) -> None:  # noqa: ANN001 - the module whose take is watched
    import cProfile

    profile, plain = cProfile.Profile(), inbox.take

    def take(*given, **named):  # noqa: ANN002, ANN003, ANN202 - as take itself
        try:
            return profile.runcall(plain, *given, **named)
        finally:
            profile.dump_stats(file)

    inbox.take = take


def main() -> None:
    """Start a server, measure, print."""
    import psycopg

    from juki.launch.postgres import provision
    from juki.launch.postgres.dsn import Role, secret_file
    from juki.launch.postgres.secret import read_secret
    from juki.launch.postgres.temporary import temporary_cluster

    with tempfile.TemporaryDirectory() as folder, temporary_cluster(Path(folder), durable=True) as cluster:
        provision.provision(cluster.superuser_dsn(), systems=["bench"], home=cluster.home)
        owner = str(read_secret(secret_file(cluster.home, "bench", Role.OWNER)))
        app = str(read_secret(secret_file(cluster.home, "bench", Role.APP)))
        _migrate(owner)
        with psycopg.connect(owner) as connection:
            connection.execute(f"create table {TABLE} (id uuid primary key, body text)")
            connection.execute(f"grant select, insert on {TABLE} to public")
        print(json.dumps(measure(Path(folder), app), indent=2))


def _migrate(owner: str) -> None:
    program = f"import django; django.setup(); from juki.launch.migrating import migrate; migrate({owner!r})"
    path = os.pathsep.join(sys.path[:2])
    subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        env={**os.environ, "JUKI_TEST_OWNER_DSN": owner, "PYTHONPATH": path},
    )


def measure(folder: Path, app: str) -> dict[str, object]:
    """All figures against the database ``app``."""
    os.environ["JUKI_SYSTEM_FILE"] = str(_settings(folder, app))
    import django

    django.setup()
    from django.db import connections

    from juki.kernel.settings import database

    connections["default"].settings_dict.update(database(app, connections=6))
    plain = bare(app)
    acts = producer()
    with (
        closing(connections["default"]),
        subprocess.Popen(
            [sys.executable, __file__, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as receiver,
    ):
        assert receiver.stdout
        assert receiver.stdout.readline().strip() == "ready"
        _drain()
        opened = chain("unified", "intermediary", "code-acquisition")
        sealed = chain("jukinet", "prefecture", "identification-update")
        receiver.communicate("")
    one, many = plain["insert_commit_per_s"], plain["batched_rows_per_s"]
    return {
        "bench": "links", "cpus": os.cpu_count(),
        "bare": {key: round(value) for key, value in plain.items()},
        "producer": {"acts_per_s": round(acts), "of_bare_insert_commit": round(acts / one, 2)},
        "open": {"messages_per_s": round(opened), "of_bare_batched": round(opened / many, 3)},
        "sealed": {"messages_per_s": round(sealed), "of_bare_batched": round(sealed / many, 3)},
    }  # fmt: skip


def _drain() -> None:
    """What the producer left is delivered without being measured; its effects do not count."""
    from juki.links.post.dispatcher import Lane

    lane = Lane("unified", "intermediary")
    while lane.send_batch():
        pass


def _settings(folder: Path, app: str) -> Path:
    import msgspec

    from juki.kernel.settings import SystemSettings
    from juki.launch.postgres.cluster import free_port
    from support import city

    file = city.write(folder / "home", dsn=app)
    settings = msgspec.json.decode(file.read_bytes(), type=SystemSettings)
    identities = dict(settings.identities)
    for sender, receiver in (("unified", "intermediary"), ("jukinet", "prefecture")):
        port = free_port()
        identities[receiver] = msgspec.structs.replace(identities[receiver], port=port)
        ours = identities[sender]
        address = msgspec.structs.replace(ours.receivers[receiver], port=port)
        identities[sender] = msgspec.structs.replace(ours, receivers={**ours.receivers, receiver: address})
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(settings, identities=identities)))
    return file


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["serve"] else main()
