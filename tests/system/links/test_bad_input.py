"""What must never get in: each refused with a code, logged once, changing nothing; never a 500 or 503."""

import json
from base64 import urlsafe_b64encode
from pathlib import Path

import msgspec
import pytest
from django.test import Client
from joserfc import jwe, jws
from joserfc.jwk import OctKey

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.links.errors import NotSealed
from juki.links.post.models import Inbox
from juki.links.wire import keys
from juki.links.wire.envelope import digest_of
from juki.links.wire.keys import SEALING, private_key, public_key, seal
from support.loopback import door


@pytest.mark.parametrize(
    "content",
    [b"x", b"{}", b"null", b"[]", b"[1]", b'["a"', b"\xff\xfe", b"[" * 200_000, b'["\\ud800"]', b'"a.b.c"',
     json.dumps(["a"] * 101).encode()],
)  # fmt: skip
def test_a_body_that_is_no_list_of_tokens(forger, refused, content):
    refused(forger.deliver(content=content), "LNK-0104", 400)


def _b64(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


UNSIGNED = _b64(b'{"alg":"none"}') + "." + _b64(b"{}") + "."


@pytest.mark.parametrize(
    "token",
    ["", "a", "..", "a.b.c", "あ.い.う", "a.b.c\0", UNSIGNED, UNSIGNED + "AA", _b64(b"[" * 300) + ".e30.AA",
     _b64(b'{"alg":["ES256"]}') + ".e30.AA", _b64(b'{"alg":"ES256","crit":["x"],"x":1}') + ".e30.AA",
     _b64(b'{"alg":"ES256","b64":false,"crit":["b64"]}') + ".e30.AA", _b64(b"1" * 5000) + ".e30.AA"],
)  # fmt: skip
def test_a_token_that_is_no_signature(forger, refused, token):
    refused(forger.deliver(token), "LNK-0103", 400)


def test_a_token_that_is_no_signature_is_no_question_either(forger, refused):
    refused(forger.ask(b"\xff\xff.\x00.x"), "LNK-0103", 400)


def test_unsigned(forger, refused):
    content = msgspec.json.encode(forger.envelope())
    refused(
        forger.deliver(_b64(b'{"alg":"none","kid":"unified"}') + "." + _b64(content) + "."), "LNK-0103", 400
    )


def test_signed_with_the_public_key_as_a_secret(forger, refused):
    pem = Path(current().identities["intermediary"].senders["unified"].sign).read_bytes()
    for secret in (
        pem,
        public_key(current().identities["intermediary"].senders["unified"].sign).as_pem(private=False),
    ):
        token = jws.serialize_compact(
            {"alg": "HS256", "kid": "unified"}, msgspec.json.encode(forger.envelope()), OctKey.import_key(secret.hex()),
            algorithms=["HS256"],
        )  # fmt: skip
        assert forger.deliver(token)[1]["code"] == "LNK-0103"


@pytest.mark.parametrize(
    "spoilt", [{"key": "registry"}, {"kid": "registry"}, {"kid": ""}, {"key": "registry", "kid": "registry"}]
)
def test_signed_by_another_identity(forger, refused, spoilt):
    token = keys.sign(
        msgspec.json.encode(forger.envelope()),
        key=private_key(current().identities[spoilt.get("key", "unified")].sign_key), signer=spoilt.get("kid", "unified"),
    )  # fmt: skip
    refused(forger.deliver(token), "LNK-0103", 400)


def test_altered_after_signing(forger, refused):
    head, body, signature = forger.signed(forger.envelope()).split(".")
    other = forger.signed(forger.envelope(number="2")).split(".")[1]
    assert forger.deliver(f"{head}.{other}.{signature}")[1]["code"] == "LNK-0103"
    assert forger.deliver(f"{head}.{body}.{signature[:-4]}AAAA")[1]["code"] == "LNK-0103"


def test_the_senders_tls_name_and_the_signature_must_agree(db, forger):
    token = forger.signed(forger.envelope(), key="unified", kid="unified")
    forger.own = "nws"
    assert forger.deliver(token)[1]["code"] == "LNK-0103"


SPOILT = [
    ({"sender": "registry"}, "LNK-0102", 403),
    ({"destination": "registry"}, "LNK-0102", 403),
    ({"name": "no-such"}, "LNK-0101", 403),
    ({"name": "numbering-request"}, "LNK-0101", 403),
    ({"name": "permitted-inquiry"}, "LNK-0101", 403),
    ({"name": "a\0"}, "LNK-0104", 400),
    ({"name": "x" * 101}, "LNK-0104", 400),
    ({"kind": "question"}, "LNK-0104", 400),
    ({"kind": "answer"}, "LNK-0104", 400),
    ({"kind": "other"}, "LNK-0104", 400),
    ({"sequence": 0}, "LNK-0104", 400),
    ({"sequence": -1}, "LNK-0104", 400),
    ({"sequence": 2**63}, "LNK-0104", 400),
    ({"sequence": 10**40}, "LNK-0104", 400),
    ({"sequence": "1"}, "LNK-0104", 400),
    ({"sequence": 1.5}, "LNK-0104", 400),
    ({"sequence": 2}, "LNK-0201", 409),
    ({"sequence": 2**63 - 1}, "LNK-0201", 409),
    ({"epoch": 0}, "LNK-0104", 400),
    ({"epoch": -1}, "LNK-0104", 400),
    ({"epoch": 2**31}, "LNK-0104", 400),
    ({"version": 2**15}, "LNK-0104", 400),
    ({"version": -1}, "LNK-0104", 400),
    ({"streams": ["a\0b"]}, "LNK-0104", 400),
    ({"streams": [""]}, "LNK-0104", 400),
    ({"streams": ["x" * 201]}, "LNK-0104", 400),
    ({"streams": ["x"] * 1001}, "LNK-0104", 400),
    ({"streams": "x"}, "LNK-0104", 400),
    ({"id": "1"}, "LNK-0104", 400),
    ({"trace": None}, "LNK-0104", 400),
    ({"legal_day": "2026-02-30"}, "LNK-0104", 400),
    ({"legal_day": "0001-01-01"}, "LNK-0104", 400),
    ({"recorded_at": "2026-11-23T10:00:00"}, "LNK-0104", 400),
    ({"recorded_at": "0001-01-01T00:00:00+14:00"}, "LNK-0104", 400),
    ({"recorded_at": "9999-12-31T23:59:59-14:00"}, "LNK-0104", 400),
    ({"recorded_at": 1e300}, "LNK-0104", 400),
    ({"digest": "0" * 64}, "LNK-0104", 400),
    ({"digest": ""}, "LNK-0104", 400),
    ({"body": '{"unified_number":"2"}'}, "LNK-0104", 400),
    ({"extra": 1}, "LNK-0104", 400),
]


@pytest.mark.parametrize(("spoilt", "code", "status"), SPOILT, ids=[str(one[0])[:40] for one in SPOILT])
def test_an_envelope_of_the_wrong_shape(forger, refused, spoilt, code, status):
    refused(forger.deliver(forger.signed(forger.raw(**spoilt))), code, status)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"kind":"message"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\u0000"}',
    ],
)
def test_signed_nonsense(forger, refused, content):
    refused(forger.deliver(forger.signed(content)), "LNK-0104", 400)


