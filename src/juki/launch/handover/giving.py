"""``juki hand-over``: writing a home for another machine, and taking from this one what must not stay."""

import shutil
from pathlib import Path

import msgspec

import juki
from juki.launch.errors import TargetNotEmpty
from juki.launch.handover.city_text import write_city
from juki.launch.handover.contents import contents_of, copy, private, remove
from juki.launch.handover.dump import dump
from juki.launch.handover.errors import DatabaseStaysHere, NothingLeft, NotToBeMoved
from juki.launch.holding.lock import held
from juki.launch.home import City, Home, links_file
from juki.launch.peers.addresses import address_of, is_loopback, ports_of
from juki.launch.peers.errors import ListenUnreachable
from juki.launch.ports import Allocation, settle
from juki.launch.postgres.cluster import embedded_cluster
from juki.launch.postgres.dsn import External, Role, dsn_for, external_for, host_stays_here
from juki.launch.postgres.secret import write_secret
from juki.launch.process.activation import running_here
from juki.launch.serving import served
from juki.launch.settings_files import origin_of
from juki.launch.wiring import Ports
from juki.links import topology
from juki.links.identity import INSIDE, Identity

NOTE = "handed-over.json"
DUMP = "database.dump"
MOVABLE = sorted(INSIDE - {Identity.OFFICE})


class Note(msgspec.Struct, frozen=True):
    """``handed-over.json`` in the new home: what is to be taken over; without ``digest`` the database is external."""

    system: str
    version: str
    digest: str


def hand_over(home: Home, name: str, target: Path, *, to: str) -> None:
    """Write a home for ``name`` to the new directory ``target``; afterwards it runs at ``to`` and no longer here.

    The city is down meanwhile. Until the new home is complete nothing is changed here; what is interrupted is done
    again with an empty directory.

    Raises:
        NotToBeMoved, NothingLeft: not this process.
        TargetNotEmpty: there is something already.
        ListenUnusable, ListenUnreachable: the two machines could not reach each other.
        DatabaseStaysHere: the external database could not be reached from there.
        AlreadyUp: the city runs.
        CopyFailed, PostgresError: the database cannot be copied.
    """
    city = home.require_founded()
    system = _movable(home, name)
    _require_reachable(city, to)
    external = external_for(system, home=home.root)
    if external is not None and not is_loopback(to):
        _require_far_reaching(system, external)
    target = target.resolve()
    if target.exists() and any(target.iterdir()):
        raise TargetNotEmpty(place=str(target))
    with held(home):
        allocation = settle(home.root / "ports.json")
        ports = ports_of(home, allocation)
        private(target)
        new = Home(target)
        try:
            found = "" if external else _dump(home, system, allocation, target / DUMP)
            contents = contents_of(system)
            copy(contents, home, new)
            write_city(new, _their_city(home, system, ports, external=external, to=to))
            _write_ports(new, system, allocation)
            note = Note(system=system, version=juki.__version__, digest=found)
            write_secret(target / NOTE, msgspec.json.encode(note).decode())
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        write_city(home, _our_city(home, system, ports, f"{_bracketed(to)}:{allocation.link[system]}"))
        remove(contents, home)


def _movable(home: Home, name: str) -> Identity:
    here = running_here(home)
    if name not in MOVABLE or name not in here:
        raise NotToBeMoved(name=name, known=", ".join(one for one in here if one in MOVABLE))
    if here == [name]:
        raise NothingLeft(name=name)
    return Identity(name)


def _require_reachable(city: City, to: str) -> None:
    address_of(to)
    if is_loopback(city.listen) and not is_loopback(to):
        raise ListenUnreachable(name="office", host=to, listen=city.listen)


def _require_far_reaching(system: str, pair: External) -> None:
    for role, dsn in ((Role.OWNER, pair.owner), (Role.APP, pair.app)):
        if host_stays_here(dsn):
            raise DatabaseStaysHere(system=system, role=role)


def _dump(home: Home, system: str, allocation: Allocation, file: Path) -> str:
    binaries = embedded_cluster(home.root, port=allocation.postgres).binaries
    with served(home, allocation):
        return dump(binaries, system=system, dsn=dsn_for(system, Role.OWNER, home=home.root), file=file)


def _their_city(home: Home, system: Identity, ports: Ports, *, external: External | None, to: str) -> City:
    """The other machine's city.toml: this city, one process, and the addresses of those it calls."""
    city = home.city()
    links = topology.load(str(links_file()))
    called = sorted({link.receiver for link in links.receivers(system)})
    others = {str(one): ports.address(one) for one in called}
    pair = {} if external is None else {system: {"owner": external.owner, "app": external.app}}
    return msgspec.structs.replace(
        city,
        processes=(str(system),),
        programs={key: value for key, value in city.programs.items() if key == system},
        databases={str(key): value for key, value in pair.items()},
        origins={"office": origin_of(home, "office", ports), str(system): origin_of(home, system, ports)},
        listen=to,
        elsewhere={one: f"{_bracketed(host)}:{port}" for one, (host, port) in others.items()},
    )


def _our_city(home: Home, system: Identity, ports: Ports, address: str) -> City:
    city = home.city()
    return msgspec.structs.replace(
        city,
        processes=tuple(one for one in running_here(home) if one != system),
        databases={key: value for key, value in city.databases.items() if key != system},
        origins={**city.origins, str(system): origin_of(home, system, ports)},
        elsewhere={**city.elsewhere, str(system): address},
    )


def _write_ports(new: Home, system: Identity, allocation: Allocation) -> None:
    """Its own two ports, which the others know; the rest is for the other machine to find."""
    kept = {"plain": {system: allocation.plain[system]}, "link": {system: allocation.link[system]}}
    write_secret(new.root / "ports.json", msgspec.json.encode(kept).decode())


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
