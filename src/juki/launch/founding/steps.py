"""Founding a city, step by step; an interrupted founding is taken up again where it stopped."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from juki.kernel.clock import JAPAN
from juki.kernel.values.closed_days import CityClosedDays
from juki.launch import authority, keys, wiring
from juki.launch.errors import AlreadyFounded
from juki.launch.founding.clock import first_moment
from juki.launch.founding.databases import prepare_all
from juki.launch.founding.grants import clients as first_clients
from juki.launch.holding.lock import held
from juki.launch.home import Home
from juki.launch.ports import Allocation, settle
from juki.launch.process.activation import running_here
from juki.launch.serving import served

Load = Callable[[Home], object]


@dataclass(slots=True)
class Progress:
    """Says each step with the time it took; ``taken`` keeps the seconds."""

    say: Callable[[str], None]
    taken: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, text: str) -> Iterator[None]:
        """One step; ``name`` for figures, ``text`` for people."""
        began = time.monotonic()
        yield
        self.taken[name] = time.monotonic() - began
        self.say(f"  {text}  {self.taken[name]:.1f}s")


@dataclass(frozen=True, slots=True)
class Founding:
    """What ``init`` was asked for; ``load`` fills the databases while they are being served."""

    residents: int | None = None
    seed: int | None = None
    start_at: datetime | None = None
    load: Load | None = None


def found(home: Home, founding: Founding, progress: Progress) -> Allocation:
    """Make the city of ``home``.

    Raises:
        AlreadyFounded: it was finished before.
        AlreadyUp: a supervisor or another founding works on it.
        JukiError: a step failed; the next call takes it up again.
    """
    require_unfounded(home)
    home.make()
    with held(home):
        city = home.settle_city(residents=founding.residents, seed=founding.seed)
        allocation = settle(home.root / "ports.json")
        with progress.step("keys", "鍵と証明書 / keys and certificates"):
            issue_keys(home, clients=[] if city.production else first_clients())
        if not city.production and not home.clock_file.exists():
            today = datetime.now(UTC).astimezone(JAPAN).date()
            home.clock().start_at(founding.start_at or first_moment(today, CityClosedDays()))
        with served(home, allocation, progress.step):
            with progress.step("migrate", "表の作成 / tables"):
                prepare_all(home, running_here(home), first_time=not city.production)
            if founding.load is not None:
                with progress.step("load", "住民データ / residents"):
                    founding.load(home)
        home.mark_founded()
    return allocation


def require_unfounded(home: Home) -> None:
    """Refuse a finished home.

    Raises:
        AlreadyFounded: it is one.
    """
    if home.founded_file.exists():
        raise AlreadyFounded(home=str(home.root))


def issue_keys(home: Home, *, clients: Sequence[str]) -> None:
    """Authority, keys of nineteen identities, sealing keys and certificates of ``clients``; kept when there."""
    keys.make(home, keys.RINGS, now=datetime.now(UTC))
    done = home.root / "authority" / "issued"
    if done.exists():
        return
    ca = authority.create(home.root / "authority", name="Juki デモ認証局")
    wiring.issue_all(ca, home.root)
    wiring.issue_sign_in_keys(home.root)
    wiring.issue_card_authority(home.root)
    for client in clients:
        wiring.issue_client(ca, home.root, client)
    close_to_others(home.root / "identities")
    done.touch()


def close_to_others(folder: Path) -> None:
    """Make the directories below ``folder`` their owner's alone."""
    for place in folder.rglob("*"):
        if place.is_dir():
            place.chmod(0o700)
