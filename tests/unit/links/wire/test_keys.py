"""Signing and sealing: only what we wrote, by whom it says, for whom it is."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe, jws
from joserfc.jwk import ECKey, OctKey, RSAKey

from juki.launch import authority
from juki.links.errors import BadSignature, NotSealed
from juki.links.wire import keys
from juki.links.wire.keys import SEALING, is_sealed, seal, sign, unseal, verified

OURS, OTHERS = ECKey.generate_key("P-256"), ECKey.generate_key("P-256")


def head_of(token: str) -> dict:
    return msgspec.json.decode(urlsafe_b64decode(token.split(".", maxsplit=1)[0] + "==="))


def with_head(token: str, **other) -> str:
    head = urlsafe_b64encode(msgspec.json.encode({**head_of(token), **other})).rstrip(b"=").decode()
    return ".".join([head, *token.split(".")[1:]])


@given(st.binary(max_size=300))
def test_what_is_signed_is_verified(content):
    assert verified(sign(content, key=OURS, signer="unified"), key=OURS, signer="unified") == content


def test_our_signature_is_es256_with_the_signers_name():
    assert head_of(sign(b"x", key=OURS, signer="unified")) == {"alg": "ES256", "kid": "unified"}


@given(st.integers(0, 10_000), st.sampled_from("Aa0-_."))
def test_an_altered_token_is_refused(place, character):
    token = sign(b'{"a":1}', key=OURS, signer="unified")
    place %= len(token) - 1  # the last character holds bits that base64 ignores
    altered = token[:place] + character + token[place + 1 :]
    if altered != token:
        with pytest.raises(BadSignature):
            verified(altered, key=OURS, signer="unified")


@pytest.mark.parametrize("alg", ["HS256", "ES384", "RS256", "PS256", "none"])
def test_other_algorithms_are_refused(alg):
    key = {"HS256": OctKey.generate_key(256), "ES384": ECKey.generate_key("P-384"), "none": None}.get(alg)
    signing = key or RSAKey.generate_key(2048)
    token = sign(b"x", key=OURS, signer="unified")
    if alg != "none":
        token = jws.serialize_compact({"alg": alg, "kid": "unified"}, b"x", signing, algorithms=[alg])
    with pytest.raises(BadSignature):
        verified(with_head(token, alg=alg), key=OURS, signer="unified")


def test_another_key_and_another_name_are_refused():
    with pytest.raises(BadSignature):
        verified(sign(b"x", key=OTHERS, signer="unified"), key=OURS, signer="unified")
    with pytest.raises(BadSignature):
        verified(sign(b"x", key=OURS, signer="registry"), key=OURS, signer="unified")
    bare = jws.serialize_compact({"alg": "ES256"}, b"x", OURS)
    with pytest.raises(BadSignature):
        verified(bare, key=OURS, signer="unified")


def test_a_key_in_the_head_is_not_asked():
    token = jws.serialize_compact(
        {"alg": "ES256", "kid": "unified", "jwk": OTHERS.as_dict(private=False)}, b"x", OTHERS
    )
    with pytest.raises(BadSignature):
        verified(token, key=OURS, signer="unified")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_what_is_sealed_is_opened_by_its_receiver_alone(content):
    token = seal(content, key=OURS)
    assert is_sealed(token)
    assert unseal(token, key=OURS) == content
    with pytest.raises(NotSealed):
        unseal(token, key=OTHERS)


def test_sealing_twice_gives_different_tokens():
    assert seal("x", key=OURS) != seal("x", key=OURS)


@pytest.mark.parametrize("size", [100_000, 2_900_000])
def test_long_households_are_signed_and_sealed(size):
    sealed = seal("あ" * (size // 3), key=OURS)
    assert len(unseal(sealed, key=OURS)) == size // 3
    assert verified(sign(sealed.encode(), key=OURS, signer="u"), key=OURS, signer="u") == sealed.encode()


@pytest.mark.parametrize(
    "other",
    [{"zip": "DEF"}, {"alg": "dir"}, {"alg": "ECDH-ES"}, {"alg": "none"}, {"enc": "A128GCM"}, {"epk": 1}, {"epk": {}},
     {"epk": {"kty": "oct", "k": "AA"}}, {"epk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}, {"crit": ["x"]},
     {"epk": {"kty": "EC", "crv": "P-250", "x": "AA", "y": "AA"}},
     {"p2c": 10**9}],
)  # fmt: skip
def test_a_head_that_is_not_ours_is_refused(other):
    with pytest.raises(NotSealed):
        unseal(with_head(seal("x", key=OURS), **other), key=OURS)


def test_a_compressed_body_never_gets_as_far_as_its_key():
    token = jwe.encrypt_compact(
        {**SEALING, "zip": "DEF"}, b"0" * 100_000, OURS, algorithms=[*SEALING.values(), "DEF"]
    )
    assert not is_sealed(token)


@pytest.mark.parametrize("token", ["", "{}", "....", "a.b.c.d.e", "a.b.c", "あ.い.う.え.お", "x" * 100])
def test_what_is_no_sealed_body(token):
    assert not is_sealed(token)
    with pytest.raises(NotSealed):
        unseal(token, key=OURS)


@given(st.integers(0, 10_000), st.sampled_from("Aa0-_.!"))
def test_an_altered_sealed_body_is_refused(place, character):
    token = seal("内容", key=OURS)
    place %= len(token) - 1
    altered = token[:place] + character + token[place + 1 :]
    if altered != token:
        with pytest.raises(NotSealed):
            unseal(altered, key=OURS)


def test_keys_come_from_the_files_of_the_launcher(tmp_path):
    ca = authority.create(tmp_path / "authority", name="test")
    ca.issue(tmp_path / "sign", uri="urn:juki:system:unified")
    private, public = (
        keys.private_key(str(tmp_path / "sign.key")),
        keys.public_key(str(tmp_path / "sign.pem")),
    )
    assert verified(sign(b"x", key=private, signer="unified"), key=public, signer="unified") == b"x"
    assert not public.is_private
