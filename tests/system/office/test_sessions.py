"""Sessions at the office: cookie, limits, sign-out, withdrawal, and what the systems are told."""

from uuid import uuid4

import pytest
from django.test import Client

from juki.kernel.settings import current
from juki.kernel.work import Actor
from juki.office.jobs.forgetting import forget
from juki.office.records.models import Attempt, Code, Revocation, Session, UsedAssertion
from juki.office.services import operations_clients
from juki.office.services.operations_sign_in import digest_of

from .conftest import Browser, Party, code_in

SEES = ("registry", "registry.resident.see")


def withdraw(client: str) -> None:
    operations_clients.withdraw_client(
        client=client, reason="退職", actor=Actor(who="client:officer", right="test", terminal="t"), by="officer",
        times=current().clock.now(), trace=uuid4(),
    )  # fmt: skip


def test_the_cookie_is_out_of_reach_and_only_its_digest_is_kept(browser: Browser, person):
    reply = browser.sign_in("clerk", person())
    cookie = reply.cookies["office_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["path"]) == (
        True,
        "Lax",
        "",
        "/",
    )
    assert cookie["max-age"] == cookie["domain"] == ""
    session = Session.objects.get()
    assert bytes(session.digest) == digest_of(cookie.value) != cookie.value.encode()


def test_a_cookie_from_before_is_never_taken_over(browser: Browser, person):
    password = person()
    browser.client.cookies["office_session"] = "planted"
    browser.sign_in("clerk", password)
    first = browser.cookie
    assert first != "planted"
    browser.sign_in("clerk", password)
    thief = Browser()
    thief.client.cookies["office_session"] = first
    assert browser.cookie != first
    assert thief.get("/").status_code == 303
    assert browser.get("/").status_code == 200
    assert Session.objects.count() == 1


def test_another_person_in_the_same_browser_ends_the_first_ones_session(
    browser: Browser, party: Party, person
):
    browser.sign_in("clerk", person())
    last, sid = party.revocations()["last"], str(Session.objects.get().sid)
    browser.sign_in("reviewer", person("reviewer"))
    told = party.revocations(last)["revoked"]
    assert [one.get("sid") for one in told if "sid" in one] == [sid]


def test_a_session_ends_by_itself(browser: Browser, person, machine):
    password = person()
    browser.sign_in("clerk", password)
    machine.move(minutes=29)
    assert browser.get("/").status_code == 200
    machine.move(minutes=29)
    assert browser.get("/").status_code == 200
    machine.move(minutes=31)
    assert browser.get("/").headers["Location"] == "/sign-in?next=%2F"
    browser.sign_in("clerk", password)
    for _ in range(21):
        machine.move(minutes=29)
        last = browser.get("/").status_code
    assert last == 303


def test_signing_out_ends_the_session_everywhere(browser: Browser, party: Party, person):
    browser.sign_in("clerk", person("clerk", SEES))
    assert browser.get("/sign-out").content.decode().count("すべてサインアウト") == 1
    stolen, last = browser.cookie, party.revocations()["last"]
    done = browser.post("/sign-out")
    assert (done.status_code, done.headers["Location"], browser.cookie) == (303, "/sign-out", "")
    browser.client.cookies["office_session"] = stolen
    assert browser.get("/").status_code == 303
    told = party.revocations(last)
    assert (told["last"], [one["sid"] for one in told["revoked"]]) == (
        last + 1,
        [str(Session.objects.get().sid)],
    )
    assert party.revocations(told["last"]) == {"last": last + 1, "revoked": []}
    assert "サインアウトしました" in browser.get("/sign-out").content.decode()
    assert browser.post("/sign-out").status_code == 303
    assert party.revocations(told["last"])["revoked"] == []


@pytest.mark.proves("C:acc.revoke@1")
def test_a_withdrawn_person_is_out_and_stays_out(browser: Browser, party: Party, person):
    password = person("clerk", SEES)
    browser.sign_in("clerk", password)
    last = party.revocations()["last"]
    code = code_in(browser.get("/sign-in/authorize", **party.query()))
    withdraw("clerk")
    assert [one["sub"] for one in party.revocations(last)["revoked"]] == ["clerk"]
    assert browser.get("/").status_code == 303
    assert party.redeem(code).json()["error"] == "invalid_grant"
    assert browser.sign_in("clerk", password).status_code == 401


def test_revocations_have_no_gaps_and_go_when_old(browser: Browser, party: Party, person, machine):
    passwords = {name: person(name) for name in ("clerk", "reviewer", "officer2")}
    for name, password in passwords.items():
        browser.sign_in(name, password)
    browser.post("/sign-out")
    numbers = [one["number"] for one in party.revocations()["revoked"]]
    assert numbers == list(range(1, len(numbers) + 1))
    machine.move(hours=12)
    assert forget(current().clock.now()) > 0
    assert party.revocations() == {"last": numbers[-1], "revoked": []}
    assert not Revocation.objects.exists()
    withdraw("clerk")
    assert [one["number"] for one in party.revocations(numbers[-1])["revoked"]] == [numbers[-1] + 1]


def test_what_signing_in_leaves_behind_goes(browser: Browser, party: Party, person, machine):
    browser.sign_in("clerk", person("clerk", SEES))
    browser.sign_in("nobody-1", "x")
    party.redeem(code_in(browser.get("/sign-in/authorize", **party.query())))
    forget(current().clock.now())
    assert (Session.objects.count(), Code.objects.count(), UsedAssertion.objects.count()) == (1, 1, 1)
    machine.move(hours=26)
    forget(current().clock.now())
    for table in (Session, Code, UsedAssertion, Attempt, Revocation):
        assert not table.objects.exists()


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/unknown", "/sign-in/authorize/../x",
     "\x00", "http:/evil.example", "/password\r\nSet-Cookie: a=b", "x" * 9000, "/%0d%0a", "evil"],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(browser: Browser, person, wanted):
    done = browser.sign_in("clerk", person(), next=wanted)
    assert (done.status_code, done.headers["Location"]) == (303, "/")


def test_signing_in_for_a_request_that_is_not_a_systems_still_signs_in(browser: Browser, person):
    done = browser.sign_in(
        "clerk", person(), next="/sign-in/authorize?client_id=registry&redirect_uri=http://evil.example/"
    )
    assert done.headers["Juki-Page"] == "OFC-0211"
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/password", "/sign-out", "/sign-in", "/sign-in/authorize"])
def test_other_methods_are_refused(browser: Browser, person, path):
    browser.sign_in("clerk", person())
    reply = browser.client.delete(path, **browser._sent)
    assert (reply.status_code, reply.headers["Juki-Page"]) == (405, "KRN-0204")


def test_a_form_from_elsewhere_is_refused(browser: Browser, person):
    password = person()
    browser.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    assert browser.sign_in("clerk", password).status_code == 403
    assert not Session.objects.exists()
