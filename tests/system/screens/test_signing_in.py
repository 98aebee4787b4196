"""The relying party: only the provider's own, fresh word for this browser and this sign-in lets anybody in."""

import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from django.http import HttpResponse
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.values.assurance import PASSWORD, TWO_FACTOR
from juki.screens import demands, provider, revocations
from juki.screens.errors import ProviderAway
from juki.screens.records.models import RevocationsSeen, Session, SignIn
from juki.screens.signing_in import own_path
from support.staff import Counter

ISSUER = "http://office.localhost:1"


class Provider:
    """Says who signed in, in whatever way a test wants it said."""

    def __init__(self) -> None:
        self.key = ECKey.generate_key("P-256", parameters={"kid": "k1"}, private=True)
        self.status = HTTPStatus.OK
        self.changes: dict[str, Any] = {}
        self.signing: Any = self.key
        self.head = {"alg": "ES256", "kid": "k1"}
        self.revoked: list[dict[str, str]] = []
        self.away = False
        self.asked: list[tuple[str, str, bytes]] = []
        self.nonce = ""

    def token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER, "sub": "clerk.sato", "aud": "registry", "exp": now + 60, "iat": now, "auth_time": now,
            "nonce": self.nonce, "sid": "sid-9", "acr": "urn:juki:acr:password", "amr": ["pwd"], "name": "佐藤 見本",
            "section": "市民課", **self.changes,
        }  # fmt: skip
        return jwt.encode(self.head, claims, self.signing, algorithms=["ES256", "HS256"])

    def call(
        self, method: str, address: str, *, content: bytes = b"", content_type: str = ""
    ) -> tuple[int, bytes]:
        self.asked.append((method, address, content))
        if self.away:
            raise ProviderAway
        if address.endswith("/keys"):
            return 200, msgspec.json.encode(KeySet([self.key]).as_dict(private=False))
        if address.endswith("/revocations"):
            return 200, msgspec.json.encode({"last": len(self.revoked), "revoked": self.revoked})
        return self.status, msgspec.json.encode({"id_token": self.token(), "access_token": "x"})


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Provider:
    found = Provider()
    monkeypatch.setattr(provider, "_call", found.call)
    monkeypatch.setattr(provider._Keys, "found", None)
    return found


@pytest.fixture
def counter(db: None, office: Provider) -> Iterator[Counter]:
    with Counter("test", "support.screens") as found:
        yield found


def go(counter: Counter, office: Provider, path: str = "/?typed=x") -> dict[str, str]:
    """Be sent to the provider; what stood in the address."""
    query = parse_qs(urlsplit(counter.get(path)["Location"]).query)
    office.nonce = query["nonce"][0]
    return {name: values[0] for name, values in query.items()}


def come_back(counter: Counter, asked: dict[str, str], **more: str) -> HttpResponse:
    fields = {"code": "c0de", "state": asked["state"], "iss": ISSUER, **more}
    return counter.get("/signed-in?" + "&".join(f"{name}={value}" for name, value in fields.items()))


