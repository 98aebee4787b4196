"""The addressee system's screens: who may, what is logged before it is shown, what stands in no address."""

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.values.individual_number import IndividualNumber
from juki.links.blocks import NameBlock
from juki.links.post.models import Station
from juki.systems.addressee.web import permissions as may
from support.staff import Counter

ASKED = {"/addressees": may.SEE, "/histories": may.HISTORY, "/households": may.HOUSEHOLD}


@pytest.fixture
def counter(db, wire, register):
    register.send(register.resident(1))
    register.send(
        register.resident(1, person=NameBlock(full="<b>変更</b>　第1", surname="変更", given="第1"))
    )
    wire.settle()
    with Counter("addressee", "juki.systems.addressee.web") as found:
        yield found


def text(reply) -> str:
    return reply.content.decode()


def shown(register) -> dict[str, tuple[str, str]]:
    return {
        f"/addressees/{register.number(1)}": (may.SEE, "addressee.shown"),
        f"/addressees/{register.number(1)}/history": (may.HISTORY, "addressee.history.shown"),
        f"/households/{register.number(0)}": (may.HOUSEHOLD, "household.shown"),
    }


@pytest.mark.parametrize(("address", "permission"), ASKED.items())
def test_a_form_needs_its_permission(counter, address, permission):
    counter.sign_in("clerk.test")
    assert counter.get(address).status_code == 403
    assert counter.post(address, {"number": "1"}).status_code == 403
    counter.sign_in("clerk.test", permission)
    assert counter.get(address).status_code == 200


@pytest.mark.proves("S6.04", "S6.05", "C:log.oplog@all", "C:acc.mynumber_acl@1")
def test_a_page_needs_its_permission_is_logged_and_escaped(counter, register):
    for address, (permission, action) in shown(register).items():
        counter.sign_in("clerk.test")
        assert counter.get(address).status_code == 403
        assert not AuditEntry.objects.filter(action=action).exists()
        counter.sign_in("clerk.test", permission)
        page = text(counter.get(address))
        assert "&lt;b&gt;変更&lt;/b&gt;　第1" in page
        assert "<b>変更" not in page
        row = AuditEntry.objects.get(action=action)
        assert (row.who, row.outcome, len(row.subjects)) == ("client:clerk.test", "shown", 1)


@pytest.mark.proves("S6.05")
def test_the_history_has_every_version(counter, register):
    counter.sign_in("clerk.test", may.HISTORY)
    page = text(counter.get(f"/addressees/{register.number(1)}/history"))
    assert page.index("変更") < page.index("試験")


def test_a_known_number_leads_on(counter, register):
    counter.sign_in("clerk.test", *ASKED.values())
    for address, number in [("/addressees", 1), ("/histories", 1), ("/households", 0)]:
        reply = counter.post(address, {"number": f" {register.number(number)} "})
        assert reply.status_code == 303
        assert reply["Location"] in shown(register)
        assert counter.get(reply["Location"]).status_code == 200


def test_what_may_be_an_individual_number_is_in_no_address_and_no_log(counter):
    number = IndividualNumber.from_body("71234567890").digits
    counter.sign_in("clerk.test", *ASKED.values())
    for address in ASKED:
        reply = counter.post(address, {"number": number})
        assert (reply.status_code, "Location" in reply.headers) == (422, False)
        assert 'href="#f-number"' in text(reply)
    assert AuditEntry.objects.filter(outcome="none").count() == 3
    assert number not in str(list(AuditEntry.objects.values_list("subjects", "reason", "detail")))


@pytest.mark.parametrize("typed", ["", "１２ａ", "1" * 16, '"><script>'])
def test_mistakes_stand_beside_the_field(counter, typed):
    counter.sign_in("clerk.test", may.SEE)
    reply = counter.post("/addressees", {"number": typed})
    assert reply.status_code == 422
    assert 'href="#f-number"' in text(reply)
    assert "<script>" not in text(reply)


def test_links_are_offered_by_right(counter, register):
    counter.sign_in("clerk.test", may.SEE)
    page = text(counter.get(f"/addressees/{register.number(1)}"))
    assert "履歴を見る" not in page
    assert "世帯を見る" not in page
    counter.sign_in("clerk.test", may.HISTORY, may.HOUSEHOLD)
    page = text(counter.get(f"/addressees/{register.number(1)}"))
    assert "履歴を見る" in page
    assert "世帯を見る" in page


def test_the_first_page(counter):
    counter.sign_in("clerk.test")
    assert "あなたに認められた業務はありません" in text(counter.get("/"))
    counter.sign_in("clerk.test", may.SEE)
    assert 'href="/addressees"' in text(counter.get("/"))


def test_the_way_of_an_act_is_asked_by_its_trace(counter):
    trace = str(AuditEntry.objects.filter(action="addressee.taken").first().trace)
    counter.sign_in("clerk.test", may.SEE)
    assert counter.get("/acts").status_code == 403
    assert counter.get(f"/acts/{trace}").status_code == 403
    counter.sign_in("clerk.test", "link.stations")
    assert 'href="/acts"' in text(counter.get("/"))
    wrong = counter.post("/acts", {"trace": "<b>"})
    assert (wrong.status_code, 'href="#f-trace"' in text(wrong), "<b>" in text(wrong)) == (422, True, False)
    reply = counter.post("/acts", {"trace": trace})
    assert (reply.status_code, reply["Location"]) == (303, f"/acts/{trace}")
    assert "このトレースの電文の知らせはありません" in text(counter.get(reply["Location"]))
    Station.objects.filter(owner="registry", trace=trace).update(owner="addressee")
    page = text(counter.get(reply["Location"]))
    assert "住登内宛名" in page
    assert "反映済み" in page
    assert AuditEntry.objects.filter(action="link.stations").count() == 2
