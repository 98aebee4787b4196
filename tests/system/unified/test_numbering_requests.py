"""付番 over the wire: numbers, history, errors, candidates."""

from dataclasses import dataclass
from uuid import uuid4

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.kernel.settings import current
from juki.links.blocks import NameBlock
from juki.links.post import parking
from juki.outside.nws.records.models import Code
from juki.systems.intermediary.records.models import Acquisition, Copy
from juki.systems.unified.records.models import Candidate, Link, Person, Version
from juki.systems.unified.services import layout
from support.network import (
    ACTOR,
    Network,
    addressee_number,
    everything_stored,
    grant,
    individual_number,
    request,
    times,
)  # fmt: skip

WITH_NUMBER = "with=individual_number"


def renamed(message, **parts):
    return msgspec.structs.replace(message, **parts)


def codes() -> list[str]:
    return [row.code for row in parking.parked("unified")]


@pytest.mark.proves("S4.01", "I1.003", "I1.135")
def test_a_new_person_gets_a_number_a_version_and_the_way_to_a_code(network: Network):
    network.post(request(1))
    person = Person.objects.get()
    assert len(person.number) == 15
    assert (person.code_state, person.version) == ("asked", 1)
    assert Link.objects.get().addressee_number == addressee_number(1)
    version = Version.objects.get()
    assert (version.name_full, version.individual_number, version.valid_from.isoformat()) == (
        "見本　第1", individual_number(1), "2026-11-20",
    )  # fmt: skip
    assert Acquisition.objects.get().unified_number == person.number
    copy = Copy.objects.get()
    assert (copy.unified_number, copy.layout, copy.head_name, copy.relationship) == (
        person.number, "demo-1", "見本　世帯主", "妻",
    )  # fmt: skip
    assert [message.addressee_number for message in network.register] == [addressee_number(1)]


@pytest.mark.proves("S4.05")
def test_of_a_code_only_how_far_its_acquisition_is_lies_here(network: Network):
    network.post(request(1))
    network.post(request(2, person=NameBlock(full="他人　次")))

    def states() -> list[str]:
        return list(Person.objects.order_by("id").values_list("code_state", flat=True))

    assert states() == ["asked", "asked"]
    network.seed(network.register[0].processing_number, "token-1")
    assert states() == ["acquired", "asked"]
    network.seed(network.register[1].processing_number, "token-1")
    assert states() == ["acquired", "failed"]
    code = Code.objects.get(body="intermediary").code
    here = {table: text for table, text in everything_stored().items() if table.startswith("unified_")}
    assert here.keys() == {
        "unified_person", "unified_version", "unified_link", "unified_candidate", "unified_candidate_decision",
    }  # fmt: skip
    assert not [table for table, text in here.items() if code in text]


def test_the_layout_is_a_setting(network: Network, monkeypatch):
    settings = msgspec.structs.replace(current(), options={**current().options, "layout_version": "R08-1"})
    monkeypatch.setattr(layout, "current", lambda: settings)
    network.post(request(1))
    assert Copy.objects.get().layout == "R08-1"


def test_an_equal_number_with_agreeing_details_joins(network: Network):
    network.post(request(1))
    network.post(request(1, addressee_number=addressee_number(7)))
    person = Person.objects.get()
    assert {link.addressee_number for link in person.links.all()} == {
        addressee_number(1),
        addressee_number(7),
    }
    assert person.version == 2
    assert Acquisition.objects.count() == 1


@dataclass
class Case:
    """A request that must be rejected, and the code."""

    changes: dict
    code: str


OTHER_ADDRESSEE = {"addressee_number": addressee_number(7)}


