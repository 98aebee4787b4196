"""The back channel: what a system must show for a token, and every way in which it is not enough."""

import time
from base64 import urlsafe_b64encode

import msgspec
import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.links import topology
from juki.links.wire.keys import private_key
from juki.office.peers import relying_parties
from juki.office.records.models import Code, Session, UsedAssertion

from .conftest import STAFF, Party, code_in

SEES = ("registry", "registry.resident.see")


@pytest.fixture
def code(browser, party, person) -> str:
    """A code for the register, of a person who has signed in."""
    browser.sign_in("clerk", person("clerk", SEES, ("kiosk", "kiosk.feed.see")))
    return code_in(browser.get("/sign-in/authorize", **party.query()))


def refused(reply, error: str) -> None:
    assert (reply.status_code in (400, 401), reply.json()["error"]) == (True, error), reply.content.decode()
    assert "id_token" not in reply.json()
    assert AuditEntry.objects.filter(action="token.refused", detail__error=error).exists()


def unsigned(claims: dict, **head: object) -> str:
    def part(content: object) -> str:
        return urlsafe_b64encode(msgspec.json.encode(content)).rstrip(b"=").decode()

    return f"{part(head)}.{part(claims)}."


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_verifier": "a" * 43}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_request"),
        ({"code_verifier": "short"}, "invalid_request"),
        ({"redirect_uri": "http://registry.localhost:1/signed-in/"}, "invalid_grant"),
        ({"redirect_uri": ""}, "invalid_grant"),
        ({"code": "a" * 43}, "invalid_grant"),
        ({"code": ""}, "invalid_request"),
        ({"code": "コード"}, "invalid_request"),
        ({"grant_type": "refresh_token"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"client_id": "kiosk"}, "invalid_client"),
        ({"client_assertion": ""}, "invalid_client"),
        ({"client_assertion": "a.b.c"}, "invalid_client"),
        ({"client_assertion": "." * 300}, "invalid_client"),
        ({"client_assertion_type": "urn:other"}, "invalid_client"),
        ({"client_assertion": "x" * 5000}, "invalid_request"),
    ],
)
def test_a_code_alone_is_not_enough(party: Party, code, change, error):
    refused(party.redeem(**{"code": code} | change), error)


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "https://elsewhere.example/token"},
        {"aud": [STAFF.token, "https://elsewhere.example/token"]},
        {"aud": None},
        {"exp": int(time.time()) - 60},
        {"exp": int(time.time()) + 3600},
        {"exp": "soon"},
        {"exp": 1e300},
        {"exp": True},
        {"exp": None},
        {"nbf": int(time.time()) + 120},
        {"iat": int(time.time()) + 120},
        {"iss": "kiosk"},
        {"sub": "kiosk"},
        {"sub": "kiosk", "iss": "kiosk"},
        {"sub": "stranger", "iss": "stranger"},
        {"sub": None},
        {"sub": 5},
        {"jti": None},
        {"jti": ""},
        {"jti": 7},
        {"jti": "j" * 300},
    ],
)
def test_an_assertion_is_for_us_now_and_by_the_caller(party: Party, code, change):
    refused(party.redeem(code, client_assertion=party.assertion(**change)), "invalid_client")
    assert Code.objects.get().used_at is None
    assert party.redeem(code).status_code == 200


def test_an_assertion_may_name_the_issuer(party: Party, code):
    assert party.redeem(code, client_assertion=party.assertion(aud=STAFF.issuer)).status_code == 200


def test_only_our_algorithm_and_the_systems_own_key_count(party: Party, code):
    claims = party.claims
    key = private_key(current().identities["registry"].sign_key)
    rsa = RSAKey.generate_key(2048)
    public = key.as_pem(private=False)
    for token in (
        unsigned(claims(), alg="none"),
        unsigned(claims(), alg="ES256"),
        jwt.encode({"alg": "HS256"}, claims(), OctKey.import_key("x" * 32), algorithms=["HS256"]),
        jwt.encode({"alg": "HS256"}, claims(), OctKey.generate_key(256), algorithms=["HS256"]),
        jwt.encode({"alg": "RS256"}, claims(), rsa, algorithms=["RS256"]),
        jwt.encode({"alg": "ES256"}, claims(), ECKey.generate_key("P-256"), algorithms=["ES256"]),
        jwt.encode(
            {"alg": "ES256"}, claims(), private_key(current().identities["kiosk"].sign_key), algorithms=["ES256"]
        ),
        jwt.encode(
            {"alg": "ES256"}, claims(), private_key(current().identities["registry"].seal_key), algorithms=["ES256"]
        ),
        jwt.encode({"alg": "ES256", "jwk": ECKey.generate_key("P-256").as_dict(private=False)}, claims(),
                   ECKey.generate_key("P-256"), algorithms=["ES256"]),
    ):  # fmt: skip
        refused(party.redeem(code, client_assertion=token), "invalid_client")
    assert b"PUBLIC KEY" in public
    assert party.redeem(code).status_code == 200


