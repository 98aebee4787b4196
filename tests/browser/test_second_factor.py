"""A member of staff gets a passkey by a one-time link and works with it; without verification of its user it opens nothing.

The authenticator is the browser's virtual one: what it says is checked by the running office.
"""

from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from support.desk import Desk
from support.running import RunningCity

pytestmark = pytest.mark.city
PASSWORD = "seven cups of tea"


@pytest.fixture
def seat(running: RunningCity, browser: Browser):
    """Somebody at a terminal with a security key, not signed in."""
    made = Desk.at(running, browser)
    yield made
    made.close()


def security_key(desk: Desk):
    """A key that asks its user for a PIN; how to let the user fail."""
    session = desk.context.new_cdp_session(desk.page)
    session.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "usb", "hasResidentKey": False,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    ident = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return lambda verified: session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": ident, "isUserVerified": verified}
    )


def show_password(desk: Desk) -> None:
    desk.page.fill("[name=account]", "clerk.kato")
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.click("button:has-text('サインイン')")
    desk.page.wait_for_selector("h1:has-text('認証器による確認')")


@pytest.mark.proves("C:acc.2fa@1", "C:acc.named_users@1")
def test_a_passkey_by_a_link_opens_the_register_and_only_with_its_user(running: RunningCity, seat: Desk):
    with running.client("admin.yamada") as admin:
        form = {"client": "clerk.kato", "reason": "認証器の配付"}
        reply = admin.post("office", "/api/enrolments", form, key=uuid4())
    assert reply.status == 201, reply.content
    link = reply.json()["link"]
    verify, page = security_key(seat), seat.page
    page.goto(link)
    seat.check("enrolment")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.fill("[name=label]", "窓口3の鍵")
    page.click("[data-passkey-start]")
    page.wait_for_url("**/sign-in")

    seat.open("registry", "/")
    show_password(seat)
    seat.check("second_factor")
    verify(False)
    page.click("[data-passkey-start]")
    page.wait_for_selector("[data-passkey-status]:not(:empty)")
    page.wait_for_function(
        "() => !document.querySelector('[data-passkey-status]').textContent.includes('待って')"
    )
    seat.open("registry", "/")
    page.wait_for_selector("h1:has-text('認証器による確認')")

    verify(True)
    page.click("[data-passkey-start]")
    page.wait_for_selector(".head-system:has-text('住民記録')")
    seat.open("office", "/passkeys")
    assert "窓口3の鍵" in page.inner_text("main")
    seat.check("passkeys")

    seat.open("jukinet", "/")
    page.wait_for_selector("h1:has-text('サインイン')")  # at its own door once more
    show_password(seat)
    page.click("[data-passkey-start]")
    page.wait_for_selector(".head-system:has-text('市町村CS')")
    ((acr,),) = running.rows(
        "jukinet",
        "select acr from screens_session where client = %s order by signed_in_at desc limit 1",
        "clerk.kato",
    )
    assert acr == "urn:juki:acr:two-factor"