def test_one_bad_message_refuses_its_whole_batch(forger, refused):
    good, bad = forger.signed(forger.envelope(1)), forger.signed(forger.raw(2, extra=1))
    refused(forger.deliver(good, bad), "LNK-0104", 400)


def test_a_heartbeat_among_messages(forger, refused):
    beat = forger.envelope(kind="heartbeat", name="", body="", streams=(), digest="", sequence=1)
    refused(forger.deliver(forger.signed(forger.envelope()), forger.signed(beat)), "LNK-0104", 400)


@pytest.mark.parametrize(
    ("spoilt", "code", "status"),
    [({"body": "x"}, "LNK-0104", 400), ({"recorded_at": "2020-01-01T00:00:00+00:00"}, "LNK-0204", 409),
     ({"sender": "registry"}, "LNK-0102", 403), ({"sequence": -1}, "LNK-0104", 400)],
)  # fmt: skip
def test_a_heartbeat_that_lies(forger, refused, spoilt, code, status):
    beat = forger.envelope(kind="heartbeat", name="", body="", streams=(), digest="", sequence=0)
    refused(forger.deliver(forger.signed({**msgspec.to_builtins(beat), **spoilt})), code, status)


CONTENTS = ["{}", "[]", "x", "", '{"unified_number":1}', '{"unified_number":"1","more":1}', '{"unified_number":"a\\u0000"}',
            '{"unified_number":"\\ud800"}', '{"unified_number":"1"} {}', "{" * 100_000, '{"a":' * 50_000]  # fmt: skip


