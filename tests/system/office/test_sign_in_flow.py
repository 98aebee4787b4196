"""Signing in by password and getting to a system: the whole way, over both listeners."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet

from juki.kernel.audit.models import AuditEntry
from juki.office.records.models import Code, Session

from .conftest import REGISTRY, STAFF, Browser, Party, code_in

SEES = ("registry", "registry.resident.see")


def claims_of(reply, party: Party) -> dict:
    keys = party_keys(party)
    token = jwt.decode(reply.json()["id_token"], keys, algorithms=["ES256"])
    assert token.header["kid"] in {key.kid for key in keys.keys}
    return token.claims


def party_keys(party: Party) -> KeySet:
    reply = Client().get("/sign-in/keys", **{"juki.certificate": f"urn:juki:system:{party.client_id}"})
    return KeySet.import_key_set(reply.json())


def test_a_person_gets_to_a_system_with_one_sign_in(browser: Browser, party: Party, person):
    password = person("clerk", SEES)
    asked = browser.get("/sign-in/authorize", **party.query())
    assert asked.status_code == 303
    assert asked.headers["Location"].startswith("/sign-in?next=%2Fsign-in%2Fauthorize%3F")
    form = browser.client.get(asked.headers["Location"], **browser._sent)
    assert form.status_code == 200
    assert "http://registry.localhost:1" in form.headers["Content-Security-Policy"]
    wanted = parse_qs(urlsplit(asked.headers["Location"]).query)["next"][0]
    done = browser.sign_in("clerk", password, next=wanted)
    assert done.status_code == 303
    assert done.headers["Location"].startswith(f"{REGISTRY}?code=")
    query = parse_qs(urlsplit(done.headers["Location"]).query)
    assert (query["state"], query["iss"]) == (["st-1"], [STAFF.issuer])
    reply = party.redeem(code_in(done))
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-store")
    claims = claims_of(reply, party)
    session = Session.objects.get()
    assert claims.items() >= {
        "iss": STAFF.issuer, "sub": "clerk", "aud": "registry", "nonce": party.nonce, "sid": str(session.sid),
        "acr": "urn:juki:acr:password", "amr": ["pwd"], "name": "見本 職員", "section": "市民課",
        "auth_time": int(session.signed_in_at.timestamp()),
    }.items()  # fmt: skip
    assert 0 < claims["exp"] - claims["iat"] <= 60
    # A second system needs no second sign-in.
    again = Party(nonce="another")
    assert (
        party.redeem(
            code_in(browser.get("/sign-in/authorize", **again.query())), code_verifier=again.verifier
        ).status_code
        == 200
    )


@pytest.mark.proves("C:log.login@1", "C:log.oplog@all")
def test_the_log_says_who_came_from_where_and_no_secret(browser: Browser, party: Party, person):
    password = person("clerk", SEES)
    browser.sign_in("clerk", "wrong password 1")
    browser.sign_in("hunter2 as an id", "x")
    browser.sign_in("clerk", password)
    code = code_in(browser.get("/sign-in/authorize", **party.query()))
    token = party.redeem(code).json()["id_token"]
    browser.post("/sign-out")
    rows = list(AuditEntry.objects.order_by("number").values_list("action", "who", "terminal", "outcome"))
    assert rows[2:] == [
        ("sign_in.failed", "nobody", "127.0.0.1", "refused"),
        ("sign_in.failed", "nobody", "127.0.0.1", "refused"),
        ("sign_in.succeeded", "client:clerk", "127.0.0.1", "done"),
        ("code.issued", "client:clerk", "127.0.0.1", "done"),
        ("token.issued", "peer:registry", "127.0.0.1", "done"),
        ("session.ended", "client:clerk", "127.0.0.1", "done"),
        ("sign_out", "client:clerk", "127.0.0.1", "done"),
    ]
    everything = str(list(AuditEntry.objects.values()))
    for secret in (password, "wrong password 1", "hunter2", code, token, browser.cookie or "-" * 99):
        assert secret not in everything
    failed = AuditEntry.objects.filter(action="sign_in.failed").order_by("number")
    assert [row.subjects for row in failed] == [["client:clerk"], []]


def test_without_profile_the_token_names_nobody(browser: Browser, party: Party, person):
    browser.sign_in("clerk", person("clerk", SEES))
    code = code_in(browser.get("/sign-in/authorize", **party.query(scope="openid")))
    assert not {"name", "section"} & claims_of(party.redeem(code), party).keys()


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": "http://registry.localhost:1/signed-in/"},
        {"redirect_uri": "http://evil.example/"},
        {"redirect_uri": "http://registry.localhost:1/signed-in?x=1"},
        {"redirect_uri": 'http://evil.example/"<'},
        {"redirect_uri": "http://例え.example/"},
        {"redirect_uri": ""},
        {"client_id": "nobody"},
        {"client_id": "office"},
        {"client_id": "kiosk"},
        {"client_id": ""},
        {"state": "あ"},
        {"nonce": "x" * 3000},
        {"response_type": 'to"ken', "redirect_uri": "http://evil.example/"},
    ],
)
def test_a_request_that_is_not_a_systems_leads_nowhere(browser: Browser, party: Party, person, change):
    browser.sign_in("clerk", person("clerk", SEES))
    reply = browser.get("/sign-in/authorize", **party.query(**change))
    assert (reply.status_code, reply.headers["Juki-Page"]) == (400, "OFC-0211")
    assert not Code.objects.exists()
    assert AuditEntry.objects.filter(action="page.refused").count() == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"scope": "openid email"}, "invalid_scope"),
        ({"nonce": ""}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"max_age": "soon"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"prompt": "consent"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"response_mode": "form_post"}, "invalid_request"),
        ({"request": "eyJ"}, "invalid_request"),
    ],
)
def test_a_wrong_request_of_a_system_goes_back_to_it(browser: Browser, party: Party, person, change, error):
    browser.sign_in("clerk", person("clerk", SEES))
    reply = browser.get("/sign-in/authorize", **party.query(**change))
    assert reply.status_code == 302
    assert reply.headers["Location"].startswith(f"{REGISTRY}?")
    assert parse_qs(urlsplit(reply.headers["Location"]).query)["error"] == [error]
    assert not Code.objects.exists()


def test_a_parameter_twice_is_refused(browser: Browser, party: Party, person):
    browser.sign_in("clerk", person("clerk", SEES))
    reply = browser.client.get(
        "/sign-in/authorize", {**party.query(), "client_id": ["registry", "registry"]}, **browser._sent
    )
    assert reply.headers["Juki-Page"] == "OFC-0211"


def test_a_nonce_comes_once(browser: Browser, party: Party, person):
    browser.sign_in("clerk", person("clerk", SEES))
    code_in(browser.get("/sign-in/authorize", **party.query()))
    again = browser.get("/sign-in/authorize", **party.query())
    assert "error=invalid_request" in again.headers["Location"]


def test_nothing_is_asked_of_a_system_that_says_so(browser: Browser, party: Party, person):
    reply = browser.get("/sign-in/authorize", **party.query(prompt="none"))
    assert "error=login_required" in reply.headers["Location"]
    browser.sign_in("clerk", person("clerk", SEES, must_change=False))
    assert code_in(browser.get("/sign-in/authorize", **party.query(prompt="none")))


def test_prompt_login_asks_again_even_with_a_session(browser: Browser, party: Party, person, machine):
    password = person("clerk", SEES)
    browser.sign_in("clerk", password)
    first, sid = browser.cookie, Session.objects.get().sid
    machine.move(minutes=5)
    asked = browser.get("/sign-in/authorize", **party.query(prompt="login"))
    assert asked.headers["Location"].startswith("/sign-in?")
    wanted = parse_qs(urlsplit(asked.headers["Location"]).query)["next"][0]
    done = browser.sign_in("clerk", password, next=wanted)
    assert code_in(done)
    session = Session.objects.get()
    assert (session.sid, session.signed_in_at > session.began_at) == (sid, True)
    assert browser.cookie != first


def test_an_old_sign_in_is_not_enough_for_max_age(browser: Browser, party: Party, person, machine):
    password = person("clerk", SEES)
    browser.sign_in("clerk", password)
    assert code_in(browser.get("/sign-in/authorize", **party.query(max_age="600")))
    machine.move(minutes=11)
    other = Party()
    asked = browser.get("/sign-in/authorize", **other.query(max_age="600"))
    assert asked.headers["Location"].startswith("/sign-in?")
    silent = browser.get("/sign-in/authorize", **other.query(max_age="600", prompt="none"))
    assert "error=login_required" in silent.headers["Location"]
    now = browser.get("/sign-in/authorize", **other.query(max_age="0"))
    wanted = parse_qs(urlsplit(now.headers["Location"]).query)["next"][0]
    assert code_in(browser.sign_in("clerk", password, next=wanted))


def test_a_level_that_nobody_can_reach_is_a_page(browser: Browser, party: Party, person):
    browser.sign_in("clerk", person("clerk", SEES))
    reply = browser.get("/sign-in/authorize", **party.query(acr_values="urn:juki:acr:passkey"))
    assert (reply.status_code, reply.headers["Juki-Page"]) == (403, "OFC-0212")
    both = party.query(acr_values="urn:juki:acr:passkey urn:juki:acr:password")
    assert code_in(browser.get("/sign-in/authorize", **both))


def test_who_holds_nothing_at_a_system_does_not_get_there(browser: Browser, party: Party, person):
    browser.sign_in("clerk", person("clerk", ("kiosk", "kiosk.feed.see")))
    reply = browser.get("/sign-in/authorize", **party.query())
    assert (reply.status_code, reply.headers["Juki-Page"]) == (403, "OFC-0213")
    assert not Code.objects.exists()


def test_the_description_names_what_there_is(browser: Browser):
    found = browser.get("/.well-known/openid-configuration").json()
    assert found["issuer"] == STAFF.issuer
    assert found["authorization_endpoint"] == f"{STAFF.issuer}/sign-in/authorize"
    assert (found["token_endpoint"], found["jwks_uri"]) == (
        STAFF.token,
        "https://office.juki.internal/sign-in/keys",
    )
    assert found["response_types_supported"] == ["code"]
    assert found["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
