"""The unified addressee system's screens: who may, what is logged, that nothing is linked and nothing decided twice."""

from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.blocks import NameBlock
from juki.systems.unified.records.models import Candidate, CandidateDecision, Person
from juki.systems.unified.web import permissions as may
from support.network import Network, addressee_number, individual_number, request
from support.staff import Counter

PAGES = {"/searches": may.SEARCH, "/persons": may.READ, "/candidates": may.CANDIDATES, "/errors": may.ERRORS}


@pytest.fixture
def counter(network: Network):
    alike = request(1)
    network.post(alike)
    network.post(request(2, person=alike.person, address=alike.address))
    with Counter("unified", "juki.systems.unified.web") as found:
        yield found


def text(reply) -> str:
    return reply.content.decode()


def pair() -> str:
    return f"/candidates/{Candidate.objects.get().pk}"


def decide(counter, **change):
    fields = {"verdict": "different", "reason": "原本を確認", "key": str(uuid4()), **change}
    return counter.post(pair(), fields)


@pytest.mark.parametrize(("address", "permission"), PAGES.items())
@pytest.mark.proves("S4.10")
def test_a_page_needs_its_permission(counter, address, permission):
    counter.sign_in("clerk.test")
    assert counter.get(address).status_code == 403
    counter.sign_in("clerk.test", permission)
    assert counter.get(address).status_code == 200


@pytest.mark.proves("S4.01")
def test_a_search_shows_a_number_and_no_name(counter):
    counter.sign_in("clerk.test", may.SEARCH)
    reply = counter.post("/searches", {"number": addressee_number(1), "reason": "窓口"})
    one = Person.objects.order_by("id").first()
    assert one.number in text(reply)
    assert f"/persons/{one.number}" not in text(reply)
    assert "見本　第" not in text(reply)
    assert AuditEntry.objects.get(action="person.searched").subjects == [f"addressee:{addressee_number(1)}"]
    nobody = counter.post("/searches", {"number": individual_number(1), "reason": "窓口"})
    assert "付番されていません" in text(nobody)
    assert individual_number(1) not in str(
        list(AuditEntry.objects.values_list("subjects", "reason", "detail"))
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [({"reason": ""}, "reason"), ({"number": "<b>"}, "number"), ({"number": ""}, "number")],
)
def test_mistakes_stand_beside_the_field(counter, change, field):
    counter.sign_in("clerk.test", may.SEARCH)
    reply = counter.post("/searches", {"number": addressee_number(1), "reason": "窓口", **change})
    assert reply.status_code == 422
    assert f'href="#f-{field}"' in text(reply)
    assert "<b>" not in text(reply)


@pytest.mark.proves("S4.01", "C:acc.mynumber_acl@1")
def test_a_person_shows_the_number_only_by_its_right(counter):
    number = Person.objects.order_by("id").first().number
    counter.sign_in("clerk.test", may.READ)
    reply = counter.post("/persons", {"number": number})
    assert (reply.status_code, reply["Location"]) == (303, f"/persons/{number}")
    page = text(counter.get(f"/persons/{number}"))
    assert "見本　第1" in page
    assert individual_number(1) not in page
    assert AuditEntry.objects.get(action="person.shown").subjects == [f"unified:{number}"]
    refused = counter.post(f"/persons/{number}/individual-number", {})
    assert (refused.status_code, individual_number(1) in text(refused)) == (403, False)
    counter.sign_in("clerk.test", may.SEE_NUMBER)
    assert individual_number(1) not in text(counter.get(f"/persons/{number}"))
    assert individual_number(1) in text(counter.post(f"/persons/{number}/individual-number", {}))
    assert AuditEntry.objects.filter(action="person.individual_number").count() == 1
    assert counter.post("/persons", {"number": individual_number(1)}).status_code == 422


def test_names_are_text(network: Network):
    network.post(
        request(3, person=NameBlock(full="<i>見本</i>　三", surname="見本", given="三", kana="ミホン　サン"))
    )
    with Counter("unified", "juki.systems.unified.web") as counter:
        counter.sign_in("clerk.test", may.READ)
        page = text(counter.get(f"/persons/{Person.objects.get().number}"))
    assert "&lt;i&gt;見本&lt;/i&gt;" in page
    assert "<i>" not in page


def test_a_pair_is_compared_by_the_right_to_read(counter):
    counter.sign_in("clerk.test", may.CANDIDATES)
    assert f'href="{pair()}"' in text(counter.get("/candidates"))
    page = text(counter.get(pair()))
    assert "見本　第1" not in page
    assert "判定する権限がありません" in page
    assert not AuditEntry.objects.filter(action="person.shown").exists()
    counter.sign_in("clerk.test", may.READ)
    page = text(counter.get(pair()))
    assert page.count("見本　第1") == 2
    rows = AuditEntry.objects.filter(action="person.shown")
    assert {row.permission for row in rows} == {may.READ}


def test_a_pair_is_decided_once_and_nothing_is_linked(counter):
    counter.sign_in("clerk.test", may.CANDIDATES)
    assert decide(counter).status_code == 403
    counter.sign_in("clerk.test", may.DECIDE)
    key = str(uuid4())
    for _ in range(2):
        reply = decide(counter, verdict="same", key=key)
        assert (reply.status_code, reply["Location"]) == (303, "/candidates?decided")
    assert "判定を記録しました" in text(counter.get("/candidates?decided"))
    decision = CandidateDecision.objects.get()
    assert (decision.verdict, decision.who, decision.reason) == ("same", "client:clerk.test", "原本を確認")
    assert Person.objects.count() == 2
    again = decide(counter)
    assert (again.status_code, "UNI-0108" in text(again)) == (409, True)
    assert counter.get(pair()).status_code == 409


@pytest.mark.parametrize(
    ("change", "field"),
    [({"reason": " "}, "reason"), ({"verdict": ""}, "verdict"), ({"verdict": "x"}, "verdict")],
)
def test_a_decision_needs_a_reason_and_a_verdict(counter, change, field):
    counter.sign_in("clerk.test", may.CANDIDATES, may.DECIDE)
    key = str(uuid4())
    reply = decide(counter, key=key, **change)
    assert reply.status_code == 422
    assert f'href="#f-{field}"' in text(reply)
    assert f'value="{key}"' in text(reply)
    assert not CandidateDecision.objects.exists()


def test_errors_name_numbers_in_words(counter):
    counter.sign_in("clerk.test", may.ERRORS)
    page = text(counter.get("/errors"))
    assert "取得依頼中" in page
    assert "団体内統合宛名番号" in page
    assert "見本　第" not in page
    assert AuditEntry.objects.filter(action="errors.listed").count() == 1


def test_the_first_page(counter):
    counter.sign_in("clerk.test")
    assert "あなたに認められた業務はありません" in text(counter.get("/"))
    counter.sign_in("clerk.test", may.ERRORS)
    assert 'href="/errors"' in text(counter.get("/"))
