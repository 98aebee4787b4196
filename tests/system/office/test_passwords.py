"""Passwords: wrong ones, locks, changing and resetting them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Barrier
from uuid import uuid4

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type
from django.db import IntegrityError, connection, transaction

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.kernel.settings import current
from juki.office.domain.lockout import LockRule
from juki.office.records.models import Attempt, Credential, Decision, Person, Session
from juki.office.records.models import Client as ClientRow
from juki.office.services import attempts, hashing

from .conftest import Browser, Party

NEW = "correct horse 7 staple"
SEES = ("registry", "registry.resident.see")


def change(browser: Browser, present: str, new: str = NEW, again: str | None = None, **more: str):
    return browser.post("/password", current=present, new=new, again=new if again is None else again, **more)


def text(reply) -> str:
    return reply.content.decode()


@pytest.mark.proves("C:acc.named_users@1")
def test_nothing_tells_an_unknown_id_from_a_wrong_password(browser: Browser, person, fast):
    password = person()
    person("gone")
    ClientRow.objects.filter(client="gone").update(active=False)
    ClientRow.objects.create(
        client="batch", kind="program", section="市民課", active=True, legal_day=current().clock.now().legal_day,
        recorded_at=current().clock.now().machine, trace=uuid4(),
    )  # fmt: skip
    answers, work = set(), set()
    for account in ("clerk", "unknown", "gone", "batch", "Not An Id"):
        fast.clear()
        reply = browser.sign_in(account, "wrong password")
        shown = text(reply).replace(f'value="{account}"', "")
        start = shown.index("error-summary")
        answers.add((reply.status_code, shown[start : shown.index("</ul>", start)]))
        work.add((len(fast), fast[0].rpartition("$")[0].rpartition("$")[0]))
    assert len(answers) == 1
    assert "OFC-0201" in answers.pop()[1]
    assert len(work) == 1, "as many hashes, of the same cost"
    assert work.pop()[1].startswith("$argon2id$")
    assert browser.cookie == ""
    assert browser.sign_in("clerk", password).status_code == 303


@pytest.mark.parametrize("account", ["clerk", "unknown"])
def test_failures_lock_with_a_growing_delay(browser: Browser, person, machine, account, fast):
    password = person()
    for _ in range(2):
        assert browser.sign_in(account, "wrong").status_code == 401
    for wait in (60, 120, 240):
        locked = browser.sign_in(account, "wrong")
        assert (locked.status_code, "OFC-0202" in text(locked)) == (429, True)
        fast.clear()
        assert browser.sign_in(account, password).status_code == 429
        assert len(fast) == 1
        machine.move(seconds=wait - 5)
        assert browser.sign_in(account, password).status_code == 429
        machine.move(seconds=6)
    assert browser.sign_in(account, password).status_code == (303 if account == "clerk" else 429)
    assert AuditEntry.objects.filter(action="sign_in.locked").count() == 9 + (account != "clerk")


def test_a_lock_stands_on_both_clocks_and_knows_no_id(browser: Browser, person):
    person()
    for _ in range(3):
        reply = browser.sign_in("clerk", "wrong")
    row = Attempt.objects.exclude(locked_until=None).get()
    assert row.locked_city is not None
    assert f"{row.locked_city.astimezone(current().clock.now().city.tzinfo):%H:%M:%S}まで" in text(reply)
    assert b"clerk" not in bytes(row.key)
    assert len(bytes(row.key)) == 32


def test_success_forgets_failures(browser: Browser, person):
    password = person()
    for _ in range(3):
        for _ in range(2):
            browser.sign_in("clerk", "wrong")
        assert browser.sign_in("clerk", password).status_code == 303


@pytest.mark.parametrize("options", [{"lock_address_after": "4", "lock_after": "100"}])
def test_one_place_that_tries_many_ids_is_slowed(browser: Browser, person):
    password = person()
    for number in range(4):
        reply = browser.sign_in(f"guess-{number}", "wrong")
    assert reply.status_code == 429
    assert browser.sign_in("clerk", password).status_code == 429


PATIENCE = 30


@pytest.mark.parametrize("options", [{"lock_address_after": f"{PATIENCE}"}])
def test_an_office_behind_one_address_signs_in_as_often_as_it_likes(browser: Browser, person):
    password = person()
    browser.sign_in("nobody", "wrong")
    for _ in range(PATIENCE * 2):
        assert browser.sign_in("clerk", password).status_code == 303
    present, new = password, NEW
    for _ in range(PATIENCE):
        assert change(browser, present, present).status_code == 422
    assert change(browser, present, new).status_code == 303
    assert [row.count for row in Attempt.objects.all()] == [1, 1], (
        "the failure stays, for its account and the place"
    )


def test_with_the_citys_own_numbers_150_right_sign_ins_are_fine_and_100_failures_lock(
    browser: Browser, person
):
    password = person()
    for _ in range(150):
        assert browser.sign_in("clerk", password).status_code == 303
    assert not Attempt.objects.exists()
    for number in range(99):
        assert browser.sign_in(f"guess-{number}", "wrong").status_code == 401
    assert browser.sign_in("clerk", password).status_code == 303, "a right one does not begin the lock"
    assert browser.sign_in("guess-99", "wrong").status_code == 429
    assert browser.sign_in("clerk", password).status_code == 429


@pytest.mark.parametrize("options", [{"lock_address_after": "4", "lock_after": "100"}])
def test_a_place_is_forgotten_after_a_while_without_failures(browser: Browser, person, machine):
    password = person()
    for _ in range(3):
        browser.sign_in("unknown", "wrong")
    machine.move(minutes=9)
    browser.sign_in("clerk", password)
    machine.move(minutes=2)
    for _ in range(3):
        assert browser.sign_in("unknown", "wrong").status_code == 401, (
            "a right password does not renew the memory"
        )


@pytest.mark.parametrize("options", [{"lock_address_after": "4", "lock_after": "100"}])
def test_a_right_password_ends_no_lock_that_failures_deserve(office, machine):
    def attempt() -> attempts.Counted:
        return attempts.count(str(uuid4()), terminal="t1", times=current().clock.now())

    def place() -> tuple[int, bool]:
        row = Attempt.objects.get(key=attempts._key("address", "t1"))
        return row.count, row.locked_until is not None

    slow, others = attempt(), [attempt() for _ in range(4)]
    assert [one.refused for one in others] == [False, False, False, True]
    attempts.give_back(others[-1])
    assert place() == (4, True)
    attempts.give_back(slow)
    assert place() == (3, False), "three have failed"
    assert not attempt().refused
    assert place() == (4, True)
    machine.move(seconds=31)
    slow = attempt()
    assert place() == (5, True)
    attempts.give_back(slow)
    assert place() == (4, False), "the lock was its own"
    slow = attempt()
    machine.move(seconds=61)
    assert not attempt().refused
    attempts.give_back(slow)
    assert place() == (5, True), "five have failed"
    assert attempt().refused


def test_many_at_once_do_not_slip_past(committing_db, monkeypatch):
    patient = LockRule(
        free=4, first=timedelta(minutes=1), longest=timedelta(hours=1), forgotten=timedelta(hours=2)
    )
    monkeypatch.setattr(attempts, "address_lock", lambda: patient)
    monkeypatch.setattr(attempts, "_key", lambda kind, text: f"{kind}:{text}".encode())
    times, meet = current().clock.now(), Barrier(6)

    def attempt(number: int) -> attempts.Counted:
        try:
            meet.wait(10)
            return attempts.count(f"guess-{number}", terminal="t1", times=times)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        counted = list(pool.map(attempt, range(6)))
    assert sorted(one.refused for one in counted) == [False] * 4 + [True] * 2


@pytest.mark.parametrize(
    ("account", "password", "fields"),
    [("clerk", "", {"password"}), ("", "wrong", {"account"}), ("  ", "", {"account", "password"})],
)
def test_an_empty_field_is_told_and_is_no_attempt(browser: Browser, person, fast, account, password, fields):
    right = person()
    fast.clear()
    for _ in range(5):
        reply = browser.sign_in(account, password, next="/password")
    assert reply.status_code == 422
    shown = text(reply)
    assert {name for name in ("account", "password") if f'id="f-{name}-error"' in shown} == fields
    assert 'name="next" value="/password"' in shown
    assert not Attempt.objects.exists()
    assert (fast, Person.objects.get().failures) == ([], 0)
    assert not AuditEntry.objects.filter(action__startswith="sign_in").exists()
    assert browser.sign_in("clerk", right).status_code == 303


def test_failures_before_the_first_sign_in_are_no_ones_last(browser: Browser, person):
    password = person()
    browser.sign_in("clerk", "wrong")
    browser.sign_in("clerk", "wrong")
    browser.sign_in("clerk", password)
    page = text(browser.get("/"))
    assert "今回の初めてのサインインの前に、サインインの失敗が2回ありました" in page
    assert "今回が初めてのサインインです" in page
    assert "前回のサインインの後" not in page


def test_the_owner_sees_the_last_sign_in_and_the_failures_since(browser: Browser, person, machine):
    password = person()
    browser.sign_in("clerk", password)
    assert "今回が初めてのサインインです" in text(browser.get("/"))
    machine.move(minutes=10)
    browser.sign_in("clerk", "wrong")
    browser.sign_in("clerk", password)
    page = text(browser.get("/"))
    assert "失敗が1回ありました" in page
    assert "前回のサインイン" in page
    assert "127.0.0.1" in page
    browser.sign_in("clerk", password)
    assert "回ありました" not in text(browser.get("/"))


def test_a_first_password_must_be_changed_before_anything(browser: Browser, party: Party, person):
    password = person("clerk", SEES, must_change=True)
    done = browser.sign_in("clerk", password)
    assert done.headers["Location"] == "/password?next=%2F"
    assert browser.get("/").headers["Location"] == "/password?next=%2F"
    asked = browser.get("/sign-in/authorize", **party.query())
    assert asked.headers["Location"].startswith("/password?next=%2Fsign-in%2Fauthorize")
    assert (
        "error=login_required"
        in browser.get("/sign-in/authorize", **party.query(prompt="none")).headers["Location"]
    )
    before = browser.cookie
    query = "&".join(f"{name}={value}" for name, value in party.query(scope="openid").items())
    changed = change(browser, password, next=f"/sign-in/authorize?{query}")
    assert changed.headers["Location"].startswith("http://registry.localhost:1/signed-in?code=")
    assert browser.cookie != before
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    ("new", "again", "code"),
    [
        ("short", None, "OFC-0203"),
        ("my clerk password", None, "OFC-0203"),
        ("MY CLERK PASSWORD", None, "OFC-0203"),
        ("aaaaaaaaaaaaaaaa", None, "OFC-0203"),
        ("x" * 129, None, "OFC-0203"),
        ("line\nbreak in password", None, "OFC-0203"),
        (NEW, NEW + "x", "OFC-0205"),
        ("", "", "OFC-0203"),
    ],
)
def test_an_unfit_password_changes_nothing(browser: Browser, person, new, again, code):
    password = person()
    browser.sign_in("clerk", password)
    reply = change(browser, password, new, again)
    assert (reply.status_code, code in text(reply)) == (422, True)
    assert not new or new not in text(reply)
    assert Credential.objects.count() == 1


def test_the_present_password_is_asked_and_counted(browser: Browser, person):
    password = person()
    browser.sign_in("clerk", password)
    assert [change(browser, "wrong").status_code for _ in range(4)] == [401, 401, 429, 429]
    assert change(browser, password).status_code == 429
    assert AuditEntry.objects.filter(action="password.refused").count() == 5


def test_without_the_present_password_it_is_no_attempt(browser: Browser, person):
    password = person()
    browser.sign_in("clerk", password)
    for _ in range(5):
        reply = change(browser, "")
    assert (reply.status_code, 'id="f-current-error"' in text(reply), NEW in text(reply)) == (
        422,
        True,
        False,
    )
    assert not Attempt.objects.exists()
    assert not AuditEntry.objects.filter(action="password.refused").exists()
    assert change(browser, password).status_code == 303


def test_the_last_passwords_may_not_come_back(browser: Browser, person):
    password = person()
    browser.sign_in("clerk", password)
    used = [password, *(f"{NEW} {number}" for number in range(5))]
    for present, new in pairwise(used):
        assert change(browser, present, new).status_code == 303
        browser.sign_in("clerk", new)
    for old in used[1:]:
        assert "OFC-0204" in text(change(browser, used[-1], old))
    assert change(browser, used[-1], used[0]).status_code == 303


def test_a_change_ends_the_other_sessions_and_keeps_this_one(browser: Browser, party: Party, person):
    password = person()
    browser.sign_in("clerk", password)
    other = Browser(place="127.0.0.2")
    other.sign_in("clerk", password)
    last = party.revocations()["last"]
    old = browser.cookie
    assert change(browser, password).headers["Location"] == "/"
    assert (browser.get("/").status_code, other.get("/").status_code) == (200, 303)
    assert len(party.revocations(last)["revoked"]) == 1
    thief = Browser()
    thief.client.cookies["office_session"] = old
    assert thief.get("/").status_code == 303
    assert Browser().sign_in("clerk", password).status_code == 401
    assert Browser().sign_in("clerk", NEW).status_code == 303


@pytest.mark.proves("C:acc.pw_rotate@4")
def test_a_password_runs_out(browser: Browser, person, machine):
    password = person()
    machine.move(days=89)
    assert browser.sign_in("clerk", password).headers["Location"] == "/"
    assert browser.get("/").status_code == 200
    machine.move(days=2)
    assert browser.sign_in("clerk", password).headers["Location"].startswith("/password")
    assert browser.get("/").headers["Location"].startswith("/password"), "nothing else opens"
    assert change(browser, password, password).status_code == 422
    assert change(browser, password).status_code == 303
    assert browser.get("/").status_code == 200


def test_an_administrator_resets_a_password(office, browser: Browser, party: Party, person, post):
    old = person("clerk", SEES)
    browser.sign_in("clerk", old)
    AccessGrant.objects.create(
        system="office", client="officer", permission="office.credential.set", valid_from="2020-01-01"
    )
    last, key = party.revocations()["last"], uuid4()
    form = {"client": "clerk", "name": "見本 二号", "reason": "失念"}
    reply = post("/api/credentials", form, key=key)
    assert (reply.status_code, reply.headers["Cache-Control"]) == (201, "no-store")
    first = reply.json()["password"]
    assert [one["sub"] for one in party.revocations(last)["revoked"]] == ["clerk"]
    assert browser.get("/").status_code == 303
    assert Browser().sign_in("clerk", old).status_code == 401
    second = post("/api/credentials", form, key=key).json()["password"]
    assert first != second
    assert Decision.objects.filter(kind="password_set", trace=key).count() == 1
    assert Browser().sign_in("clerk", first).status_code == 401
    assert Browser().sign_in("clerk", second).headers["Location"] == "/password?next=%2F"
    assert Person.objects.get().name == "見本 二号"
    kept = str([bytes(row.reply or b"") for row in PostedForm.objects.all()]) + str(
        list(AuditEntry.objects.values())
    )
    assert first not in kept
    assert second not in kept


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"client": "officer"}, "OFC-0207"),
        ({"client": "ghost"}, "OFC-0103"),
        ({"client": "Not An Id"}, "OFC-0103"),
        ({"client": "gone"}, "OFC-0104"),
        ({"client": "batch"}, "OFC-0206"),
        ({"name": " "}, "OFC-0208"),
        ({"name": "二\n行"}, "OFC-0208"),
        ({"reason": ""}, "KRN-0205"),
        ({"password": "mine"}, "KRN-0205"),
    ],
)
def test_a_bad_reset_is_refused(office, person, post, form, code):
    person()
    for client, kind, active in (("gone", "person", False), ("batch", "program", True)):
        times = current().clock.now()
        ClientRow.objects.create(
            client=client, kind=kind, section="課", active=active, legal_day=times.legal_day, recorded_at=times.machine,
            trace=uuid4(),
        )  # fmt: skip
    AccessGrant.objects.create(
        system="office", client="officer", permission="office.credential.set", valid_from="2020-01-01"
    )
    content = {"client": "clerk", "name": "見本", "reason": "失念"} | form
    assert post("/api/credentials", content).json()["code"] == code
    assert Credential.objects.count() == 1


def test_without_the_right_nobody_resets(office, person, post):
    person()
    assert (
        post("/api/credentials", {"client": "clerk", "name": "見本", "reason": "失念"}).json()["code"]
        == "KRN-0202"
    )


def test_the_database_keeps_hashes_only_and_one_password_at_a_time(office, person):
    person()
    row = Credential.objects.get()
    for change in ({"secret": "plain"}, {"id": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Credential.objects.create(
                **{
                    "person_id": "clerk", "kind": "password", "secret": row.secret, "must_change": False,
                    "set_at": row.set_at, "set_by": "x", "trace": uuid4(),
                } | change
            )  # fmt: skip


def test_the_real_cost_is_the_one_of_rfc_9106():
    found = extract_parameters(hashing._HASHER.hash("x"))
    assert (found.type, found.memory_cost >= 64 * 1024, found.time_cost >= 3) == (Type.ID, True, True)


def test_a_cheap_hash_is_made_anew(browser: Browser, person, monkeypatch):
    password = person()
    before = Credential.objects.get().secret
    monkeypatch.setattr(hashing, "is_cheap", lambda _secret: True)
    browser.sign_in("clerk", password)
    assert Credential.objects.get().secret != before
    assert Session.objects.count() == 1
    assert Browser().sign_in("clerk", password).status_code == 303


def test_the_portal_lists_what_one_may_enter(browser: Browser, person):
    browser.sign_in("clerk", person("clerk", SEES, ("intermediary", "intermediary.flags")))
    page = text(browser.get("/"))
    assert 'href="http://registry.localhost:1/"' in page
    assert "住民記録" in page
    assert "kiosk.localhost" not in page
    assert "outside.localhost" not in page
    browser.sign_in("reviewer", person("reviewer", ("office", "office.counterparts.see")))
    page = text(browser.get("/"))
    assert "http://outside.localhost:1/enter?key=k" in page
    assert "利用できる業務はありません" in page
