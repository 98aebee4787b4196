"""Processes on other machines: where they are, and what city.toml may not say about them."""

from pathlib import Path

import pytest

from juki.kernel.errors import JukiError
from juki.launch.errors import AddressUnreadable, UnknownProcess
from juki.launch.home import Home
from juki.launch.peers.addresses import ports_of
from juki.launch.peers.attachments import attach
from juki.launch.peers.errors import (
    AddressShared,
    AttachedAndElsewhere,
    HereAndElsewhere,
    ListenUnreachable,
    ListenUnusable,
    NoIdentity,
    NowhereToGo,
)
from juki.launch.ports import settle
from juki.launch.wiring import Ports, processes

WITHOUT_KIOSK = [name for name in processes() if name != "kiosk"]


def home_with(place: Path, *lines: str) -> Home:
    home = Home(place)
    home.city_file.write_text("\n".join(lines) + "\n")
    return home


def ports(home: Home) -> Ports:
    return ports_of(home, settle(home.root / "ports.json"))


def test_a_whole_city_is_on_loopback(tmp_path: Path):
    found = ports(home_with(tmp_path))
    assert found.elsewhere == {}
    assert found.address("kiosk") == ("127.0.0.1", found.link["kiosk"])


def test_a_system_elsewhere_has_its_own_address_and_the_others_that_of_this_machine(tmp_path: Path):
    home = home_with(
        tmp_path,
        f"processes = {WITHOUT_KIOSK}",
        'listen = "192.0.2.1"',
        'elsewhere = { kiosk = "192.0.2.2:20123" }',
    )
    attach(home, "nws", "198.51.100.7:443")
    found = ports(home)
    assert found.address("kiosk") == ("192.0.2.2", 20123)
    assert found.address("registry") == ("192.0.2.1", found.link["registry"])
    assert found.address("nws") == ("198.51.100.7", 443)


def test_a_machine_for_one_system_needs_only_those_whom_it_calls(tmp_path: Path):
    others = 'elsewhere = { registry = "[2001:db8::1]:1", office = "192.0.2.1:2", centre = "192.0.2.1:3" }'
    found = ports(home_with(tmp_path, 'processes = ["kiosk"]', 'listen = "2001:db8::2"', others))
    assert found.address("registry") == ("2001:db8::1", 1)
    assert found.address("kiosk")[0] == "2001:db8::2"


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (['elsewhere = { kiosk = "127.0.0.2:1" }'], HereAndElsewhere),
        (['processes = ["kiosk"]', 'elsewhere = { kiosk = "127.0.0.2:1" }'], HereAndElsewhere),
        (['elsewhere = { nws = "127.0.0.2:1" }'], HereAndElsewhere),
        (['elsewhere = { kiosks = "127.0.0.2:1" }'], NoIdentity),
        ([f"processes = {WITHOUT_KIOSK}", 'elsewhere = { kiosk = "127.0.0.2" }'], AddressUnreadable),
        ([f"processes = {WITHOUT_KIOSK}", 'elsewhere = { kiosk = "192.0.2.2:1" }'], ListenUnreachable),
        ([f"processes = {WITHOUT_KIOSK}", 'elsewhere = { kiosk = "kiosk.example:1" }'], ListenUnreachable),
        (['processes = ["kiosk"]', 'elsewhere = { registry = "127.0.0.2:1" }'], NowhereToGo),
        (
            ['processes = ["kiosk"]',
             'elsewhere = { registry = "127.0.0.2:1", office = "127.0.0.2:1", centre = "127.0.0.2:3" }'],
            AddressShared,
        ),
        (['listen = "0.0.0.0"'], ListenUnusable),
        (['listen = "::"'], ListenUnusable),
        (['listen = "224.0.0.1"'], ListenUnusable),
        (['listen = "localhost"'], ListenUnusable),
        (['listen = ""'], ListenUnusable),
        (['processes = ["kiosks"]'], UnknownProcess),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(tmp_path: Path, lines: list[str], error: type[JukiError]):
    with pytest.raises(error):
        ports(home_with(tmp_path, *lines))


def test_a_counterpart_is_attached_or_elsewhere_and_not_both(tmp_path: Path):
    here = [name for name in processes() if name != "outside"]
    others = {one: f"127.0.0.2:{n + 1}" for n, one in enumerate(processes()["outside"])}
    text = "elsewhere = { " + ", ".join(f'{one} = "{place}"' for one, place in others.items()) + " }"
    home = home_with(tmp_path, f"processes = {here}", text)
    assert ports(home).address("nws")[0] == "127.0.0.2"
    attach(home, "nws", "127.0.0.1:9443")
    with pytest.raises(AttachedAndElsewhere):
        ports(home)


def test_two_identities_of_this_machine_and_another_never_share_an_address(tmp_path: Path):
    port = settle(tmp_path / "ports.json").link["registry"]
    home = home_with(
        tmp_path, f"processes = {WITHOUT_KIOSK}", f'elsewhere = {{ kiosk = "127.0.0.1:{port}" }}'
    )
    with pytest.raises(AddressShared):
        ports(home)