@pytest.mark.parametrize("body", CONTENTS, ids=[one[:24] for one in CONTENTS])
def test_content_of_the_wrong_shape_is_kept_and_the_feed_goes_on(db, desk, forger, body):
    """The envelope is in order, so the number counts: refusing it for ever would stop everyone's news."""
    token = forger.signed(forger.envelope(1, body=body))
    assert forger.deliver(token) == (200, [{"sequence": 1, "state": "parked", "code": "LNK-0104"}])
    assert forger.deliver(forger.signed(forger.envelope(2, "2")))[1][0]["state"] == "applied"
    assert Inbox.objects.get(sequence=1).body == body
    assert desk.applied == ["2"]


@pytest.mark.parametrize(("length", "state"), [(20, "applied"), (21, "parked"), (100_000, "parked")])
def test_a_number_has_an_end(db, desk, forger, length, state):
    assert (
        forger.deliver(forger.signed(forger.envelope(1, "1" * length, streams=("s",))))[1][0]["state"]
        == state
    )


def test_a_later_version_is_kept_until_the_program_knows_it(db, desk, forger):
    assert forger.deliver(forger.signed(forger.envelope(1, version=2)))[1][0]["code"] == "LNK-0104"


def test_content_of_ideographic_variants_is_applied_unchanged(db, desk, forger):
    name = "葛\U000e0100飾 﨑"
    forger.deliver(forger.signed(forger.envelope(1, name)))
    assert desk.applied == [name]


@pytest.fixture
def abroad(forger):
    """jukinet → prefecture leaves the city hall: bodies are sealed."""
    forger.own, forger.peer = "jukinet", "prefecture"

    def envelope(body, **other):
        return forger.envelope(1, **{"name": "identification-update", "version": 2, "body": body, **other})

    forger.abroad = lambda body, **other: forger.deliver(forger.signed(envelope(body, **other)))
    return forger


def _key(identity="prefecture"):
    sealed = {"prefecture": ("jukinet", "prefecture"), "registry": ("kiosk", "registry")}[identity]
    return public_key(current().identities[sealed[0]].receivers[sealed[1]].seal)


def test_an_open_body_over_the_border(abroad, refused):
    refused(abroad.abroad("{}"), "LNK-0105", 400)


@pytest.mark.parametrize("token", ["a.b.c.d.e", "....", "e30.a.b.c.d", "", "a.b.c", "\U000e0100.b.c.d.e"])
def test_a_body_that_only_looks_sealed(abroad, refused, token):
    refused(abroad.abroad(token), "LNK-0105", 400)


def test_a_compressed_body_is_not_unpacked(abroad, refused):
    bomb = jwe.encrypt_compact(
        {**SEALING, "zip": "DEF"}, b"0" * 1_000_000, _key(), algorithms=[*SEALING.values(), "DEF"]
    )
    with pytest.raises(NotSealed):
        keys.unseal(bomb, key=private_key(current().identities["prefecture"].seal_key))
    refused(abroad.abroad(bomb), "LNK-0105", 400)


@pytest.mark.parametrize(
    "algorithms", [("ECDH-ES", "A256GCM"), ("ECDH-ES+A128KW", "A256GCM"), ("ECDH-ES+A256KW", "A128GCM")]
)
def test_another_way_of_sealing(abroad, refused, algorithms):
    alg, enc = algorithms
    token = jwe.encrypt_compact({"alg": alg, "enc": enc}, b"{}", _key(), algorithms=[alg, enc])
    refused(abroad.abroad(token), "LNK-0105", 400)


def test_a_body_sealed_for_another_is_kept_as_unreadable(db, abroad):
    assert abroad.abroad(seal("{}", key=_key("registry")))[1] == [
        {"sequence": 1, "state": "parked", "code": "LNK-0105"}
    ]


def test_a_sealed_body_that_is_no_text_is_kept_as_unreadable(db, abroad):
    token = jwe.encrypt_compact(dict(SEALING), b"\xff\xfe", _key())
    assert abroad.abroad(token)[1] == [{"sequence": 1, "state": "parked", "code": "LNK-0105"}]


def test_a_sealed_body_within_the_city_hall(forger, refused):
    refused(forger.deliver(forger.signed(forger.envelope(body=seal("{}", key=_key())))), "LNK-0105", 400)


