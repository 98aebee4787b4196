"""JUKI_HOME: the one directory that holds everything written at run time.

::

    city.toml  ports.json  attached.json  clock.json  founded.json
    authority/  identities/  clients/  documents/  cards/  systems/     see juki.launch.wiring
    secrets/    passwords and connection strings                 see juki.launch.postgres
    keys/       rings of keys, wrapped                           see juki.launch.keys
    postgres/   the embedded server's data                       the only part its user owns
    log/  run/  what processes write; lock and state of the supervisor
"""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

import juki
from juki.kernel.clock import Clock
from juki.launch.errors import CityDiffers, CityUnreadable, NotFounded, NotWritable, ResidentsOutOfRange

PRIVATE = (
    "authority", "identities", "clients", "documents", "cards", "keys", "systems", "secrets", "log", "run",
)  # fmt: skip
FOR_ROOT = Path("/var/lib/juki")
REPOSITORY = Path(__file__).parents[3]
MOST_RESIDENTS = 3_000_000


class City(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``city.toml``: what distinguishes this city's installation.

    ``processes`` are those that run on this machine, all when empty; ``programs`` puts another Django settings module
    in the place of a process's own; ``databases`` holds connection strings of external databases. ``origins`` are the
    addresses under which browsers reach the processes (https, in earnest), ``provider`` the endpoints of an OpenID
    provider in the place of the office: issuer, authorization, token, keys, revocations (may be left out). ``listen`` is
    the address of this machine's link listeners, ``elsewhere`` the HOST:PORT of identities whose process another machine
    runs (see :mod:`juki.launch.peers.addresses`). ``options`` are the city's own numbers for its processes, such as
    ``password_days`` or ``session_idle_minutes``.
    """

    municipality: str = "132292"
    production: bool = False
    seed: int = 1
    residents: int = 3000
    processes: tuple[str, ...] = ()
    programs: dict[str, str] = {}
    databases: dict[str, dict[str, str]] = {}
    origins: dict[str, str] = {}
    provider: dict[str, str] = {}
    listen: str = "127.0.0.1"
    elsewhere: dict[str, str] = {}
    options: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Home:
    """The places below one JUKI_HOME."""

    root: Path

    @property
    def city_file(self) -> Path:
        """``city.toml``, written once and then the operator's."""
        return self.root / "city.toml"

    @property
    def eras_file(self) -> Path:
        """``eras.toml``: the city's own table of 元号, if the operator has put one there (STD 1.3.6)."""
        return self.root / "eras.toml"

    @property
    def clock_file(self) -> Path:
        """The city clock's lead over the machine, shared by all processes."""
        return self.root / "clock.json"

    @property
    def founded_file(self) -> Path:
        """Present when ``init`` came to its end."""
        return self.root / "founded.json"

    def settings_file(self, process: str) -> Path:
        """What a process is told."""
        return self.root / "systems" / f"{process}.json"

    def log_file(self, process: str) -> Path:
        """Where a process logs."""
        return self.root / "log" / f"{process}.log"

    def run_file(self, name: str) -> Path:
        """A file of the supervisor: lock, state."""
        return self.root / "run" / name

    def make(self) -> None:
        """Make the directories; all closed to others but the way to PostgreSQL's own.

        Raises:
            NotWritable: the place cannot be made or written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            # The embedded server runs as another user when we are root: it passes here, and can list nothing.
            self.root.chmod(0o711 if os.geteuid() == 0 else 0o700)
            for name in PRIVATE:
                (self.root / name).mkdir(exist_ok=True)
                (self.root / name).chmod(0o700)
        except OSError:
            raise NotWritable(home=str(self.root)) from None

    def city(self) -> City:
        """The city of this home.

        Raises:
            NotFounded: there is none.
            CityUnreadable: city.toml is wrong.
        """
        try:
            return msgspec.convert(tomllib.loads(self.city_file.read_text(encoding="utf-8")), City)
        except FileNotFoundError:
            raise NotFounded(home=str(self.root)) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
            raise CityUnreadable(file=str(self.city_file), why=str(error)) from None

    def clock(self) -> Clock:
        """Both clocks of this city."""
        return Clock(self.clock_file, production=self.city().production)

    def settle_city(self, *, residents: int | None, seed: int | None) -> City:
        """The city.toml of this home, written unless the operator has put one there; options fill what it leaves out.

        Raises:
            CityUnreadable: city.toml is wrong.
            CityDiffers: an option contradicts it.
            ResidentsOutOfRange: no city of that size can be made.
        """
        require_size(residents)
        if not self.city_file.exists():
            fresh = City()
            _write_city(
                self.city_file,
                seed=fresh.seed if seed is None else seed,
                residents=fresh.residents if residents is None else residents,
            )
        city = self.city()
        said = tomllib.loads(self.city_file.read_text(encoding="utf-8"))
        wishes = {"residents": residents, "seed": seed}
        asked = {key: wanted for key, wanted in wishes.items() if wanted is not None}
        for key in asked.keys() & said.keys():
            if asked[key] != said[key]:
                raise CityDiffers(file=str(self.city_file), key=key, found=said[key], wanted=asked[key])
        if missing := {key: wanted for key, wanted in asked.items() if key not in said}:
            _add_to_city(self.city_file, missing)
            city = self.city()
        require_size(city.residents)
        return city

    def mark_founded(self) -> None:
        """Say that ``init`` came to its end."""
        self.founded_file.write_text(
            json.dumps({"version": juki.__version__, "at": datetime.now(UTC).isoformat()})
        )

    def require_founded(self) -> City:
        """The city of a finished home.

        Raises:
            NotFounded: ``init`` did not come to its end here.
        """
        if not self.founded_file.exists():
            raise NotFounded(home=str(self.root))
        return self.city()


def home_of(given: str | None, environ: Mapping[str, str] = os.environ) -> Home:
    """``--home``, else JUKI_HOME, else ``./var``, or ``/var/lib/juki`` for root."""
    chosen = given or environ.get("JUKI_HOME")
    default = FOR_ROOT if os.geteuid() == 0 else Path("var")
    return Home((Path(chosen) if chosen else default).resolve())


def require_size(residents: int | None) -> None:
    """Refuse a number of residents that no synthetic city can have; None is no wish.

    Raises:
        ResidentsOutOfRange: it is not from 1 to 3,000,000.
    """
    if residents is not None and not 1 <= residents <= MOST_RESIDENTS:
        raise ResidentsOutOfRange(given=f"{residents:,}", most=f"{MOST_RESIDENTS:,}")


def links_file() -> Path:
    """The links.toml of this release."""
    return REPOSITORY / "links.toml"


def fonts_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where script/bootstrap put the fonts."""
    return Path(environ.get("JUKI_FONT_DIR") or REPOSITORY / ".cache" / "fonts").resolve()


def _add_to_city(file: Path, values: Mapping[str, int]) -> None:
    """Put ``values`` on top, before any table; nothing of what the operator wrote is touched."""
    added = "".join(f"{key} = {value}\n" for key, value in values.items())
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.touch(mode=0o600)  # it may hold connection strings
    beside.write_text(added + file.read_text(encoding="utf-8"), encoding="utf-8")
    beside.chmod(file.stat().st_mode & 0o777)
    beside.replace(file)


def _write_city(file: Path, *, seed: int, residents: int) -> None:
    city = City()
    file.write_text(
        "# init の後に値を変えることはできません。値を変えるには、新しい JUKI_HOME に city.toml を先に置いて\n"
        "# init します。databases.<システム> に owner と app の接続文字列を書くと\n"
        "# 外部の PostgreSQL を使います。\n"
        f'municipality = "{city.municipality}"\nproduction = false\nseed = {seed}\nresidents = {residents}\n',
        encoding="utf-8",
    )
    file.chmod(0o600)
