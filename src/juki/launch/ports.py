"""Which port of the loopback address belongs to whom; allocated once and kept, so that cities run side by side."""

import json
import random
import socket
from collections.abc import Iterable
from pathlib import Path

import msgspec

from juki.launch.errors import CityUnreadable, PortTaken
from juki.launch.wiring import Ports, processes
from juki.links.identity import Identity

LOWEST, HIGHEST = 20_000, 32_000
"""Below the range from which the kernel takes the near ends of outgoing connections."""


class Allocation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``ports.json``: PostgreSQL's port, one plain port per process, one link port per identity."""

    postgres: int
    plain: dict[str, int]
    link: dict[str, int]

    @property
    def wiring(self) -> Ports:
        """The part that settings files are written from."""
        return Ports(link=self.link, plain=self.plain)


def settle(file: Path) -> Allocation:
    """The ports of a home; whatever the file does not name yet gets a free port.

    Raises:
        CityUnreadable: the file is wrong.
    """
    kept = _read(file)
    wanted = ["postgres", *(f"plain.{name}" for name in processes()), *(f"link.{one}" for one in Identity)]
    missing = [name for name in wanted if name not in kept]
    if missing:
        kept |= dict(zip(missing, free_ports(len(missing), but=kept.values()), strict=True))
    allocation = Allocation(
        postgres=kept["postgres"],
        plain={name: kept[f"plain.{name}"] for name in processes()},
        link={str(one): kept[f"link.{one}"] for one in Identity},
    )
    if missing:
        file.write_bytes(msgspec.json.format(msgspec.json.encode(allocation), indent=2))
    return allocation


def free_ports(count: int, *, but: Iterable[int] = ()) -> list[int]:
    """``count`` different ports of the loopback address that nobody listens on now, side by side.

    One stretch from a random start: two cities of a machine seldom meet, also while one of them stands still.
    """
    taken, found = set(but), list[int]()
    start = random.SystemRandom().randrange(LOWEST, HIGHEST)
    for port in (*range(start, HIGHEST), *range(LOWEST, start)):
        if len(found) == count:
            break
        if port not in taken and is_free(port):
            found.append(port)
    return found


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether we could listen on ``port`` of this machine's address ``host`` now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def require_free(ports: dict[str, int], *, file: Path, host: str = "127.0.0.1") -> None:
    """Refuse to start where somebody else listens.

    Raises:
        PortTaken: with the first such port.
    """
    for name, port in ports.items():
        if not is_free(port, host):
            raise PortTaken(name=name, port=port, file=str(file))


def _read(file: Path) -> dict[str, int]:
    try:
        content = json.loads(file.read_text())
        flat = {"postgres": content["postgres"]} if "postgres" in content else {}
        for kind in ("plain", "link"):
            flat |= {f"{kind}.{name}": port for name, port in content.get(kind, {}).items()}
        return msgspec.convert(flat, dict[str, int])
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError, msgspec.ValidationError) as error:
        raise CityUnreadable(file=str(file), why=type(error).__name__) from None