class TestComingBack:
    def test_leads_on_to_where_one_wanted_to_go_with_a_new_session(self, counter: Counter, office: Provider):
        response = come_back(counter, go(counter, office))
        assert (response.status_code, response["Location"]) == (302, "/?typed=x")
        session = Session.objects.get()
        assert (session.client, session.sid, session.name) == ("clerk.sato", "sid-9", "佐藤 見本")
        assert "c0de" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))

    def test_the_code_goes_with_its_verifier_and_our_signed_word(self, counter: Counter, office: Provider):
        asked = go(counter, office)
        verifier = SignIn.objects.get().verifier
        come_back(counter, asked)
        sent = parse_qs(
            next(content for _, address, content in office.asked if address.endswith("/token")).decode()
        )
        assert sent["code_verifier"] == [verifier]
        assert "client_secret" not in sent
        key = provider.private_key(current().identities["registry"].sign_key)
        claims = jwt.decode(sent["client_assertion"][0], key, algorithms=["ES256"]).claims
        assert (claims["iss"], claims["sub"], claims["aud"]) == (
            "registry",
            "registry",
            current().staff.token,
        )
        assert claims["exp"] - claims["iat"] <= 60

    def test_two_tabs_do_not_take_one_anothers_sign_in(self, counter: Counter, office: Provider):
        first, nonce = go(counter, office), office.nonce
        second = go(counter, office)
        office.nonce = nonce
        assert come_back(counter, first).status_code == 302
        assert SignIn.objects.count() == 1
        assert second["state"] == SignIn.objects.get().state

    def test_a_second_time_is_not_taken(self, counter: Counter, office: Provider):
        asked = go(counter, office)
        come_back(counter, asked)
        response = come_back(counter, asked)
        assert (response.status_code, response["Location"]) == (302, "/")
        assert Session.objects.count() == 1

    def test_in_another_browser_is_refused(self, counter: Counter, office: Provider):
        asked = go(counter, office)
        counter.client.cookies.clear()
        response = come_back(counter, asked)
        assert response.status_code == 400
        assert "SCR-0102" in response.content.decode()
        assert not Session.objects.exists()

    def test_with_another_state_is_refused(self, counter: Counter, office: Provider):
        asked = go(counter, office)
        assert come_back(counter, {**asked, "state": "other"}).status_code == 400
        assert not Session.objects.exists()

    def test_from_another_issuer_is_refused(self, counter: Counter, office: Provider):
        assert come_back(counter, go(counter, office), iss="http://evil.example").status_code == 400

    @pytest.mark.parametrize(
        "changes",
        [
            {"iss": "http://evil.example"},
            {"aud": "kiosk"},
            {"aud": ["registry", "kiosk"]},
            {"nonce": "another"},
            {"exp": 1},
            {"iat": 2_000_000_000_000},
            {"sub": None},
        ],
    )
    def test_a_token_that_is_not_for_us_now_is_refused(
        self, counter: Counter, office: Provider, changes: dict[str, Any]
    ):
        office.changes = changes
        assert come_back(counter, go(counter, office)).status_code == 400
        assert not Session.objects.exists()

    def test_a_token_of_another_key_is_refused(self, counter: Counter, office: Provider):
        office.signing = ECKey.generate_key("P-256", parameters={"kid": "k1"}, private=True)
        assert come_back(counter, go(counter, office)).status_code == 400

    def test_a_token_with_a_shared_secret_is_refused(self, counter: Counter, office: Provider):
        office.signing = OctKey.import_key("public keys are no secrets, whoever signs with one")
        office.head = {"alg": "HS256", "kid": "k1"}
        assert come_back(counter, go(counter, office)).status_code == 400

    def test_a_new_key_is_fetched(self, counter: Counter, office: Provider):
        come_back(counter, go(counter, office))
        office.key = office.signing = ECKey.generate_key("P-256", parameters={"kid": "k2"}, private=True)
        office.head = {"alg": "ES256", "kid": "k2"}
        Session.objects.all().delete()
        assert come_back(counter, go(counter, office)).status_code == 302

    def test_without_the_provider_nobody_is_let_in(self, counter: Counter, office: Provider):
        asked = go(counter, office)
        office.away = True
        response = come_back(counter, asked)
        assert response.status_code == 503
        assert "SCR-0103" in response.content.decode()