def test_long_bodies_pass_up_to_the_limit_of_the_door(db, desk, forger, abroad):
    long = " " * 1_000_000
    forger.own, forger.peer = "unified", "intermediary"
    body = f'{{"unified_number":{long}"1"}}'
    assert forger.deliver(forger.signed(forger.envelope(1, body=body)))[1][0]["state"] == "applied"
    assert len(seal(long, key=_key())) > len(long)
    opened = keys.unseal(seal(long, key=_key()), key=private_key(current().identities["prefecture"].seal_key))
    assert opened == long


def test_oversized(forger, refused):
    refused(forger.deliver(content=b"x" * 8_000_001), "KRN-0206", 413)


@pytest.mark.parametrize("length", ["x", "-1", "²", "1e3", "", "9" * 5000])
def test_a_length_that_is_none(forger, refused, length):
    expected = ("KRN-0206", 413) if length.startswith("9") else ("KRN-0205", 400)
    refused(forger.deliver(content=b"[]", CONTENT_LENGTH=length), *expected)


def test_strangers(forger, refused):
    forger.own = "kiosk"
    refused(forger.deliver(forger.signed(forger.envelope())), "LNK-0101", 403)


@pytest.mark.parametrize(
    ("certificate", "code", "status"),
    [("", "KRN-0201", 401), ("urn:juki:document:registry", "KRN-0201", 401), ("urn:juki:system:", "LNK-0101", 403),
     ("urn:juki:system:nobody", "LNK-0101", 403), ("urn:juki:client:clerk", "KRN-0202", 403)],
)  # fmt: skip
def test_certificates_of_others(forger, refused, certificate, code, status):
    refused(forger.deliver("a.b.c", **{"juki.certificate": certificate}), code, status)


BAD_KEYS = [{"crv": "zz"}, {"kty": "EC", "crv": "zz", "x": "AA", "y": "AA"}, {}, None, "x", ["x"]]
POINTLESS = [("", ""), ("AA", "AA"), ("é", "AA")]


@pytest.mark.parametrize("epk", BAD_KEYS)
def test_a_head_with_a_key_that_is_none(abroad, refused, epk):
    refused(
        abroad.abroad(".".join([_b64(json.dumps({**SEALING, "epk": epk}).encode()), *["AA"] * 4])),
        "LNK-0105",
        400,
    )


@pytest.mark.parametrize(("x", "y"), POINTLESS)
def test_a_head_with_a_key_that_is_no_point_is_kept_as_unreadable(db, abroad, x, y):
    epk = {"kty": "EC", "crv": "P-256", "x": x, "y": y}
    token = ".".join(
        [_b64(json.dumps({**SEALING, "epk": epk}).encode()), *seal("{}", key=_key()).split(".")[1:]]
    )
    assert abroad.abroad(token) == (200, [{"sequence": 1, "state": "parked", "code": "LNK-0105"}])


@pytest.mark.parametrize("what", ["deliver", "ask"])
def test_what_nobody_foresaw_is_logged_too(db, forger, monkeypatch, caplog, what):
    def broken(*_, **__):
        raise KeyError("秘密")

    monkeypatch.setattr("juki.links.post.views.opened", broken)
    token = forger.signed(forger.envelope())
    status, reply = forger.deliver(token) if what == "deliver" else forger.ask(token)
    assert (status, reply["code"]) == (503, "KRN-0210")
    entries = list(AuditEntry.objects.all())
    assert [(row.action, row.outcome, row.detail["code"], row.who) for row in entries] == [
        ("link.refused", "failed", "KRN-0210", "peer:unified")
    ]
    assert "秘密" not in caplog.text + str(reply)
    assert "KeyError" in caplog.text


def test_another_method(refused):
    reply = Client().get(
        "/links/deliver", **{"juki.certificate": "urn:juki:system:unified", "juki.identity": "intermediary"}
    )
    refused((reply.status_code, reply.json()), "KRN-0204", 405)


def test_a_door_that_is_no_identity(refused):
    status, reply = door("unified", "test", "/links/deliver", b'["a"]')
    refused((status, json.loads(reply)), "LNK-0101", 403)


@pytest.mark.parametrize("path", ["/links/nowhere", "/links/deliver%00", "/links/deliver?x=%00", "/%ff"])
def test_addresses_that_are_none(db, path):
    status, reply = door("unified", "intermediary", path, b"[]")
    assert status in {400, 404}
    assert json.loads(reply)["code"] in {"KRN-0203", "KRN-0205", "LNK-0104"}


def test_digests_cover_bodies_with_any_character():
    assert digest_of("葛\U000e0100") != digest_of("葛")
