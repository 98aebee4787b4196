"""The kiosk system's operations are in its log down to the person, and whoever supervises it can look through them."""

import pytest

from juki.oversight.trail.codes import REVIEW
from juki.systems.kiosk.web import permissions as may
from support.staff import Counter


@pytest.mark.proves("C:log.oplog@4", "C:log.review@4")
def test_what_staff_did_here_is_kept_and_can_be_looked_through(db, wire, register):
    register.send(1, register.person(1, "世帯主"))
    wire.settle()
    with Counter("kiosk", "juki.systems.kiosk.web") as counter:
        counter.sign_in("clerk.test", may.HOUSEHOLD, may.ISSUABLE)
        assert counter.get(f"/households/{register.household_number(1)}").status_code == 200
        assert counter.get(f"/persons/{register.number(1)}/issuable").status_code == 200
        assert counter.get("/service").status_code == 403
        counter.sign_in("auditor.test", REVIEW)
        page = counter.post("/trail", {"view": "list", "who": "clerk.test"}).content.decode()
    for shown in (
        "household.shown",
        "issuable.shown",
        "page.refused",
        f"宛名番号 {register.number(1)}",
        "127.0.0.1",
        "拒否",
    ):
        assert shown in page
