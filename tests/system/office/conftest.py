"""An officer who manages rights, a clerk who gets some, and the door of the office."""

import hashlib
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID, uuid4

import msgspec
import pytest
from argon2 import PasswordHasher
from django.test import Client, override_settings
from joserfc import jwt

from juki.kernel.access.models import AccessGrant
from juki.kernel.clock import Clock, Times
from juki.kernel.door.caller import CERTIFICATE, SYSTEM
from juki.kernel.door.listen import STAFF as STAFF_LISTENER
from juki.kernel.settings import Staff, current
from juki.kernel.work import Actor
from juki.links.wire.keys import private_key
from juki.office.domain.password import made_up
from juki.office.records.models import Client as ClientRow
from juki.office.records.models import Grant
from juki.office.services import hashing, operations_credentials

RIGHTS = ("office.client.add", "office.client.see", "office.grant", "office.withdraw")


@pytest.fixture
def today(db: None) -> date:
    return current().clock.now().legal_day


@pytest.fixture
def tomorrow(today: date) -> date:
    return today + timedelta(days=1)


@pytest.fixture
def officer(db: None) -> None:
    """Holds every right of the office; in these tests the process is called ``test``."""
    for permission in RIGHTS:
        AccessGrant.objects.create(
            system="test", client="officer", permission=permission, valid_from=date(2020, 1, 1)
        )


@pytest.fixture
def clerk(today: date) -> str:
    times = current().clock.now()
    for client in ("clerk", "officer"):
        ClientRow.objects.create(
            client=client, kind="person", section="市民課", active=True, legal_day=today, recorded_at=times.machine,
            trace=uuid4(),
        )  # fmt: skip
    return "clerk"


@pytest.fixture
def post(officer: None) -> Callable[..., Any]:
    def call(route: str, form: object, *, key: UUID | None = None, client: str = "officer") -> Any:
        with override_settings(ROOT_URLCONF="juki.office.api.urls"):
            return Client(raise_request_exception=False).post(
                route, form, content_type="application/json",
                **{"juki.certificate": f"urn:juki:client:{client}", "HTTP_IDEMPOTENCY_KEY": str(key or uuid4())},
            )  # fmt: skip

    return call


@pytest.fixture
def get(officer: None) -> Callable[[str], Any]:
    def call(route: str, client: str = "officer") -> Any:
        with override_settings(ROOT_URLCONF="juki.office.api.urls"):
            return Client(raise_request_exception=False).get(
                route, **{"juki.certificate": f"urn:juki:client:{client}"}
            )

    return call


REGISTRY = "http://registry.localhost:1/signed-in"
STAFF = Staff(
    origin="http://office.localhost:1",
    portal="http://office.localhost:1",
    issuer="http://office.localhost:1",
    token="https://office.juki.internal/sign-in/token",
    relying_parties={"registry": REGISTRY, "kiosk": "http://kiosk.localhost:1/signed-in"},
    counterparts="http://outside.localhost:1/enter?key=k",
)


@pytest.fixture
def options() -> dict[str, str]:
    """The city's own numbers, for tests to change."""
    return {"lock_after": "3"}


@pytest.fixture
def office(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, str]
) -> Iterator[None]:
    """This process is the office: its settings, screens and routes."""
    before = current()
    key = Path(before.home) / "identities" / "office" / "sign-in.key"
    staff = msgspec.structs.replace(STAFF, signing_keys=(str(key),))
    settings = msgspec.structs.replace(before, system="office", staff=staff, options=options)
    file = tmp_path / "office.json"
    file.write_bytes(msgspec.json.encode(settings))
    monkeypatch.setenv("JUKI_SYSTEM_FILE", str(file))
    current.cache_clear()
    with override_settings(
        ROOT_URLCONF="juki.office.api.urls", JUKI_SCREENS="juki.office.web", JUKI_SYSTEM="office"
    ):
        yield
    monkeypatch.undo()
    current.cache_clear()


