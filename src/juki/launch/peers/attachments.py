"""Counterparts for whom somebody else's program speaks: ``attached.json``."""

from collections.abc import Mapping

import msgspec

from juki.launch.errors import AddressUnreadable, CityUnreadable, NoCounterpart
from juki.launch.home import Home
from juki.links.identity import OUTSIDE

HIGHEST_PORT = 65_535


def attached(home: Home) -> dict[str, tuple[str, int]]:
    """Host and port of every counterpart that is not simulated here.

    Raises:
        CityUnreadable: the file is wrong.
    """
    file = home.root / "attached.json"
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, tuple[str, int]])
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        raise CityUnreadable(file=str(file), why=str(error)) from None


def attach(home: Home, identity: str, address: str) -> None:
    """Point the city at ``address`` (HOST:PORT) for a counterpart.

    Raises:
        NoCounterpart: a system of the city hall, or nobody's name.
        AddressUnreadable: not HOST:PORT.
    """
    _save(home, {**attached(home), counterpart(identity): parsed(address)})


def detach(home: Home, identity: str) -> None:
    """Let the simulation speak for a counterpart again.

    Raises:
        NoCounterpart: a system of the city hall, or nobody's name.
    """
    entries = attached(home)
    entries.pop(counterpart(identity), None)
    _save(home, entries)


def counterpart(identity: str) -> str:
    """``identity`` if it is a counterpart.

    Raises:
        NoCounterpart: it is none.
    """
    if identity not in OUTSIDE:
        raise NoCounterpart(name=identity, known=", ".join(sorted(OUTSIDE)))
    return identity


def parsed(address: str) -> tuple[str, int]:
    """Host and port of HOST:PORT; an IPv6 address stands in brackets.

    Raises:
        AddressUnreadable: it is not of this shape.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) <= HIGHEST_PORT:
        raise AddressUnreadable(given=address)
    return host.strip("[]"), int(port)


def _save(home: Home, entries: Mapping[str, tuple[str, int]]) -> None:
    content = msgspec.json.encode(dict(sorted(entries.items())))
    (home.root / "attached.json").write_bytes(msgspec.json.format(content, indent=2))