@pytest.mark.parametrize(
    "case",
    [
        Case({**OTHER_ADDRESSEE, "sex": "1"}, "UNI-0101"),
        Case({**OTHER_ADDRESSEE, "person": NameBlock(full="別人　花")}, "UNI-0101"),
        Case(
            {**OTHER_ADDRESSEE, "address": msgspec.structs.replace(request(1).address, lot="99番")},
            "UNI-0101",
        ),
        Case({"addressee_number": addressee_number(2)}, "UNI-0102"),
        Case({"individual_number": "123456789012"}, "KRN-0102"),
        Case({"individual_number": "12"}, "KRN-0101"),
        Case({"addressee_number": "x"}, "KRN-0131"),
        Case({"sex": " "}, "UNI-0104"),
        Case({"valid_from": "2026-02-30"}, "UNI-0104"),
        Case({"person": NameBlock(full="")}, "KRN-0161"),
        Case({"person": NameBlock(full="見\x07本")}, "KRN-0162"),
        Case({"birth": msgspec.structs.replace(request(1).birth, day="2026-01-01")}, "KRN-0148"),
        Case({"address": msgspec.structs.replace(request(1).address, town="", lot="")}, "UNI-0104"),
    ],
    ids=lambda case: case.code,
)
def test_what_is_rejected_parks_links_nothing_and_is_on_the_error_list(network: Network, case):
    network.post(request(1))
    network.post(request(2, person=NameBlock(full="他人　次")))
    before = (Person.objects.count(), Link.objects.count(), Version.objects.count(), Copy.objects.count())
    network.post(request(1, **case.changes))
    assert codes() == [case.code]
    assert (
        Person.objects.count(),
        Link.objects.count(),
        Version.objects.count(),
        Copy.objects.count(),
    ) == before
    grant("unified", "unified.errors")
    rows = network.call("unified", "errors").json()
    assert [row["code"] for row in rows if row["kind"] != "unified_number"] == [case.code]
    assert individual_number(1) not in str(rows)
    assert "見本" not in str(rows)


def test_what_waits_behind_a_rejected_request_is_no_error_of_its_own(network: Network):
    network.post(request(1))
    network.post(request(1, **OTHER_ADDRESSEE, sex="1"))
    network.post(request(1, **OTHER_ADDRESSEE))
    assert codes() == ["UNI-0101", "LNK-0301"]
    grant("unified", "unified.errors")
    rows = network.call("unified", "errors").json()
    assert [row["code"] for row in rows if row["kind"] == "individual_number"] == ["UNI-0101"]
    first = parking.parked("unified")[0]
    parking.supersede(owner="unified", message_id=first.message_id, actor=ACTOR, reason="訂正", times=times())
    assert codes() == []
    assert Person.objects.get().links.count() == 2


@pytest.mark.proves("S4.01")
def test_a_later_request_adds_a_version_and_changes_none(network: Network):
    network.post(request(1))
    network.post(request(1, person=NameBlock(full="新姓　第1"), valid_from="2026-11-22"))
    network.post(request(1, person=NameBlock(full="新姓　第1"), valid_from="2026-11-22"))
    assert list(Version.objects.order_by("number").values_list("number", "name_full")) == [
        (1, "見本　第1"),
        (2, "新姓　第1"),
    ]
    assert Person.objects.get().version == 2
    assert Acquisition.objects.count() == 1


def test_a_changed_number_is_kept_and_the_former_one_is_nobody_elses(network: Network):
    network.post(request(1))
    network.post(request(1, individual_number=individual_number(50)))
    assert Person.objects.get().individual_number == individual_number(50)
    network.post(request(2, individual_number=individual_number(1)))
    assert codes() == ["UNI-0103"]
    network.post(request(1))
    assert Person.objects.get().individual_number == individual_number(1)


def test_alike_details_under_another_number_are_proposed_and_never_linked(network: Network):
    network.post(request(1))
    network.post(request(1, addressee_number=addressee_number(7), individual_number=individual_number(8)))
    assert Person.objects.count() == 2
    candidate = Candidate.objects.get()
    assert candidate.grade == "close"
    network.post(request(1, person=NameBlock(full="見本　第1", kana="ミホン"), sex="2"))
    assert Candidate.objects.count() == 1
    grant("unified", "unified.candidates", "unified.candidates.decide")
    (row,) = network.call("unified", "candidates").json()
    assert row["unified_numbers"] == list(Person.objects.order_by("id").values_list("number", flat=True))
    form = {"candidate": row["candidate"], "verdict": "different", "reason": "本人確認"}
    assert network.call("unified", "candidates/decide", {**form, "reason": " "}).json()["code"] == "KRN-0205"
    assert (
        network.call("unified", "candidates/decide", {**form, "candidate": 10**9}).json()["code"]
        == "UNI-0107"
    )
    assert network.call("unified", "candidates/decide", form).status_code == 200
    assert network.call("unified", "candidates/decide", form).json()["code"] == "UNI-0108"
    assert network.call("unified", "candidates").json() == []
    assert Person.objects.count() == Link.objects.count() == 2


