"""Ports: different, kept, and given anew when a line was removed."""

import json
import socket
from pathlib import Path

import pytest

from juki.launch import ports
from juki.launch.errors import CityUnreadable, PortTaken
from juki.launch.ports import free_ports, require_free, settle
from juki.links.identity import Identity


def test_every_identity_and_process_gets_a_port_of_its_own(tmp_path: Path):
    found = settle(tmp_path / "ports.json")
    given = [found.postgres, *found.plain.values(), *found.link.values()]
    assert len(set(given)) == len(given) == 1 + 8 + 19
    assert set(found.link) == {str(one) for one in Identity}


def test_ports_are_kept(tmp_path: Path):
    file = tmp_path / "ports.json"
    assert settle(file) == settle(file)


def test_a_removed_line_gets_a_new_port_and_the_others_stay(tmp_path: Path):
    file = tmp_path / "ports.json"
    before = settle(file)
    content = json.loads(file.read_text())
    del content["link"]["nws"]
    content["plain"].pop("kiosk")
    file.write_text(json.dumps(content))
    after = settle(file)
    assert after.postgres == before.postgres
    assert {**after.link, "nws": 0} == {**before.link, "nws": 0}
    assert len({after.postgres, *after.plain.values(), *after.link.values()}) == 28


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"postgres": "x"}', '{"plain": []}', '{"postgres": 1, "link": {"nws": null}}']
)
def test_an_unreadable_file_is_named(tmp_path: Path, text: str):
    file = tmp_path / "ports.json"
    file.write_text(text)
    with pytest.raises(CityUnreadable, match=r"ports\.json"):
        settle(file)


def test_a_strangers_port_is_never_given(monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", free_ports(1)[0]))
        stranger.listen()
        port = stranger.getsockname()[1]
        monkeypatch.setattr(ports, "LOWEST", port)
        monkeypatch.setattr(ports, "HIGHEST", port + 20)
        assert port not in free_ports(20)
        assert set(free_ports(20, but=[port + 1])) & {port, port + 1} == set()


def test_a_port_is_free_or_taken_by_address():
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.3", free_ports(1)[0]))
        stranger.listen()
        port = stranger.getsockname()[1]
        assert not ports.is_free(port, "127.0.0.3")
        assert ports.is_free(port, "127.0.0.4")
        assert ports.is_free(port)
    assert not ports.is_free(0, "192.0.2.1")  # an address of documentation is no machine's


def test_a_strangers_port_is_refused(tmp_path: Path):
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", free_ports(1)[0]))
        stranger.listen()
        port = stranger.getsockname()[1]
        with pytest.raises(PortTaken, match=f"kiosk のポート {port}"):
            require_free({"kiosk": port}, file=tmp_path / "ports.json")
    require_free({"kiosk": port}, file=tmp_path / "ports.json")
