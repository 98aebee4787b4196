"""Keys in a PKCS#11 token, tried with SoftHSM2 (script/softhsm); without it these tests are skipped, and say so."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from juki.vault import ring_store
from juki.vault.errors import KeysUnopened, TokenAway
from juki.vault.ring_store import RingStore
from juki.vault.tokens import Token, TokenKey, TokenPairs
from juki.vault.wrapping import Wrapper

PLACE = Path(__file__).parents[3] / ".cache" / "softhsm"
NOW = datetime(2026, 4, 1, tzinfo=UTC)
PIN = "1234"
NUMBER = "0" * 12


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Token:
    library = PLACE / "libsofthsm2.so"
    if not library.exists():
        pytest.skip("SoftHSM2 がないため PKCS#11 を試していません。script/softhsm を実行してください。")
    place = tmp_path_factory.mktemp("tokens")
    settings = place / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {place}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    made = [
        "--init-token",
        "--free",
        "--label",
        "juki",
        "--pin",
        PIN,
        "--so-pin",
        PIN,
        "--module",
        str(library),
    ]
    subprocess.run([str(PLACE / "softhsm2-util"), *made], check=True, capture_output=True)
    return Token(str(library), "juki", PIN)


@pytest.fixture
def store(token: Token, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RingStore:
    monkeypatch.setattr(ring_store, "LOOKS_AGAIN", 0.0)

    def wrapper(owner: str) -> Wrapper:
        return TokenKey(token, owner)

    return RingStore(tmp_path, wrapper, TokenPairs(token))


def test_a_column_is_read_and_rotated_by_keys_that_the_token_closes(store: RingStore):
    place = ("unified", "numbers")
    store.make(*place, "column", now=NOW)
    old = store.column(*place).seal(NUMBER)
    store.introduce(*place, now=NOW)
    store.activate(*place)
    assert store.column(*place).open(old) == NUMBER
    store.retire(*place, now=NOW)
    assert store.column(*place).seal(NUMBER) != old


def test_a_signature_is_made_in_the_token(store: RingStore):
    store.make("unified", "sign", "sign", now=NOW)
    signed = store.sign("unified", "sign", b"said")
    r, s = (int.from_bytes(half, "big") for half in (signed[:32], signed[32:]))
    store.public("unified", "sign").verify(encode_dss_signature(r, s), b"said", ec.ECDSA(hashes.SHA256()))


def test_a_secret_is_agreed_in_the_token(store: RingStore):
    store.make("unified", "seal", "seal", now=NOW)
    other = ec.generate_private_key(ec.SECP256R1())
    expected = other.exchange(ec.ECDH(), store.public("unified", "seal"))
    assert store.agreed("unified", "seal", other.public_key()) == [expected]


def test_no_private_key_leaves_the_token(store: RingStore, token: Token):
    from pkcs11 import Attribute, AttributeSensitive, ObjectClass  # noqa: PLC0415 - the library's own words

    store.make("unified", "sign", "sign", now=NOW)
    store.make("unified", "numbers", "column", now=NOW)
    for sort in (ObjectClass.PRIVATE_KEY, ObjectClass.SECRET_KEY):
        found = list(token.session.get_objects({Attribute.CLASS: sort}))
        assert found
        for key in found:
            assert not key[Attribute.EXTRACTABLE]
            with pytest.raises(AttributeSensitive):
                key[Attribute.VALUE]


def test_a_ring_of_another_owner_does_not_open(store: RingStore, token: Token, tmp_path: Path):
    store.make("unified", "numbers", "column", now=NOW)
    store.make("kiosk", "numbers", "column", now=NOW)
    text = store.file("unified", "numbers").read_text()
    store.file("kiosk", "numbers").write_text(text.replace('"unified"', '"kiosk"'))
    with pytest.raises(KeysUnopened):
        store.column("kiosk", "numbers")


@pytest.mark.parametrize(("label", "pin"), [("juki", "0000"), ("other", PIN)])
def test_another_pin_or_no_such_token(token: Token, label: str, pin: str):
    with pytest.raises(TokenAway):
        Token(str(PLACE / "libsofthsm2.so"), label, pin)


def test_no_such_library(tmp_path: Path):
    with pytest.raises(TokenAway):
        Token(str(tmp_path / "none.so"), "juki", PIN)
