"""What an engineer gets for a program of his own."""

import stat
from pathlib import Path

import msgspec
import pytest

from juki.launch import authority, wiring
from juki.launch.errors import NoCounterpart, TargetNotEmpty
from juki.launch.home import Home
from juki.launch.peers.export import ExportNote, export
from juki.launch.peers.listing import listing
from juki.launch.ports import settle


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.make()
    home.settle_city(residents=None, seed=None)
    wiring.issue_all(authority.create(home.root / "authority", name="test"), home.root)
    return home


def test_keys_peers_and_what_may_be_said(home: Home, tmp_path: Path):
    allocation = settle(home.root / "ports.json")
    file = export(home, "nws", tmp_path / "nws", allocation)
    note = msgspec.json.decode(file.read_bytes(), type=ExportNote)
    assert {peer.name for peer in note.peers} == {"intermediary", "inquirer", "nation"}
    intermediary = next(peer for peer in note.peers if peer.name == "intermediary")
    assert intermediary.port == allocation.link["intermediary"]
    assert intermediary.ask == ["permitted-inquiry"]
    assert "processing-number-request" in intermediary.receive
    assert intermediary.sealed
    for name in (note.tls_key, note.sign_key, note.seal_key):
        assert stat.S_IMODE((tmp_path / "nws" / name).stat().st_mode) == 0o600
    for peer in note.peers:
        assert (tmp_path / "nws" / peer.sign).exists()
        assert (tmp_path / "nws" / peer.seal).exists()
    assert not list((tmp_path / "nws" / "peers").glob("*.key"))


def test_never_the_keys_of_the_city_hall_and_never_over_files(home: Home, tmp_path: Path):
    allocation = settle(home.root / "ports.json")
    with pytest.raises(NoCounterpart):
        export(home, "registry", tmp_path / "x", allocation)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "tls.key").touch()
    with pytest.raises(TargetNotEmpty):
        export(home, "nws", tmp_path / "mine", allocation)


def test_all_nineteen_are_listed(home: Home):
    lines = {line.identity: line for line in listing(home, settle(home.root / "ports.json"))}
    assert len(lines) == 19
    assert lines["registry"].speaker == "system"
    assert lines["nws"].speaker == "simulated"
    assert "intermediary" in lines["nws"].speaks_to
    assert lines["jpki"].speaks_to == {}


def test_a_machine_with_a_part_of_the_city_lists_whom_it_deals_with(home: Home):
    dealt_with = {"kiosk", "registry", "office", "centre"}
    others = (
        'elsewhere = { registry = "127.0.0.9:20001", office = "127.0.0.9:20002", centre = "127.0.0.9:20003" }'
    )
    home.city_file.write_text(f'processes = ["kiosk"]\nlisten = "127.0.0.2"\n{others}\n')
    for file in (home.root / "identities").glob("*/*.pem"):
        if file.parent.name not in dealt_with or (file.stem == "tls" and file.parent.name != "kiosk"):
            file.unlink()
    lines = {line.identity: line for line in listing(home, settle(home.root / "ports.json"))}
    assert {name: line.speaker for name, line in lines.items()} == {
        name: "system" if name == "kiosk" else "elsewhere" for name in dealt_with
    }
    assert (lines["registry"].host, lines["registry"].port) == ("127.0.0.9", 20001)
    assert lines["kiosk"].host == "127.0.0.2"
