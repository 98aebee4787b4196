"""The supervisor's life: end leftovers, start PostgreSQL, then the processes, watch all, end all in order."""

import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime

from juki.launch.errors import NotHealthy, ProcessRefused
from juki.launch.holding.lock import held
from juki.launch.home import Home
from juki.launch.peers.addresses import ports_of
from juki.launch.peers.errors import ListenUnusable
from juki.launch.ports import Allocation, is_free, require_free, settle
from juki.launch.postgres.cluster import Cluster
from juki.launch.process.activation import running_here
from juki.launch.process.exits import REFUSED
from juki.launch.serving import cluster_of, is_provisioned, provision_all
from juki.launch.settings_files import write_all
from juki.launch.supervisor import health, leftovers, state
from juki.launch.supervisor.child import Child
from juki.launch.supervisor.programs import last_line, system_child
from juki.launch.supervisor.signals import Signals
from juki.launch.wiring import processes

PATIENCE = 60.0
ENDING = 12.0
DATABASE = "postgres"
LOOK, LOOK_AT_START = 1.0, 0.1
TRIES_AT_START = 4

Say = Callable[[str], None]


class Supervisor:
    """Parent of everything that runs on one home. Belongs to the main thread: the kernel ends children with it."""

    def __init__(self, home: Home, say: Say) -> None:
        home.require_founded()
        self._home, self._say = home, say
        self._allocation: Allocation = settle(home.root / "ports.json")
        self._cluster: Cluster | None = cluster_of(home, self._allocation)
        self._systems = [system_child(home, name) for name in running_here(home)]
        self._children: list[Child] = []
        self._started = datetime.now(UTC)
        self._ready, self._failure = False, ""

    def serve(self) -> None:
        """Run the city until SIGTERM or Ctrl-C; SIGHUP writes the settings anew and restarts the processes.

        Raises:
            AlreadyUp: another supervisor runs on this home.
            PortTaken, PostgresError: something is in the way.
            ProcessRefused, NotHealthy: a process did not come up; everything was ended again.
        """
        with held(self._home), Signals() as signals:
            try:
                self._begin()
                self._watch(signals)
            except Exception as error:
                self._failure = str(error)
                raise
            finally:
                self._end(signals)

    def _begin(self) -> None:
        self._note()
        if ended := leftovers.end_processes(self._home):
            self._say(f"前回の残り {ended} プロセスを終了しました / ended {ended} leftover processes")
        if self._cluster is not None:
            leftovers.end_server(self._cluster)
        self._require_ports()
        if self._cluster is not None:
            self._start_database(self._cluster)
        if not is_provisioned(self._home, self._allocation):
            provision_all(self._home, self._cluster)
        write_all(self._home, self._allocation)
        for child in self._systems:
            child.start()
        self._children += self._systems
        self._note()

    def _start_database(self, cluster: Cluster) -> None:
        def explain(code: int) -> str:
            return signal.Signals(-code).name if code < 0 else last_line(cluster.directory / "start.log")

        child = Child(DATABASE, cluster.start, explain)
        self._children.append(child)
        child.start()
        cluster.ready()

    def _watch(self, signals: Signals) -> None:
        deadline = time.monotonic() + PATIENCE
        while not signals.stop:
            if signals.renew:
                signals.renew = False
                self._renew()
            if self._restart_the_ended() or not self._ready:
                self._note()
            if not self._ready:
                self._look_at_start(late=time.monotonic() >= deadline)
            signals.wait(min([LOOK if self._ready else LOOK_AT_START, *self._due()]))

    def _restart_the_ended(self) -> bool:
        changed = False
        for child in self._children:
            if child.has_ended():
                self._say(f"{child.name}: 終了 / ended ({child.why})")
                changed = True
                if not self._ready and (child.exit_code == REFUSED or child.restarts >= TRIES_AT_START):
                    raise ProcessRefused(name=child.name, why=child.why)
            if child.due_in() == 0:
                child.start()
                changed = True
        return changed

    def _look_at_start(self, *, late: bool) -> None:
        silent = [
            child.name
            for child in self._systems
            if (found := health.ask(self._allocation.plain[child.name])) is None or not found.database
        ]
        if not silent:
            self._ready = True
            self._note()
            seconds = (datetime.now(UTC) - self._started).total_seconds()
            self._say(
                f"{len(self._systems)} プロセス稼働 / {len(self._systems)} processes up ({seconds:.1f}s)"
            )
        elif late:
            raise NotHealthy(seconds=int(PATIENCE), names=", ".join(silent), log=str(self._home.root / "log"))

    def _renew(self) -> None:
        write_all(self._home, self._allocation)
        self._end_systems()
        for child in self._systems:
            child.start()
        self._note()

    def _end(self, signals: Signals) -> None:
        began = time.monotonic()
        self._end_systems()
        if self._cluster is not None:
            self._cluster.stop()
        self._ready = False
        self._children.clear()
        self._note()
        if signals.stop:
            self._say(f"停止しました / stopped ({time.monotonic() - began:.1f}s)")

    def _end_systems(self) -> None:
        for child in self._systems:
            child.order_to_end()
        deadline = time.monotonic() + ENDING
        for child in self._systems:
            child.bury(deadline)

    def _due(self) -> list[float]:
        return [due for child in self._children if (due := child.due_in()) is not None]

    def _require_ports(self) -> None:
        """Refuse to start where a child of ours could not listen, by the name that people see."""
        ports = ports_of(self._home, self._allocation)
        if not is_free(0, ports.listen):
            raise ListenUnusable(given=ports.listen)
        links = {
            f"{identity} (link)": ports.link[identity]
            for child in self._systems
            for identity in processes()[child.name]
            if identity not in ports.elsewhere
        }
        plain = {child.name: ports.plain[child.name] for child in self._systems}
        file = self._home.root / "ports.json"
        require_free({**plain, **({DATABASE: self._allocation.postgres} if self._cluster else {})}, file=file)
        require_free(links, file=file, host=ports.listen)

    def _note(self) -> None:
        state.write(
            self._home,
            state.State(
                pid=os.getpid(), started=self._started, ready=self._ready, failure=self._failure,
                children=[child.state() for child in self._children],
            ),
        )  # fmt: skip
