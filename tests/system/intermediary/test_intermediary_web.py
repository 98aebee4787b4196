"""The intermediary server's screens: who may, what is logged before it is shown, what happens once."""

from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.oversight.approvals.records.models import Request
from juki.systems.intermediary.records.models import Copy, Flag, Provision, Ruling
from juki.systems.intermediary.web import permissions as may
from juki.systems.unified.records.models import Person
from support.approving import decided
from support.network import Network, individual_number
from support.staff import Counter

PAGES = {
    "/held": may.HELD, "/flags": may.FLAGS, "/copies": may.COPIES, "/erasures": may.ERASE, "/records": may.RECORDS,
}  # fmt: skip


@pytest.fixture
def person(network: Network):
    return network.person(1)


@pytest.fixture
def counter(person):
    with Counter("intermediary", "juki.systems.intermediary.web") as found:
        yield found


@pytest.fixture
def inquiry(network: Network, person, counter) -> str:
    """The address of an inquiry that waits for a clerk."""
    counter.sign_in("clerk.test", may.FLAGS)
    assert flag(counter).status_code == 303
    counter._override.disable()
    assert network.ask(person).json()["outcome"] == "held"
    counter._override.enable()
    return f"/held/{Provision.objects.get().record}"


def text(reply) -> str:
    return reply.content.decode()


def number() -> str:
    return Person.objects.get().number


def flag(counter, **change):
    fields = {"number": number(), "on": "yes", "reason": "支援措置の申出", "key": str(uuid4()), **change}
    return counter.post("/flags", fields)


def decide(counter, inquiry: str, **change):
    fields = {
        "decision": "released", "copy_version": str(Copy.objects.get().pk), "reason": "内容確認済", "key": str(uuid4()),
        **change,
    }  # fmt: skip
    return counter.post(inquiry, fields)


def erase(counter, **change):
    fields = {
        "number": number(), "version": str(Copy.objects.first().pk) if Copy.objects.exists() else "1", "reason": "誤登録",
        "key": str(uuid4()), **change,
    }  # fmt: skip
    return counter.post("/erasures", fields)


@pytest.mark.parametrize(("address", "permission"), PAGES.items())
@pytest.mark.proves("S5.08")
def test_a_page_needs_its_permission(counter, address, permission):
    counter.sign_in("clerk.test")
    assert counter.get(address).status_code == 403
    if address != "/held":
        assert counter.post(address, {}).status_code == 403
    counter.sign_in("clerk.test", permission)
    assert counter.get(address).status_code == 200


@pytest.mark.proves("S5.06", "C:nw.view_db@1")
def test_copies_are_shown_by_number_and_logged(counter):
    counter.sign_in("clerk.test", may.COPIES)
    reply = counter.post("/copies", {"number": number()})
    assert (reply.status_code, reply["Location"]) == (303, f"/copies/{number()}")
    page = text(counter.get(f"/copies/{number()}"))
    assert "見本　世帯主" in page
    assert "/erasures?" not in page
    assert AuditEntry.objects.get(action="copies.shown").subjects == [f"unified:{number()}"]
    refused = counter.post("/copies", {"number": individual_number(1)})
    assert (refused.status_code, "Location" in refused.headers) == (422, False)
    counter.sign_in("clerk.test", may.ERASE)
    assert "/erasures?" in text(counter.get(f"/copies/{number()}"))


def test_names_are_text(counter):
    Copy.objects.update(head_name="<i>見本</i>")
    counter.sign_in("clerk.test", may.COPIES)
    page = text(counter.get(f"/copies/{number()}"))
    assert "&lt;i&gt;見本&lt;/i&gt;" in page
    assert "<i>" not in page


def test_the_flag_is_set_once_and_lifted(counter):
    counter.sign_in("clerk.test", may.FLAGS)
    key = str(uuid4())
    for _ in range(2):
        reply = flag(counter, key=key)
        assert (reply.status_code, reply["Location"]) == (303, "/flags?done=yes")
    assert "自動応答不可にしました" in text(counter.get("/flags?done=yes"))
    assert flag(counter, on="no").status_code == 303
    assert list(Flag.objects.order_by("id").values_list("no_automatic_answer", flat=True)) == [True, False]
    for change, field in [({"reason": ""}, "reason"), ({"on": ""}, "on"), ({"number": "12"}, "number")]:
        wrong = flag(counter, **change)
        assert (wrong.status_code, f'href="#f-{field}"' in text(wrong)) == (422, True)
    assert flag(counter, key="x").status_code == 403


