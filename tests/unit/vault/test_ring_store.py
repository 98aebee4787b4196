"""Rings: who may open them, what a change of keys passes through, and that nothing gives a key away."""

import inspect
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from juki.vault import ring_store
from juki.vault.errors import KeysMissing, KeysUnopened, NotGiven, RotationOpen, WrongSort
from juki.vault.ring_store import RingStore
from juki.vault.rings import State
from juki.vault.store import KeyStore
from juki.vault.wrapping import GivenKey, new_text

NOW = datetime(2026, 4, 1, tzinfo=UTC)
NUMBER = "0" * 12


@pytest.fixture(autouse=True)
def _looks_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ring_store, "LOOKS_AGAIN", 0.0)


@pytest.fixture
def store(tmp_path: Path) -> RingStore:
    found = opened(tmp_path, new_text())
    found.make("unified", "numbers", "column", now=NOW)
    found.make("unified", "forms", "form", now=NOW)
    found.make("unified", "sign", "sign", now=NOW)
    found.make("unified", "seal", "seal", now=NOW)
    return found


def opened(folder: Path, text: str) -> RingStore:
    wrapper = GivenKey.of_text(text)
    return RingStore(folder, {"unified": wrapper, "kiosk": wrapper}.get)


def test_a_ring_is_its_owners_alone_and_holds_no_key_in_plain(store: RingStore, tmp_path: Path):
    file = store.file("unified", "numbers")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [one.name for one in file.parent.iterdir() if ".new" in one.name] == []


def test_another_wrapping_key_opens_nothing(store: RingStore, tmp_path: Path):
    with pytest.raises(KeysUnopened):
        opened(tmp_path, new_text()).column("unified", "numbers")


def test_a_process_that_was_given_nothing_opens_nothing(store: RingStore, tmp_path: Path):
    with pytest.raises(NotGiven):
        RingStore(tmp_path, {}.get).column("unified", "numbers")


def test_there_is_no_ring(store: RingStore):
    with pytest.raises(KeysMissing):
        store.column("unified", "other")


def test_a_ring_in_anothers_place_does_not_open(store: RingStore):
    file = store.file("kiosk", "numbers")
    file.parent.mkdir()
    text = store.file("unified", "numbers").read_text()
    file.write_text(text)
    with pytest.raises(KeysUnopened):
        store.column("kiosk", "numbers")
    file.write_text(text.replace('"unified"', '"kiosk"'))
    with pytest.raises(KeysUnopened):
        store.column("kiosk", "numbers")


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"owner": "unified"}'])
def test_a_broken_ring_is_said_to_be_broken(store: RingStore, content: bytes):
    store.file("unified", "numbers").write_bytes(content)
    with pytest.raises(KeysUnopened):
        store.column("unified", "numbers")


def test_a_change_of_keys_step_by_step(store: RingStore):
    place = ("unified", "numbers")
    old = store.column(*place)
    coming = store.introduce(*place, now=NOW)
    assert store.column(*place).active == old.active
    assert store.column(*place).changing
    store.activate(*place)
    new = store.column(*place)
    assert (new.active, new.open(old.seal(NUMBER)), old.seal(NUMBER) in new.every(NUMBER)) == (
        coming,
        NUMBER,
        True,
    )
    store.retire(*place, now=NOW)
    assert not store.column(*place).changing
    states = {note.id: note.state for note in store.notes() if note.purpose == "numbers"}
    assert states == {old.active: State.RETIRED, coming: State.ACTIVE}
    assert store.file(*place).read_text().count('"wrapped": ""') == 1


def test_one_change_at_a_time(store: RingStore):
    place = ("unified", "numbers")
    store.introduce(*place, now=NOW)
    with pytest.raises(RotationOpen):
        store.introduce(*place, now=NOW)
    store.activate(*place)
    with pytest.raises(RotationOpen):
        store.introduce(*place, now=NOW)
    with pytest.raises(RotationOpen):
        store.activate(*place)


def test_a_ring_that_is_there_is_left(store: RingStore):
    before = store.file("unified", "numbers").read_bytes()
    store.make("unified", "numbers", "column", now=NOW)
    assert store.file("unified", "numbers").read_bytes() == before


def test_keys_do_what_they_are_for_and_nothing_else(store: RingStore):
    for asked in (
        lambda: store.column("unified", "forms"), lambda: store.form("unified", "sign"),
        lambda: store.sign("unified", "seal", b""), lambda: store.public("unified", "forms"),
    ):  # fmt: skip
        with pytest.raises(WrongSort):
            asked()


def test_a_signature_is_of_the_public_part(store: RingStore):
    signed = store.sign("unified", "sign", b"said")
    assert len(signed) == 64
    r, s = (int.from_bytes(half, "big") for half in (signed[:32], signed[32:]))
    store.public("unified", "sign").verify(encode_dss_signature(r, s), b"said", ec.ECDSA(hashes.SHA256()))


def test_both_sides_agree_on_a_secret_while_keys_change(store: RingStore):
    other = ec.generate_private_key(ec.SECP256R1())
    before = other.exchange(ec.ECDH(), store.public("unified", "seal"))
    store.introduce("unified", "seal", now=NOW)
    store.activate("unified", "seal")
    after = other.exchange(ec.ECDH(), store.public("unified", "seal"))
    assert store.agreed("unified", "seal", other.public_key()) == [after, before]


def test_nothing_of_a_store_gives_a_key_away(store: RingStore):
    offered = {
        name for name, _ in inspect.getmembers(RingStore, inspect.isfunction) if not name.startswith("_")
    }
    asked = {name for name, _ in inspect.getmembers(KeyStore, inspect.isfunction) if not name.startswith("_")}
    assert asked == {
        "notes",
        "column",
        "form",
        "sign",
        "agreed",
        "public",
        "make",
        "introduce",
        "activate",
        "retire",
    }
    assert offered == asked | {"file"}
