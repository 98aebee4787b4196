"""What ``juki status`` says: per process whether it is up, and per link what waits, what is parked, and why."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import msgspec

from juki.launch.backup.gaps import Gap, gaps
from juki.launch.holding.births import Birth, birth_of
from juki.launch.holding.lock import holder_of
from juki.launch.home import Home
from juki.launch.ports import settle
from juki.launch.process.activation import running_here
from juki.launch.serving import cluster_of
from juki.launch.supervisor import health, state
from juki.launch.supervisor.child import ChildState


class LinkReport(msgspec.Struct, frozen=True):
    """A direction that was used: ``waiting`` to be sent with the reason, or ``parked`` with the codes."""

    sender: str
    receiver: str
    waiting: int = 0
    parked: int = 0
    why: str = ""
    since: datetime | None = None


class ProcessReport(msgspec.Struct, frozen=True):
    """``up``: it runs, answers and reaches its database. ``why``: why not, or why it ended last time."""

    name: str
    up: bool
    version: str
    pid: int | None
    port: int
    uptime_seconds: int
    restarts: int
    why: str
    links: list[LinkReport]


class Report(msgspec.Struct, frozen=True):
    """This machine's part of the city. ``supervisor`` is its number, or None; ``failure`` why the last start was given up.

    ``elsewhere``: host and port of every identity that another machine runs. ``gaps`` show after a restore: messages of
    counterparts that the backup did not have yet.
    """

    up: bool
    supervisor: int | None
    failure: str
    city_time: datetime
    processes: list[ProcessReport]
    gaps: list[Gap] = []
    elsewhere: dict[str, str] = {}


def report(home: Home) -> Report:
    """Ask the supervisor's state file and every process.

    Raises:
        NotFounded: there is no city.
    """
    home.require_founded()
    allocation = settle(home.root / "ports.json")
    holder, kept = holder_of(home), state.read(home)
    children = {child.name: child for child in kept.children} if kept else {}
    names = running_here(home)
    with ThreadPoolExecutor(max_workers=len(names)) as pool:
        answers = pool.map(lambda name: health.ask(allocation.plain[name]), names)
        found = [
            _system(name, children.get(name), answer, port=allocation.plain[name])
            for name, answer in zip(names, answers, strict=True)
        ]
    if cluster := cluster_of(home, allocation):
        found.insert(
            0, _server(children.get("postgres"), port=allocation.postgres, version=cluster.binaries.version)
        )
    return Report(
        up=all(one.up for one in found),
        supervisor=holder.pid if holder else None,
        failure=kept.failure if kept else "",
        city_time=home.clock().now().city,
        processes=found,
        elsewhere=home.city().elsewhere,
        gaps=gaps(home),
    )


def _system(name: str, child: ChildState | None, answer: health.Health | None, *, port: int) -> ProcessReport:
    why = child.why if child else ""
    if answer is None:
        why = why or "応答なし / no answer"
    elif not answer.database:
        why = "データベースに接続できない / database not reachable"
    return ProcessReport(
        name=name,
        up=answer is not None and answer.database,
        version=answer.version if answer else "",
        pid=_running(child),
        port=port,
        uptime_seconds=_age(answer.started) if answer else 0,
        restarts=child.restarts if child else 0,
        why=why,
        links=_links(answer) if answer else [],
    )


def _server(child: ChildState | None, *, port: int, version: str) -> ProcessReport:
    pid = _running(child)
    return ProcessReport(
        name="postgres", up=pid is not None, version=version, pid=pid, port=port,
        uptime_seconds=_age(child.started) if child and child.started and pid else 0,
        restarts=child.restarts if child else 0, why=child.why if child else "", links=[],
    )  # fmt: skip


def _links(answer: health.Health) -> list[LinkReport]:
    sent = [
        LinkReport(
            sender=one.owner, receiver=one.destination, waiting=one.waiting, why=one.failing, since=one.oldest
        )
        for one in answer.outgoing
    ]
    taken = [
        LinkReport(
            sender=one.sender,
            receiver=one.owner,
            parked=one.parked,
            why=", ".join(one.codes),
            since=one.heard_at,
        )
        for one in answer.incoming
    ]
    return sent + taken


def _running(child: ChildState | None) -> int | None:
    if child is None or child.pid is None or child.ticks is None:
        return None
    return child.pid if birth_of(child.pid) == Birth(child.pid, child.ticks) else None


def _age(since: datetime) -> int:
    return int((datetime.now(UTC) - since).total_seconds())