def test_what_would_leave_is_shown_by_its_right(counter, inquiry):
    counter.sign_in("clerk.test", may.HELD)
    page = text(counter.get("/held"))
    assert "AG-003" in page
    assert inquiry not in page
    assert counter.get(inquiry).status_code == 403
    counter.sign_in("clerk.test", may.CONTENT)
    assert f'href="{inquiry}"' in text(counter.get("/held"))
    page = text(counter.get(inquiry))
    assert "見本　世帯主" in page
    assert "判断する権限がありません" in page
    assert AuditEntry.objects.get(action="held.content").subjects == [f"unified:{number()}"]


def test_an_inquiry_is_decided_once(counter, inquiry):
    counter.sign_in("clerk.test", may.HELD, may.CONTENT)
    assert decide(counter, inquiry).status_code == 403
    counter.sign_in("clerk.test", may.DECIDE)
    for change, field in [({"reason": " "}, "reason"), ({"decision": "x"}, "decision")]:
        wrong = decide(counter, inquiry, **change)
        assert (wrong.status_code, f'href="#f-{field}"' in text(wrong)) == (422, True)
    other = decide(counter, inquiry, copy_version=str(Copy.objects.get().pk + 1))
    assert (other.status_code, "MID-0114" in text(other)) == (422, True)
    assert decide(counter, inquiry, copy_version="x").status_code == 400
    alone = decide(counter, inquiry)
    assert (alone.status_code, "OVS-0201" in text(alone), Ruling.objects.exists()) == (422, True, False)
    fields = {"copy_version": str(Copy.objects.get().pk), "reason": "確かめた"}
    assert counter.post(f"{inquiry}/request", {**fields, "reason": ""}).status_code == 422
    assert counter.post(f"{inquiry}/request", {**fields, "copy_version": "1"}).status_code == 422
    asked = counter.post(f"{inquiry}/request", fields)
    row = Request.objects.get()
    assert (asked.status_code, asked["Location"]) == (303, f"/approvals/{row.id}")
    assert f'href="{inquiry}"' in text(counter.get(asked["Location"]))
    decided(row)
    key = str(uuid4())
    for _ in range(2):
        reply = decide(counter, inquiry, key=key)
        assert (reply.status_code, reply["Location"]) == (303, "/held?decided=released")
    ruling = Ruling.objects.get()
    assert (ruling.ruling, ruling.who) == ("released", "client:clerk.test")
    assert decide(counter, inquiry, decision="refused").status_code == 409


def test_a_version_is_erased_once(counter):
    counter.sign_in("clerk.test", may.ERASE)
    fields = {"version": str(Copy.objects.get().pk), "key": str(uuid4())}
    assert erase(counter, reason="").status_code == 422
    assert erase(counter, version="a").status_code == 422
    for _ in range(2):
        reply = erase(counter, **fields)
        assert (reply.status_code, reply["Location"]) == (303, "/erasures?done")
    assert not Copy.objects.exists()
    assert AuditEntry.objects.filter(action="copy.erased").count() == 1
    again = erase(counter, version=fields["version"])
    assert (again.status_code, "MID-0110" in text(again)) == (422, True)


def test_records_are_searched_and_the_search_is_in_no_address(counter, inquiry):
    counter.sign_in("clerk.test", may.RECORDS)
    search = {
        "unified_number": "",
        "agency": "AG-003",
        "outcome": "held",
        "first": "令和8年1月1日",
        "last": "",
    }
    reply = counter.post("/records", search)
    page = text(reply)
    assert reply.status_code == 200
    assert "確認のため保留した" in page
    assert number() in page
    assert AuditEntry.objects.filter(action="records.searched").count() == 1
    for change, field in [
        ({"unified_number": individual_number(1)}, "unified_number"), ({"last": "令和7年1月1日"}, "last"),
        ({"first": "x"}, "first"), ({"outcome": "<b>"}, "outcome"),
    ]:  # fmt: skip
        wrong = counter.post("/records", {**search, **change})
        assert (wrong.status_code, f'href="#f-{field}"' in text(wrong)) == (422, True)
        assert "<b>" not in text(wrong)
    assert individual_number(1) not in str(
        list(AuditEntry.objects.values_list("subjects", "reason", "detail"))
    )


def test_the_first_page(counter):
    counter.sign_in("clerk.test")
    assert "あなたに認められた業務はありません" in text(counter.get("/"))
    counter.sign_in("clerk.test", may.RECORDS)
    assert 'href="/records"' in text(counter.get("/"))
