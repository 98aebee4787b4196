"""The second factor: enrolled by a link, demanded by systems, refused whenever something about it is not as it must be."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.values.assurance import PASSWORD, TWO_FACTOR
from juki.kernel.work import Actor
from juki.office.errors import OwnCredential
from juki.office.records.models import Ceremony, Credential, Enrolment, Passkey, Session
from juki.office.services import operations_enrolments
from support.authenticator import Authenticator

from .conftest import Browser, code_in

NEW = "seven cups of tea"
ADMIN = Actor(who="client:officer", right="office.credential.set", terminal="t1")


@pytest.fixture
def options():
    return {"lock_after": "3"}


def link(client="clerk"):
    times = current().clock.now()
    return operations_enrolments.issue(client, reason="着任", actor=ADMIN, by="officer", times=times)


def asked(reply):
    """Ceremony and options of a page."""
    page = reply.content.decode()
    found = re.search(r'name="ceremony"[^>]*value="([^"]+)"', page)
    options = re.search(r'data-options="([^"]+)"', page)
    assert found, page
    assert options, page
    return found[1], unescape(options[1])


def enrol(browser, token, device, *, password=NEW, **change):
    ceremony, options = asked(browser.get(f"/enrol/{token}"))
    fields = {"password": password, "again": password, "label": "窓口の鍵", "ceremony": ceremony,
              "answer": device.create(options)} | change  # fmt: skip
    return browser.post(f"/enrol/{token}", **fields)


@pytest.fixture
def device():
    return Authenticator()


@pytest.fixture
def enrolled(person, browser, device):
    """A clerk with a right at the register, a password and a passkey."""
    person("clerk", ("registry", "registry.search"))
    assert enrol(browser, link(), device).headers["Location"] == "/sign-in"
    return "clerk"


def wanted(party, **change):
    query = party.query(acr_values=TWO_FACTOR, **change)
    return "/sign-in/authorize?" + "&".join(f"{name}={value}" for name, value in query.items())


def at_passkey(browser, party, password=NEW, **change):
    """Signed in by password on the way to the register; what the page of the passkey asks."""
    reply = browser.sign_in("clerk", password, next=wanted(party, **change))
    assert reply.headers["Location"].startswith("/sign-in/passkey?"), reply.headers
    return asked(browser.client.get(reply.headers["Location"], **browser._sent))


def prove(browser, party, ceremony, answer):
    return browser.post("/sign-in/passkey", ceremony=ceremony, answer=answer, next=wanted(party))


def actions():
    return list(AuditEntry.objects.order_by("number").values_list("action", flat=True))


@pytest.mark.proves("C:acc.2fa@1", "C:acc.named_users@1")
def test_both_factors_lead_to_the_register(enrolled, browser, party, device):
    ceremony, options = at_passkey(browser, party)
    before = browser.cookie
    assert json.loads(options)["userVerification"] == "required"
    code = code_in(prove(browser, party, ceremony, device.get(options)))
    assert browser.cookie != before
    claims = party.redeem(code).json()
    assert Session.objects.get(ended_at=None).acr == TWO_FACTOR
    assert "id_token" in claims
    assert actions()[-3:] == ["sign_in.second_factor", "code.issued", "token.issued"]


def test_the_password_alone_does_not(enrolled, browser, party):
    at_passkey(browser, party)
    reply = browser.client.get(wanted(party), **browser._sent)
    assert reply.headers["Location"].startswith("/sign-in/passkey?")
    assert Session.objects.get(ended_at=None).acr == PASSWORD


def test_whoever_has_no_passkey_is_told_what_to_do(person, browser, party):
    password = person("clerk", ("registry", "registry.search"))
    reply = browser.sign_in("clerk", password, next=wanted(party))
    assert (reply.status_code, "OFC-0302" in reply.content.decode()) == (403, True)


@pytest.mark.parametrize("options", [{"second_factor": "when_enrolled"}])
@pytest.mark.parametrize("production", [False, True])
def test_a_demonstration_lets_in_by_password_who_has_none_and_production_does_not(
    person, browser, party, monkeypatch, production, options
):
    password = person("clerk", ("registry", "registry.search"))
    monkeypatch.setattr(type(current()), "production", production, raising=False)
    reply = browser.sign_in("clerk", password, next=wanted(party))
    assert (reply.status_code == 303) is not production


FAULTS = {
    "no verification of the user": lambda one: replace(one, verifies=False),
    "another origin": lambda one: replace(one, origin="http://0ffice.localhost:1"),
    "the same host over another scheme": lambda one: replace(one, origin="https://office.localhost:1"),
    "another party": lambda one: replace(one, party="evil.localhost"),
    "an unknown key": lambda one: replace(one, credential=b"x" * 32),
    "another's key under this name": lambda one: replace(one, key=Authenticator().key),
}


@pytest.mark.proves("C:acc.2fa@1")
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_not_as_it_must_be_is_refused_logged_and_counted(enrolled, browser, party, device, fault):
    ceremony, options = at_passkey(browser, party)
    reply = prove(browser, party, ceremony, FAULTS[fault](device).get(options))
    assert (reply.status_code, "OFC-0301" in reply.content.decode()) == (401, True)
    assert Session.objects.get(ended_at=None).acr == PASSWORD
    row = AuditEntry.objects.filter(action="sign_in.passkey_refused").get()
    assert (row.outcome, row.subjects) == ("refused", ["client:clerk"])
    ceremony, options = asked(reply)
    for _ in range(2):
        reply = prove(browser, party, ceremony, FAULTS[fault](device).get(options))
        ceremony, options = asked(reply)
    assert "OFC-0202" in reply.content.decode()
    assert "OFC-0202" in prove(browser, party, ceremony, device.get(options)).content.decode()


@pytest.mark.parametrize(
    "fault", [one for one in FAULTS if one not in ("an unknown key", "another's key under this name")]
)
def test_nothing_wrong_is_enrolled(person, browser, device, fault):
    person()
    token = link()
    reply = enrol(browser, token, FAULTS[fault](device))
    assert (reply.status_code, "OFC-0301" in reply.content.decode()) == (401, True)
    assert not Passkey.objects.exists()
    assert enrol(browser, token, device).status_code == 303  # the link is still good


def test_an_answer_is_good_once(enrolled, browser, party, device):
    ceremony, options = at_passkey(browser, party)
    answer = device.get(options)
    prove(browser, party, ceremony, answer)
    thief = Browser(place="127.0.0.9")
    again, _ = at_passkey(thief, party, nonce="another-nonce")
    assert prove(thief, party, ceremony, answer).status_code == 401
    assert prove(thief, party, again, answer).status_code == 401


def test_a_challenge_of_another_session_is_none(enrolled, browser, party, device, person):
    ceremony, options = at_passkey(browser, party)
    other = Browser(place="127.0.0.9")
    at_passkey(other, party, nonce="another-nonce")
    assert prove(other, party, ceremony, device.get(options)).status_code == 401


def test_a_challenge_and_a_password_last_minutes(enrolled, browser, party, device, machine):
    ceremony, options = at_passkey(browser, party)
    machine.move(minutes=5)
    reply = prove(browser, party, ceremony, device.get(options))
    assert reply.headers["Location"].startswith("/sign-in?")


def test_a_counter_that_goes_back_ends_the_key_and_every_session(enrolled, browser, party, device):
    ceremony, options = at_passkey(browser, party)
    prove(browser, party, ceremony, device.get(options))
    clone = replace(device, counter=device.counter - 1)
    ceremony, options = at_passkey(browser, party, nonce="another-nonce")
    assert prove(browser, party, ceremony, clone.get(options)).status_code == 401
    assert Passkey.objects.get().ended_why == "counter"
    assert not Session.objects.filter(ended_at=None).exists()
    assert "passkey.ended" in actions()


def test_an_authenticator_that_counts_nothing_is_believed(person, browser, party):
    person("clerk", ("registry", "registry.search"))
    device = Authenticator(step=0)
    enrol(browser, link(), device)
    for nonce in ("nonce-number-one", "nonce-number-two"):
        ceremony, options = at_passkey(browser, party, nonce=nonce)
        assert prove(browser, party, ceremony, device.get(options)).status_code == 303


class TestLinks:
    def test_are_good_once(self, person, browser, device):
        person()
        token = link()
        enrol(browser, token, device)
        assert browser.get(f"/enrol/{token}").status_code == 410
        assert browser.post(f"/enrol/{token}", password=NEW, again=NEW).status_code == 410

    def test_last_a_day(self, person, browser, machine):
        person()
        token = link()
        machine.move(hours=24)
        assert browser.get(f"/enrol/{token}").status_code == 410

    def test_void_the_one_before_and_all_means(self, enrolled, browser, party, device):
        former = link()
        token = link()
        assert browser.get(f"/enrol/{former}").status_code == 410
        assert browser.get(f"/enrol/{token}").status_code == 200
        assert Passkey.objects.get().ended_why == "enrolment"

    @pytest.mark.proves("C:acc.admin_sep@1")
    def test_are_issued_to_oneself_by_nobody(self, office):
        with pytest.raises(OwnCredential):
            link("officer")

    def test_are_kept_as_a_digest_and_logged_without_their_secret(self, person):
        person()
        token = link()
        assert token.encode() not in bytes(Enrolment.objects.get().digest)
        assert not [
            row for row in AuditEntry.objects.all() if token in f"{row.detail}{row.reason}{row.subjects}"
        ]

    @pytest.mark.parametrize(
        ("change", "code"),
        [({"again": "another one"}, "OFC-0205"), ({"password": "short", "again": "short"}, "OFC-0203"),
         ({"label": ""}, "OFC-0305"), ({"label": "あ" * 41}, "OFC-0305"), ({"answer": "{}"}, "OFC-0301"),
         ({"answer": "x" * 20_001}, "OFC-0301"), ({"answer": "[]"}, "OFC-0301"), ({"ceremony": "x"}, "OFC-0301")],
    )  # fmt: skip
    def test_take_nothing_unfit(self, person, browser, device, change, code):
        person()
        token = link()
        before = Credential.objects.get(ended_at=None).secret
        reply = enrol(browser, token, device, **change)
        assert code in reply.content.decode()
        assert Credential.objects.get(ended_at=None).secret == before
        assert not Passkey.objects.exists()

    def test_of_a_withdrawn_person_lead_nowhere(self, person, browser):
        person()
        token = link()
        Enrolment.objects.get().person.client.__class__.objects.filter(client="clerk").update(active=False)
        assert browser.get(f"/enrol/{token}").status_code == 410


class TestOnesOwn:
    @pytest.fixture
    def inside(self, enrolled, browser, party, device):
        ceremony, options = at_passkey(browser, party)
        prove(browser, party, ceremony, device.get(options))
        return browser

    def test_another_one_is_added_and_the_last_one_stays(self, inside):
        ceremony, options = asked(inside.get("/passkeys"))
        second = Authenticator()
        inside.post("/passkeys", ceremony=ceremony, answer=second.create(options), label="予備")
        first, other = Passkey.objects.order_by("enrolled_at")
        assert inside.post("/passkeys", action="end", passkey=str(first.id)).status_code == 303
        refused = inside.post("/passkeys", action="end", passkey=str(other.id))
        assert "OFC-0309" in refused.content.decode()

    def test_not_by_the_password_alone(self, enrolled, browser):
        browser.sign_in("clerk", NEW)
        page = browser.get("/passkeys").content.decode()
        assert "data-passkey" not in page.replace("data-passkey-status", "")
        reply = browser.post("/passkeys", ceremony="x", answer="{}", label="予備")
        assert "OFC-0301" in reply.content.decode()
        (held,) = Passkey.objects.all()
        assert "OFC-0301" in browser.post("/passkeys", action="end", passkey=str(held.id)).content.decode()

    def test_one_key_is_not_enrolled_twice(self, inside, device):
        ceremony, options = asked(inside.get("/passkeys"))
        reply = inside.post("/passkeys", ceremony=ceremony, answer=device.create(options), label="同じ鍵")
        assert "OFC-0307" in reply.content.decode()

    def test_nobody_elses_is_ended(self, inside, person, browser):
        person("other")
        stranger = Browser(place="127.0.0.3")
        device = Authenticator()
        enrol(stranger, link("other"), device)
        theirs = Passkey.objects.get(person_id="other")
        assert "OFC-0308" in inside.post("/passkeys", action="end", passkey=str(theirs.id)).content.decode()


def test_challenges_nobody_answers_are_forgotten(enrolled, browser, party, machine):
    from juki.office.jobs.forgetting import forget  # noqa: PLC0415 - of this test alone

    at_passkey(browser, party)
    assert Ceremony.objects.exists()
    machine.move(minutes=6)
    forget(current().clock.now())
    assert not Ceremony.objects.exists()


@pytest.mark.proves("C:ui.idle_lock@1")
def test_a_newer_session_at_one_terminal_ends_the_one_before(person, browser, party):
    password = person("clerk", ("registry", "registry.search"))
    browser.sign_in("clerk", password)
    last = party.revocations()["last"]
    Browser().sign_in("clerk", password)
    assert browser.get("/").status_code == 303
    assert len(party.revocations(last)["revoked"]) == 1