class TestSigningOut:
    def test_ends_the_session_everywhere_and_leads_to_the_portal(self, counter: Counter, office: Provider):
        counter.sign_in("clerk.sato", "test.see")
        counter.sign_in("clerk.sato", sid="sid-1")
        response = counter.post("/sign-out", {})
        assert response["Location"] == f"{ISSUER}/sign-in"
        told = [content for _, address, content in office.asked if address.endswith("/sign-outs")]
        assert told == [b'{"sid":"sid-1"}']
        assert not Session.objects.filter(ended_at=None).exists()
        assert counter.get("/").status_code == 302

    def test_without_the_provider_the_person_is_asked_to_do_it_there(
        self, counter: Counter, office: Provider
    ):
        counter.sign_in("clerk.sato", "test.see")
        office.away = True
        assert counter.post("/sign-out", {})["Location"] == f"{ISSUER}/sign-out"
        assert not Session.objects.filter(ended_at=None).exists()

    def test_is_no_matter_of_a_link(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        counter.get("/sign-out")
        assert Session.objects.get().ended_at is None


class TestRevocations:
    def revoke(self, office: Provider, **about: str) -> None:
        office.revoked.append({"at": current().clock.now().machine.isoformat(), **about})

    def test_end_sessions_by_session_and_by_person(self, counter: Counter, office: Provider):
        counter.sign_in("clerk.sato", "test.see", sid="a")
        counter.sign_in("clerk.kato", sid="b")
        counter.sign_in("reviewer.suzuki", sid="c")
        self.revoke(office, sid="a")
        self.revoke(office, sub="clerk.kato")
        assert revocations.ask_once(current().clock.now()) == 2
        assert list(Session.objects.filter(ended_at=None).values_list("sid", flat=True)) == ["c"]
        assert RevocationsSeen.objects.get(system="test").last == 2

    def test_are_asked_for_from_the_last_one_on(self, counter: Counter, office: Provider):
        self.revoke(office, sid="a")
        revocations.ask_once(current().clock.now())
        revocations.ask_once(current().clock.now())
        asked = [
            msgspec.json.decode(content) for _, address, content in office.asked if "revocations" in address
        ]
        assert asked == [{"after": 0}, {"after": 1}]

    def test_without_an_answer_nothing_is_known(self, counter: Counter, office: Provider):
        before = RevocationsSeen.objects.get(system="test").asked_at
        office.away = True
        with pytest.raises(ProviderAway):
            revocations.ask_once(current().clock.now())
        assert RevocationsSeen.objects.get(system="test").asked_at == before

    @pytest.mark.parametrize("about", [{"sid": "sid-9"}, {"sub": "clerk.sato"}])
    def test_reach_a_token_that_arrives_late(self, counter: Counter, office: Provider, about: dict[str, str]):
        office.changes = {"auth_time": int(time.time()) - 5}
        asked = go(counter, office)
        self.revoke(office, **about)
        revocations.ask_once(current().clock.now())
        response = come_back(counter, asked)
        assert response.status_code == 401
        assert not Session.objects.exists()

    def test_do_not_reach_who_signed_in_anew(self, counter: Counter, office: Provider):
        self.revoke(office, sub="clerk.sato")
        office.changes = {"auth_time": int(time.time()) + 2}
        assert come_back(counter, go(counter, office)).status_code == 302
        assert revocations.ask_once(current().clock.now()) == 0

    def test_of_a_provider_that_knows_less_than_before_end_everything(
        self, counter: Counter, office: Provider
    ):
        counter.sign_in("clerk.sato", "test.see")
        RevocationsSeen.objects.filter(system="test").update(last=7)
        assert revocations.ask_once(current().clock.now()) == 1
        assert counter.get("/").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/residents/1?as_of=2026-04-01", "/residents/1?as_of=2026-04-01"),
        ("//evil.example/x", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/sign-out", "/"),
        ("/signed-in?code=x", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_nobody_is_led_elsewhere(wanted: str, got: str):
    assert own_path(wanted) == got


class TestDemands:
    """What a system demands of a sign-in is asked for, and the provider's word is checked."""

    @pytest.mark.parametrize(
        ("system", "acr", "prompt"),
        [
            ("test", TWO_FACTOR, None),
            ("registry", TWO_FACTOR, None),
            ("jukinet", TWO_FACTOR, "login"),
            ("kiosk", PASSWORD, None),
        ],
    )
    def test_are_asked_for(self, db, office: Provider, system: str, acr: str, prompt: str | None):
        with Counter(system, "support.screens") as counter:
            asked = go(counter, office)
        assert (asked["acr_values"], asked.get("prompt")) == (acr, prompt)

    @pytest.mark.parametrize("acr", ["", PASSWORD, "urn:juki:acr:unknown"])
    def test_a_lower_level_is_refused_whatever_the_provider_let_pass(
        self, counter: Counter, office: Provider, monkeypatch, acr: str
    ):
        monkeypatch.setattr(demands, "current", lambda: msgspec.structs.replace(current(), options={}))
        office.changes["acr"] = acr
        assert "SCR-0102" in come_back(counter, go(counter, office)).content.decode()
        office.changes["acr"] = TWO_FACTOR
        assert come_back(counter, go(counter, office)).status_code == 302

    def test_no_option_lowers_it_in_production(self, counter: Counter, office: Provider, monkeypatch):
        options = {"second_factor": "when_enrolled"}
        relaxed = msgspec.structs.replace(current(), options=options)
        office.changes["acr"] = PASSWORD
        monkeypatch.setattr(demands, "current", lambda: relaxed)
        assert come_back(counter, go(counter, office)).status_code == 302
        monkeypatch.setattr(demands, "current", lambda: msgspec.structs.replace(relaxed, production=True))
        counter.client.cookies.clear()
        assert come_back(counter, go(counter, office)).status_code != 302

    def test_a_sign_in_of_before_does_not_open_jukinet(self, db, office: Provider):
        with Counter("jukinet", "support.screens") as counter:
            office.changes["acr"] = TWO_FACTOR
            office.changes["auth_time"] = int(time.time()) - 40
            assert come_back(counter, go(counter, office)).status_code != 302
            office.changes["auth_time"] = int(time.time())
            assert come_back(counter, go(counter, office)).status_code == 302