def test_an_assertion_is_good_once(party: Party, browser, code):
    shown = party.assertion()
    assert party.redeem(code, client_assertion=shown).status_code == 200
    second = Party()
    other = code_in(browser.get("/sign-in/authorize", **second.query()))
    refused(second.redeem(other, client_assertion=shown), "invalid_client")
    assert UsedAssertion.objects.count() == 1


def test_a_code_used_twice_ends_what_came_of_it(party: Party, browser, code):
    assert party.redeem(code).status_code == 200
    assert party.revocations()["revoked"][1:] == []
    refused(party.redeem(code), "invalid_grant")
    sid = str(Session.objects.get().sid)
    assert [one["sid"] for one in party.revocations(1)["revoked"]] == [sid]
    assert browser.get("/").headers["Location"].startswith("/sign-in")


def test_a_failed_try_uses_a_code_up_and_ends_nothing(party: Party, browser, code):
    refused(party.redeem(code, code_verifier="a" * 43), "invalid_grant")
    refused(party.redeem(code), "invalid_grant")
    assert browser.get("/").status_code == 200


def test_a_code_is_for_one_system(party: Party, code):
    other = Party(client_id="kiosk", redirect_uri=party.redirect_uri, verifier=party.verifier)
    refused(other.redeem(code), "invalid_grant")
    assert party.redeem(code).status_code == 200


def test_a_code_lasts_a_minute(party: Party, code, machine):
    machine.move(seconds=61)
    now = int(machine.now.timestamp())
    refused(party.redeem(code, client_assertion=party.assertion(iat=now, exp=now + 60)), "invalid_grant")


def test_a_code_dies_with_its_session(party: Party, browser, code):
    browser.post("/sign-out")
    refused(party.redeem(code), "invalid_grant")


def test_the_access_token_opens_nothing(party: Party, code):
    token = party.redeem(code).json()["access_token"]
    reply = Client(raise_request_exception=False).get(
        "/api/clients/clerk", headers={"Authorization": f"Bearer {token}"}
    )
    assert (reply.status_code, reply.json()["code"]) == (401, "KRN-0201")


@pytest.mark.parametrize(
    "path", ["/sign-in/token", "/sign-in/keys", "/sign-in/revocations", "/.well-known/openid-configuration"]
)
@pytest.mark.parametrize(
    ("caller", "code"),
    [("urn:juki:client:clerk", "KRN-0202"), ("urn:juki:system:nation", "LNK-0101"), ("", "KRN-0201")],
)
def test_the_back_channel_is_for_the_systems_of_links_toml(office, path, caller, code):
    call = Client(raise_request_exception=False)
    more = {"juki.certificate": caller} if caller else {}
    reply = call.get(path, **more) if path.endswith(("keys", "configuration")) else call.post(path, **more)
    assert reply.json()["code"] == code
    assert AuditEntry.objects.filter(action="door.refused").count() == 1


def test_a_system_without_the_call_is_refused(office, party: Party, monkeypatch):
    links = topology.load(current().links)
    bare = [msg for msg in links if not (msg.sender == "registry" and msg.receiver == "office")]
    fewer = topology.Topology({(one.sender, one.receiver): one for one in bare})
    monkeypatch.setattr(relying_parties.topology, "load", lambda _path: fewer)
    reply = party.redeem("x")
    assert (reply.status_code, reply.json()["code"][:3]) == (403, "LNK")
    assert not relying_parties.is_permitted("registry")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"after": -1}', b'{"after": "x"}', b'{"after": 9223372036854775808}', b"\xff"]
)
def test_a_question_about_revocations_has_one_shape(party: Party, body):
    reply = party.call("/sign-in/revocations", body, "application/json")
    assert reply.status_code == 400


def test_a_form_that_is_none_is_refused(party: Party):
    for body in (b"\xff\xfe", b"&".join(b"a%d=1" % n for n in range(99)), b"x" * 30_000):
        assert party.call("/sign-in/token", body).status_code in (400, 413)
    twice = party.call("/sign-in/token", b"grant_type=authorization_code&grant_type=authorization_code")
    refused(twice, "invalid_request")
