"""Signing in and out at a system itself: only the office's own fresh word opens it, rights decide what, all is logged.

Source: document I-2 systems 4 (10) and 5 (8); III(1)6 risks 5 and 6; III(2)3 risk 2.
"""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.screens import provider
from juki.screens.records.models import Session
from support.staff import Counter

ISSUER = "http://office.localhost:1"
CLERK = "clerk.sato"


class Office:
    """The provider's back channel: its keys, and one token for whoever comes with a code."""

    def __init__(self) -> None:
        self.key = self.signing = ECKey.generate_key("P-256", parameters={"kid": "k1"}, private=True)
        self.nonce = ""

    def call(self, _method: str, address: str, **_sent: Any) -> tuple[int, bytes]:
        if address.endswith("/keys"):
            return 200, msgspec.json.encode(KeySet([self.key]).as_dict(private=False))
        if address.endswith(("/revocations", "/sign-outs")):
            return 200, b'{"last":0,"revoked":[]}'
        now = int(time.time())
        claims = {
            "iss": ISSUER, "sub": CLERK, "aud": "registry", "exp": now + 60, "iat": now, "auth_time": now,
            "nonce": self.nonce, "sid": "sid-9", "acr": "urn:juki:acr:password", "amr": ["pwd"], "name": "佐藤 見本",
            "section": "市民課",
        }  # fmt: skip
        token = jwt.encode({"alg": "ES256", "kid": "k1"}, claims, self.signing, algorithms=["ES256"])
        return 200, msgspec.json.encode({"id_token": token, "access_token": "x"})


@pytest.fixture
def provides(monkeypatch: pytest.MonkeyPatch) -> Office:
    found = Office()
    monkeypatch.setattr(provider, "_call", found.call)
    monkeypatch.setattr(provider._Keys, "found", None)
    return found


@dataclass(frozen=True)
class At:
    """A system: a page of it that a right opens, and what the look leaves in the log."""

    system: str
    page: str
    permission: str
    action: str


CASES = [
    pytest.param(
        At("unified", "/candidates", "unified.candidates", "candidates.listed"),
        marks=pytest.mark.proves("C:nw.staff_auth@1", "C:nw.staff_log@1", "S4.10", "C:log.oplog@all"),
        id="unified",
    ),
    pytest.param(
        At("intermediary", "/held", "intermediary.held", "held.listed"),
        marks=pytest.mark.proves("C:nw.staff_log@1", "S5.08", "C:log.oplog@all"),
        id="intermediary",
    ),
    pytest.param(
        At("jukinet", "/searches", "jukinet.identification.search", "identification.search"),
        marks=pytest.mark.proves("C:log.oplog@2", "C:log.oplog@3", "C:log.oplog@all"),
        id="jukinet",
    ),
]


def sent_away(counter: Counter, office: Office, page: str) -> dict[str, str]:
    """Be sent to the office; what stood in the address."""
    reply = counter.get(page)
    assert (reply.status_code, reply["Location"].startswith(f"{ISSUER}/sign-in/authorize?")) == (302, True)
    query = {name: found[0] for name, found in parse_qs(urlsplit(reply["Location"]).query).items()}
    office.nonce = query["nonce"]
    return query


def come_back(counter: Counter, asked: dict[str, str]) -> Any:
    return counter.get(f"/signed-in?code=c0de&state={asked['state']}&iss={ISSUER}")


def log_of(clerk: str) -> list[tuple[str, str, str]]:
    rows = AuditEntry.objects.filter(who=f"client:{clerk}").order_by("number")
    assert all(row.machine_time and row.city_time for row in rows)
    return list(rows.values_list("terminal", "action", "outcome"))


@pytest.mark.parametrize("at", CASES)
def test_only_the_offices_word_opens_a_system_and_rights_decide_what(db, provides, at):
    with Counter(at.system, f"juki.systems.{at.system}.web") as counter:
        asked = sent_away(counter, provides, at.page)
        provides.signing = ECKey.generate_key("P-256", parameters={"kid": "k1"}, private=True)
        assert come_back(counter, asked).status_code == 400
        assert not Session.objects.exists()
        provides.signing = provides.key
        asked = sent_away(counter, provides, at.page)
        assert come_back(counter, asked)["Location"] == at.page
        assert counter.get(at.page).status_code == 403, "known, and without a right"
        AccessGrant.objects.create(
            system=at.system, client=CLERK, permission=at.permission,
            valid_from=current().clock.now().legal_day,
        )  # fmt: skip
        assert counter.get(at.page).status_code == 200
        if at.system == "jukinet":
            form = {
                "reason": "窓口",
                "name": "試験　一号",
                "birth": "昭和55年4月1日",
                "address": "",
                "sex": "",
            }
            assert counter.post(at.page, form).status_code == 200
        assert counter.post("/sign-out", {}).status_code == 302
        sent_away(counter, provides, at.page)
    logged = log_of(CLERK)
    assert logged[0][1:] == ("session.begun", "done")
    assert [row[1] for row in logged][-1] == "session.ended"
    assert ("127.0.0.1", "page.refused", "refused") in logged
    assert at.action in [row[1] for row in logged]
    assert {row[0] for row in logged} == {"127.0.0.1"}
