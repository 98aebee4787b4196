"""Where every identity listens for links: on this machine, on another one, or in somebody else's program.

``city.toml`` says which processes run here (``processes``), under which address their link doors are reached
(``listen``) and where the others are (``elsewhere``, identity → HOST:PORT). What contradicts itself is refused before
anything starts: two machines that answer for one system are two truths.
"""

import ipaddress
from collections.abc import Mapping
from itertools import combinations

from juki.launch.home import City, Home, links_file
from juki.launch.peers.attachments import attached, parsed
from juki.launch.peers.errors import (
    AddressShared,
    AttachedAndElsewhere,
    HereAndElsewhere,
    ListenUnreachable,
    ListenUnusable,
    NoIdentity,
    NowhereToGo,
)
from juki.launch.ports import Allocation
from juki.launch.process.activation import running_here
from juki.launch.wiring import Ports, processes
from juki.links import topology
from juki.links.identity import Identity

Address = tuple[str, int]


def ports_of(home: Home, allocation: Allocation) -> Ports:
    """The ports of this machine and the addresses of everybody else, free of contradictions.

    Raises:
        NoIdentity, HereAndElsewhere, AttachedAndElsewhere, AddressShared: ``elsewhere`` cannot be right.
        ListenUnusable, ListenUnreachable: ``listen`` cannot.
        NowhereToGo: something is missing in ``elsewhere``.
        AddressUnreadable, CityUnreadable, UnknownProcess: an entry does not read.
    """
    city, programs = home.city(), attached(home)
    others = other_machines(city)
    ports = Ports(
        link=allocation.link, plain=allocation.plain, elsewhere={**programs, **others}, listen=city.listen
    )
    address_of(city.listen)
    here = {str(one): name for name in running_here(home) for one in processes()[name]}
    _require_one_place(others, here, programs)
    if others:
        _require_no_sharing(others, {one: ports.address(one) for one in here if one not in programs})
        _require_a_way_back(others, city.listen)
        _require_all_known(here, ports)
    return ports


def other_machines(city: City) -> dict[str, Address]:
    """``elsewhere`` of ``city``, read.

    Raises:
        NoIdentity: nobody's name.
        AddressUnreadable: not HOST:PORT.
    """
    for name in city.elsewhere:
        if name not in list(Identity):
            raise NoIdentity(name=name, known=", ".join(Identity))
    return {name: parsed(address) for name, address in city.elsewhere.items()}


def is_loopback(host: str) -> bool:
    """Whether ``host`` is an address that no other machine can reach; a name is taken for another machine's."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_of(host: str) -> str:
    """``host``, if it is one address that a listener can have.

    Raises:
        ListenUnusable: a name, or an address that stands for many.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise ListenUnusable(given=host) from None
    if address.is_unspecified or address.is_multicast:
        raise ListenUnusable(given=host)
    return host


def _require_one_place(
    others: Mapping[str, Address], here: Mapping[str, str], programs: Mapping[str, Address]
) -> None:
    for name in others:
        if name in here:
            raise HereAndElsewhere(name=name, process=here[name])
        if name in programs:
            raise AttachedAndElsewhere(name=name)


def _require_no_sharing(others: Mapping[str, Address], own: Mapping[str, Address]) -> None:
    for (first, one), (second, two) in combinations({**own, **others}.items(), 2):
        if one == two:
            raise AddressShared(first=first, second=second)


def _require_a_way_back(others: Mapping[str, Address], listen: str) -> None:
    for name, (host, _) in others.items():
        if is_loopback(listen) and not is_loopback(host):
            raise ListenUnreachable(name=name, host=host, listen=listen)


def _require_all_known(here: Mapping[str, str], ports: Ports) -> None:
    links = topology.load(str(links_file()))
    for one in here:
        for link in links.receivers(Identity(one)):
            if link.receiver not in here and link.receiver not in ports.elsewhere:
                raise NowhereToGo(caller=one, name=link.receiver)
