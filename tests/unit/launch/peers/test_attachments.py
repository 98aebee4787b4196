"""Somebody else's program in a counterpart's place."""

from pathlib import Path

import pytest

from juki.launch.errors import AddressUnreadable, CityUnreadable, NoCounterpart
from juki.launch.home import Home
from juki.launch.peers.attachments import attach, attached, detach


def test_attach_and_detach(tmp_path: Path):
    home = Home(tmp_path)
    assert attached(home) == {}
    attach(home, "nws", "127.0.0.1:9443")
    attach(home, "nation", "[::1]:9444")
    assert attached(home) == {"nws": ("127.0.0.1", 9443), "nation": ("::1", 9444)}
    detach(home, "nws")
    assert attached(home) == {"nation": ("::1", 9444)}


@pytest.mark.parametrize("name", ["registry", "office", "nobody", ""])
def test_only_counterparts(tmp_path: Path, name: str):
    with pytest.raises(NoCounterpart):
        attach(Home(tmp_path), name, "127.0.0.1:9443")
    with pytest.raises(NoCounterpart):
        detach(Home(tmp_path), name)


@pytest.mark.parametrize("address", ["", "host", ":1", "host:", "host:0", "host:65536", "host:x", "host:１"])
def test_addresses_that_do_not_read(tmp_path: Path, address: str):
    with pytest.raises(AddressUnreadable):
        attach(Home(tmp_path), "nws", address)


def test_a_wrong_file_is_refused(tmp_path: Path):
    (tmp_path / "attached.json").write_text('{"nws": 1}')
    with pytest.raises(CityUnreadable):
        attached(Home(tmp_path))