class Machine:
    """Moves the machine's clock, and with it the city's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = timedelta()
        really = Clock.now

        def now(clock: Clock) -> Times:
            times = really(clock)
            return Times(city=times.city + self.ahead, machine=times.machine + self.ahead)

        monkeypatch.setattr(Clock, "now", now)

    def move(self, **by: float) -> None:
        """Go on by so much."""
        self.ahead += timedelta(**by)

    @property
    def now(self) -> datetime:
        """The machine's moment."""
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Argon2id at its least cost; the list gets an entry per verification."""
    calls: list[str] = []

    class Fast(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - argon2's name
            calls.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(hashing, "_HASHER", Fast(time_cost=1, memory_cost=8, parallelism=1))
    hashing._nobodys.cache_clear()
    return calls


@pytest.fixture
def person(office: None, fast: list[str]) -> Callable[..., str]:
    """Enters a member of staff with a password and rights; the password."""

    def enter(client: str = "clerk", *rights: tuple[str, str], must_change: bool = False) -> str:
        times = current().clock.now()
        ClientRow.objects.get_or_create(
            client=client,
            defaults={
                "kind": "person", "section": "市民課", "active": True, "legal_day": times.legal_day,
                "recorded_at": times.machine, "trace": uuid4(),
            },
        )  # fmt: skip
        for system, permission in rights:
            Grant.objects.create(
                client_id=client, system=system, permission=permission, valid_from=times.legal_day, granted_by="officer",
                reason="試験", legal_day=times.legal_day, recorded_at=times.machine, trace=uuid4(),
            )  # fmt: skip
            if system == "office":
                AccessGrant.objects.create(
                    system="office", client=client, permission=permission, valid_from=times.legal_day
                )
        password = made_up()
        operations_credentials.set_initial_password(
            client=client, name="見本 職員", password=password, must_change=must_change, reason="試験",
            actor=Actor(who="client:officer", right="test", terminal="t1"), by="officer", times=times, trace=uuid4(),
        )  # fmt: skip
        return password

    return enter


class Browser:
    """A browser before the office's staff listener."""

    def __init__(self, origin: str = STAFF.origin, place: str = "127.0.0.1") -> None:
        self.client = Client(raise_request_exception=False)
        self._sent = {STAFF_LISTENER: True, "HTTP_HOST": urlsplit(origin).netloc, "REMOTE_ADDR": place}

    def get(self, path: str, **query: str) -> Any:
        return self.client.get(path, query, **self._sent)

    def post(self, path: str, **fields: str) -> Any:
        return self.client.post(path, fields, **self._sent)

    def sign_in(self, account: str, password: str, **more: str) -> Any:
        return self.post("/sign-in", account=account, password=password, **more)

    @property
    def cookie(self) -> str:
        found = self.client.cookies.get("office_session")
        return found.value if found else ""


@pytest.fixture
def browser(office: None) -> Browser:
    return Browser()


@dataclass
class Party:
    """A system as a relying party: what it sends through the browser, and on its own connection."""

    client_id: str = "registry"
    redirect_uri: str = REGISTRY
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def query(self, **change: str) -> dict[str, str]:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        values = {
            "response_type": "code", "client_id": self.client_id, "redirect_uri": self.redirect_uri,
            "scope": "openid profile", "state": "st-1", "nonce": self.nonce,
            "code_challenge": urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
        }  # fmt: skip
        return {name: value for name, value in (values | change).items() if value}

    def claims(self, **change: object) -> dict[str, object]:
        now = int(time.time())
        values: dict[str, object] = {
            "iss": self.client_id, "sub": self.client_id, "aud": STAFF.token, "jti": str(uuid4()), "iat": now,
            "exp": now + 60,
        }  # fmt: skip
        return {name: value for name, value in (values | change).items() if value is not None}

    def assertion(self, **change: object) -> str:
        key = private_key(current().identities[self.client_id].sign_key)
        return jwt.encode(
            {"alg": "ES256", "kid": self.client_id}, self.claims(**change), key, algorithms=["ES256"]
        )

    def redeem(self, code: str, **change: str) -> Any:
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier, "client_id": self.client_id,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        } | change  # fmt: skip
        form.setdefault("client_assertion", self.assertion())
        return self.call("/sign-in/token", urlencode({k: v for k, v in form.items() if v}).encode())

    def call(self, path: str, content: bytes, content_type: str = "application/x-www-form-urlencoded") -> Any:
        return Client(raise_request_exception=False).post(
            path, content, content_type=content_type, **{CERTIFICATE: f"{SYSTEM}{self.client_id}"}
        )

    def revocations(self, after: int = 0) -> Any:
        return self.call(
            "/sign-in/revocations", msgspec.json.encode({"after": after}), "application/json"
        ).json()


@pytest.fixture
def party(office: None) -> Party:
    return Party()


def code_in(reply: Any) -> str:
    """The code in a redirection to a system."""
    assert reply.status_code in (302, 303), reply.content.decode()
    return parse_qs(urlsplit(reply.headers["Location"]).query)["code"][0]
