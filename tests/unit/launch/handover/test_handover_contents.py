"""Which files go with a system: by links.toml, its own keys, and nobody else's."""

from pathlib import Path

import pytest

from juki.launch.handover.contents import contents_of, copy, remove
from juki.launch.handover.giving import MOVABLE
from juki.launch.home import Home, links_file
from juki.links import topology
from juki.links.identity import Identity

LINKS = topology.load(str(links_file()))


@pytest.mark.parametrize("system", MOVABLE)
def test_certificates_of_peers_and_keys_of_its_own(system: Identity):
    found = contents_of(system)
    peers = {link.receiver for link in LINKS.receivers(system)} | {
        link.sender for link in LINKS.senders(system)
    }
    named = {Path(name).parts[1] for name in found.public if name.startswith("identities/")}
    assert named == peers | {system}
    assert all(name.endswith(".pem") or name == "clock.json" for name in found.public)
    keys = {name for name in found.secret if name.startswith("identities/")}
    assert keys == {f"identities/{system}/{purpose}.key" for purpose in ("tls", "sign", "seal")}
    assert all(str(system) in name for name in (*found.secret, *found.stale))


@pytest.mark.parametrize("system", MOVABLE)
def test_who_seals_documents_takes_that_key_along(system: Identity):
    sealing = [name for name in contents_of(system).secret if name.startswith("documents/")]
    wanted = [f"documents/{system}.key", f"documents/{system}.secret"]
    assert sealing == (wanted if system in {"registry", "kiosk"} else [])


def test_secrets_move_and_the_rest_stays(tmp_path: Path):
    here, there = Home(tmp_path / "here"), Home(tmp_path / "there")
    contents = contents_of(Identity.KIOSK)
    everything = [
        *contents.public,
        *contents.secret,
        *contents.stale,
        "authority/authority.key",
        "cards/authority.key",
    ]
    everything.append("identities/registry/sign.key")
    for name in everything:
        place = here.root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(name)
    copy(contents, here, there)
    remove(contents, here)
    carried = {str(file.relative_to(there.root)) for file in there.root.rglob("*") if file.is_file()}
    assert carried == {*contents.public, *contents.secret}
    left = {str(file.relative_to(here.root)) for file in here.root.rglob("*") if file.is_file()}
    assert left == set(everything) - {*contents.secret, *contents.stale}
    assert all((there.root / name).stat().st_mode & 0o077 == 0 for name in contents.secret)
