"""The CS's operations are in its log down to the person, and whoever supervises it can look through them."""

import pytest
from django.test import override_settings

from juki.oversight.trail.codes import REVIEW
from juki.systems.jukinet.web import permissions as may
from support.identification import name, send, update
from support.staff import Counter


@pytest.mark.proves("C:log.review@2", "C:log.review@3")
def test_what_staff_did_here_can_be_looked_through(db, network):
    with override_settings(ROOT_URLCONF="support.urls"):
        send(update(1))
        network.settle()
    search = {
        "reason": "窓口の申請",
        "name": name(1).full,
        "birth": "昭和55年4月1日",
        "address": "",
        "sex": "",
    }
    with Counter("jukinet", "juki.systems.jukinet.web") as counter:
        counter.sign_in("clerk.test", may.SEARCH)
        assert counter.post("/searches", search).status_code == 200
        counter.sign_in("auditor.test", REVIEW)
        page = counter.post("/trail", {"view": "list", "who": "clerk.test"}).content.decode()
    for shown in ("clerk.test", "identification.search", "窓口の申請", "127.0.0.1"):
        assert shown in page
    assert name(1).full not in page