def test_unlike_persons_are_no_candidates(network: Network):
    network.post(request(1))
    network.post(request(2))
    assert not Candidate.objects.exists()


def test_persons_are_found_by_addressee_and_the_number_has_its_own_right(network: Network):
    network.post(request(1))
    grant("unified", "unified.search", "unified.read")
    form = {"addressee_number": addressee_number(1), "reason": "窓口照会"}
    (found,) = network.call("unified", "searches", form).json()["found"]
    number = found["unified_number"]
    shown = network.call("unified", f"persons/{number}").json()
    assert shown["versions"][0]["name"] == "見本　第1"
    assert shown["versions"][0]["birth"] == "平成2年4月1日"
    assert "individual_number" not in shown
    assert individual_number(1) not in str(shown)
    assert network.call("unified", f"persons/{number}?{WITH_NUMBER}").json()["code"] == "KRN-0202"
    grant("unified", "unified.individual_number.see")
    with_number = network.call("unified", f"persons/{number}?{WITH_NUMBER}").json()
    assert with_number == {**shown, "individual_number": individual_number(1)}
    assert AuditEntry.objects.filter(action="person.individual_number").count() == 1
    assert not PostedForm.objects.filter(client="clerk").exists()
    assert network.call("unified", "searches", {**form, "addressee_number": "1"}).json() == {"found": []}
    assert network.call("unified", "searches", {**form, "reason": ""}).json()["code"] == "KRN-0205"
    assert network.call("unified", "persons/123").json()["code"] == "UNI-0105"
    assert network.call("unified", "persons/" + "9" * 14 + "0").status_code in {404, 422}
    actions = list(
        AuditEntry.objects.filter(subjects__contains=[f"unified:{number}"]).values_list("action", flat=True)
    )
    assert {"person.shown", "person.individual_number"} <= set(actions)


def test_no_audit_row_holds_an_individual_number_or_a_name(network: Network):
    network.person(1)
    for entry in AuditEntry.objects.all():
        text = f"{entry.action} {entry.reason} {entry.subjects} {entry.detail}"
        assert individual_number(1) not in text
        assert "見本" not in text


def test_the_key_of_a_decision_is_of_one_pair_and_one_clerk(network: Network):
    for serial, other in ((1, 7), (2, 8)):
        network.post(request(serial))
        network.post(
            request(
                serial, addressee_number=addressee_number(other), individual_number=individual_number(other)
            )
        )
    first, second = Candidate.objects.order_by("id").values_list("id", flat=True)
    grant("unified", "unified.candidates.decide")
    grant("unified", "unified.candidates.decide", client="second")
    key, form = uuid4(), {"candidate": first, "verdict": "different", "reason": "本人確認"}
    for _ in range(2):
        assert network.call("unified", "candidates/decide", form, key=key).status_code == 200
        PostedForm.objects.all().delete()
    for change in ({"candidate": second}, {"verdict": "same"}, {"reason": "他"}):
        reply = network.call("unified", "candidates/decide", {**form, **change}, key=key)
        assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")
    assert (
        network.call("unified", "candidates/decide", form, key=key, who="second").json()["code"] == "KRN-0208"
    )


def test_a_number_that_nobody_has_is_not_logged(network: Network):
    grant("unified", "unified.search")
    for typed, found in ((individual_number(1), True), ("1" * 16, False), ("x", False)):
        reply = network.call("unified", "searches", {"addressee_number": typed, "reason": "窓口照会"}).json()
        assert (reply == {"found": []}) == found
    (row,) = AuditEntry.objects.filter(action="person.searched")
    assert (row.subjects, row.outcome) == ([], "none")


@pytest.mark.parametrize("reason", ["\u3000", "一行\n二行", "長" * 201])
def test_a_reason_is_one_line_that_can_be_read(network: Network, reason):
    grant("unified", "unified.search", "unified.candidates.decide")
    for path, form in (
        ("searches", {"addressee_number": "1"}), ("candidates/decide", {"candidate": 1, "verdict": "same"}),
    ):  # fmt: skip
        assert network.call("unified", path, {**form, "reason": reason}).json()["code"] == "KRN-0205"
