"""What links.toml gives a process, and nothing besides."""

from pathlib import Path

import pytest

from juki.launch.home import links_file
from juki.launch.wiring import Ports, identity_files, processes
from juki.links import topology
from juki.links.identity import INSIDE, OUTSIDE, Identity

LINKS = topology.load(str(links_file()))
PORTS = Ports(link={str(one): 30_000 + n for n, one in enumerate(Identity)}, plain={})


def test_eight_processes_speak_for_nineteen_identities():
    spoken = [one for identities in processes().values() for one in identities]
    assert sorted(spoken) == sorted(Identity)
    assert len(processes()) == 8
    assert set(processes()["outside"]) == OUTSIDE
    assert all(processes()[one] == [one] for one in INSIDE)


@pytest.mark.parametrize("identity", list(Identity))
def test_addresses_only_of_peers_in_links_toml(identity: Identity):
    files = identity_files(Path("/home"), identity, LINKS, PORTS)
    assert set(files.receivers) == {link.receiver for link in LINKS if link.sender == identity}
    assert set(files.senders) == {link.sender for link in LINKS if link.receiver == identity}


def test_a_machines_own_doors_are_where_it_listens_and_its_peers_are_told_so():
    ports = Ports(link=PORTS.link, plain={}, elsewhere={"kiosk": ("192.0.2.2", 9443)}, listen="192.0.2.1")
    files = identity_files(Path("/home"), Identity.REGISTRY, LINKS, ports)
    assert (files.host, files.port) == ("192.0.2.1", PORTS.link["registry"])
    assert (files.receivers["kiosk"].host, files.receivers["jukinet"].host) == ("192.0.2.2", "192.0.2.1")


def test_somebody_elses_program_has_its_own_address():
    ports = Ports(link=PORTS.link, plain={}, elsewhere={"nws": ("192.0.2.7", 9443)})
    address = identity_files(Path("/home"), Identity.INTERMEDIARY, LINKS, ports).receivers["nws"]
    assert (address.host, address.port) == ("192.0.2.7", 9443)
