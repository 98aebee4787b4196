"""転出証明書情報 in the register: kept, found, taken into an entry, used up, erased."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from django.db import IntegrityError, transaction

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor, one_act
from juki.links.post import parking
from juki.systems.registry.api.inbound import INBOUND
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.move_out_errors import (
    MoveOutCertificateErased,
    MoveOutCertificateSuperseded,
    MoveOutCertificateUsed,
    NoSuchMoveOutCertificate,
    SpecialMoveInTooLate,
)
from juki.systems.registry.jobs.move_out_certificates import erase_unused
from juki.systems.registry.records.models import MoveOutCertificate, MoveOutPerson
from juki.systems.registry.services import move_out_certificates as certificates
from juki.systems.registry.services.forms import MoveInForm
from juki.systems.registry.services.move_out_certificates import MoveOutSearchForm
from support import identification
from support.identification import FARTHER, address, code, day, name, number, send, times
from support.leaving import certificate, foreigner, person

CLERK = Actor(who="client:clerk", right="registry.move_out_certificate.see", terminal="t1")


@pytest.fixture
def network(db, monkeypatch, wire):
    """The CS and the register, on a wire without a network."""
    identification.install(monkeypatch, **INBOUND)
    return wire


def take(wire: Any, *sent: Any) -> list[UUID]:
    for one in sent:
        send(one, own="jukinet", to="registry")
    wire.settle()
    return [UUID(one.certificate) for one in sent]


def find(**conditions: str) -> list[UUID]:
    form = MoveOutSearchForm(purpose="転入届", **conditions)
    return [hit.certificate for hit in certificates.find(form, actor=CLERK, times=times()).certificates]


def prefill(which: UUID, **more: Any) -> certificates.Prefill:
    return certificates.prefill(which, actor=CLERK, times=times(), **more)


def use(which: UUID, application: UUID) -> None:
    with one_act(CLERK, reason="test", times=times()) as act:
        certificates.use(act, which, application=application)


def states() -> list[tuple[str, str]]:
    return list(MoveOutCertificate.objects.order_by("issued_at").values_list("state", "ending"))


def test_it_is_found_by_each_way_and_by_no_other(network):
    (which,) = take(network, certificate(person(1), person(2)))
    assert find(resident_code=code(2)) == find(individual_number=number(1)) == [which]
    assert find(name="試験", birth="1980-04-01") == find(kana="しけん", birth="昭和55年4月1日") == [which]
    assert find(resident_code=code(3)) == find(name="試験", birth="1980-04-02") == []


@pytest.mark.parametrize("conditions", [{}, {"birth": "1980-04-01"}, {"name": "試験"}, {"kana": "シケン"}])
def test_a_search_that_could_list_people_is_refused(network, conditions):
    with pytest.raises(JukiError, match="REG-0706"):
        find(**conditions)


def test_a_search_is_logged_without_what_was_typed(network):
    (which,) = take(network, certificate())
    find(individual_number=number(1))
    searched = AuditEntry.objects.get(action="move_out_certificate.searched")
    assert (searched.detail, searched.subjects) == ({"by": "individual_number"}, [])
    found = AuditEntry.objects.get(action="move_out_certificate.found")
    assert found.subjects == [f"move_out_certificate:{which}"]
    assert number(1) not in str(list(AuditEntry.objects.values_list("detail", "subjects", "reason")))


def test_an_entry_is_filled_as_far_as_it_may_be(network):
    (which,) = take(network, certificate(person(1), foreigner(2)))
    unseen = prefill(which).form["persons"]
    assert not any({"register", "foreign"} & set(one) for one in unseen)
    for right in (Permission.SEE_HONSEKI, Permission.SEE_RESIDENCE):
        AccessGrant.objects.create(
            system="registry", client="clerk", permission=right, valid_from=date(2020, 1, 1)
        )
    filled = prefill(which)
    assert filled.form["reason"] == "TOKUREI_TENNYU"
    assert (filled.form["moved_on"], filled.form["address"], filled.form["household"]["number"]) == (
        "",
        {},
        "",
    )
    assert filled.form["former_address"]["lot"] == "9番9号"
    assert (filled.new_address["lot"], filled.former_head) == ("1番1号", name(1).full)
    first, second = filled.form["persons"]
    assert (first["name"]["surname"], first["name"]["given"]) == ("試験", "1号")
    assert (first["name"]["kana_surname"], first["name"]["kana_given"]) == ("シケン", "バンゴウ")
    assert (first["birth"], first["sex"], first["relationship"]) == ("昭和55年4月1日", "female", "世帯主")
    assert first["register"]["head"] == name(1).full
    assert (second["kind"], second["name"]["full"], second["birth"]) == (
        "foreign",
        "SHIKEN TARO",
        "1980年4月1日",
    )
    assert second["foreign"]["category"] == "mid_to_long_term"
    assert [one["individual_number"] for one in filled.form["persons"]] == ["", ""]


def test_what_is_filled_reads_as_the_form_once_the_blanks_are_typed(network):
    (which,) = take(network, certificate(person(1), foreigner(2)))
    form = prefill(which, with_number=True).form
    form["moved_on"], form["address"] = "2026-11-22", form["former_address"]
    read = msgspec.convert(form, MoveInForm)
    assert [one.individual_number for one in read.persons] == [number(1), number(2)]


def test_a_number_is_shown_by_its_own_right_and_logged(network):
    (which,) = take(network, certificate())
    prefill(which, with_number=True)
    row = AuditEntry.objects.get(action="individual_number.shown")
    assert (row.permission, row.subjects) == (
        Permission.SEE_INDIVIDUAL_NUMBER,
        [f"move_out_certificate:{which}"],
    )
    assert AuditEntry.objects.filter(action="move_out_certificate.shown", outcome="shown").count() == 1


def test_a_repetition_is_dropped_the_newest_holds_and_an_older_one_does_not(network):
    first = certificate(person(1), person(2))
    newer = certificate(person(2), issued_at="2026-11-19T01:00:00+00:00", planned_on="2026-11-23")
    older = certificate(person(2), issued_at="2026-11-17T01:00:00+00:00")
    ids = take(network, first, first, newer, older)
    assert states() == [("erased", "superseded"), ("waiting", "")]
    assert find(resident_code=code(2)) == [ids[2]]
    assert find(resident_code=code(1)) == []
    outcomes = AuditEntry.objects.filter(action="move_out_certificate.dropped").order_by("number")
    assert list(outcomes.values_list("outcome", flat=True)) == ["duplicate", "older"]
    with pytest.raises(MoveOutCertificateSuperseded):
        prefill(ids[0])
    with pytest.raises(MoveOutCertificateSuperseded):
        use(ids[0], uuid4())


def test_use_erases_everything_personal_once(network):
    (which,) = take(network, certificate(person(1), person(2)))
    application = uuid4()
    use(which, application)
    use(which, application)
    row = MoveOutCertificate.objects.get()
    assert (row.state, row.content, row.application) == ("used", None, application)
    assert not MoveOutPerson.objects.exists()
    assert AuditEntry.objects.filter(action="move_out_certificate.erased", outcome="used").count() == 1
    with pytest.raises(MoveOutCertificateUsed):
        use(which, uuid4())
    with pytest.raises(MoveOutCertificateUsed):
        prefill(which)
    assert find(resident_code=code(1)) == []


def test_the_same_certificate_does_not_come_back_after_its_use(network):
    sent = certificate()
    (which,) = take(network, sent)
    use(which, uuid4())
    take(network, sent)
    assert states() == [("used", "used")]


def test_what_nobody_used_is_erased_after_the_period_and_not_before(network, monkeypatch):
    (which,) = take(network, certificate(planned_on="2026-09-25", filed_on="2026-09-20"))
    assert erase_unused(times()) == 0
    other = times()
    later = type(other)(city=other.city + timedelta(days=1), machine=other.machine)
    assert erase_unused(later) == 1
    assert erase_unused(later) == 0
    assert states() == [("erased", "unused")]
    assert not MoveOutPerson.objects.exists()
    with pytest.raises(MoveOutCertificateErased):
        prefill(which)
    use(which, uuid4())
    assert states() == [("used", "used")]


@pytest.mark.parametrize(
    ("planned_on", "moved_on", "late"),
    [
        ("2026-11-22", None, False),
        ("2026-10-25", None, False),
        ("2026-10-22", None, False),
        ("2026-10-21", None, True),
        ("2026-11-22", date(2026, 11, 10), False),
        ("2026-11-22", date(2026, 11, 6), True),
    ],
)
def test_after_its_term_a_paper_certificate_is_needed(network, planned_on, moved_on, late):
    """24 November 2026 is a Tuesday; the 22nd a Sunday, the 23rd a holiday."""
    (which,) = take(network, certificate(planned_on=planned_on))
    if not late:
        assert prefill(which, moved_on=moved_on).last_day >= date(2026, 11, 24)
        return
    with pytest.raises(SpecialMoveInTooLate):
        prefill(which, moved_on=moved_on)
    with pytest.raises(SpecialMoveInTooLate):
        certificates.demand_usable(which, moved_on=moved_on, notified_on=times().legal_day)
    refused = AuditEntry.objects.get(action="move_out_certificate.shown")
    assert (refused.outcome, refused.subjects) == ("refused", [f"move_out_certificate:{which}"])


def test_nothing_under_an_id(network):
    with pytest.raises(NoSuchMoveOutCertificate):
        prefill(uuid4())
    with pytest.raises(NoSuchMoveOutCertificate):
        use(uuid4(), uuid4())
    assert not AuditEntry.objects.filter(action="move_out_certificate.shown").exists()


@pytest.mark.parametrize(
    "bad",
    [
        certificate(new_municipality=FARTHER),
        certificate(certificate="x"),
        certificate(former_municipality="1"),
        certificate(planned_on="x"),
        certificate(issued_at="2026-11-20T01:00:00"),
        certificate(persons=()),
        certificate(person(1), person(1)),
        certificate(person(1, individual_number="1")),
        certificate(person(1, relationship="孫")),
        certificate(person(1, birth=msgspec.structs.replace(day("1980-04-01"), form="X"))),
    ],
)
def test_an_unreadable_one_is_parked(network, bad):
    send(bad, own="jukinet", to="registry")
    network.settle()
    assert [row.code for row in parking.parked("registry")] == ["REG-0707"]
    assert not MoveOutCertificate.objects.exists()


def test_the_database_keeps_no_content_of_what_has_ended(network):
    (which,) = take(network, certificate())
    for change in ({"state": "used"}, {"state": "erased", "ending": "unused"}, {"content": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MoveOutCertificate.objects.filter(pk=which).update(**change)


def test_a_planned_address_may_have_blanks(network):
    """It is shown to compare, and never recorded."""
    blank = msgspec.structs.replace(address(), postal_code="", town="", lot="")
    (which,) = take(network, certificate(new_address=blank))
    assert prefill(which).new_address["town"] == ""


def test_the_doors_ask_for_their_rights(network, door):
    (which,) = take(network, certificate())
    search, entry = "/api/move-out-certificates/searches", f"/api/move-out-certificates/{which}"
    form = {"purpose": "転入届", "individual_number": number(1)}
    assert door.post(search, form).json()["code"] == door.get(entry).json()["code"] == "KRN-0202"
    door.may(Permission.SEE_MOVE_OUT_CERTIFICATE)
    assert door.post(search, form).json()["code"] == "KRN-0202"
    assert door.get(f"{entry}?with=individual_number").json()["code"] == "KRN-0202"
    assert door.get(f"{entry}?moved_on=x").json()["code"] == "REG-0204"
    assert door.get(entry).json()["form"]["persons"][0]["individual_number"] == ""
    assert door.get(f"/api/move-out-certificates/{uuid4()}").status_code == 404
    door.may(Permission.SEE_INDIVIDUAL_NUMBER)
    (hit,) = door.post(search, form).json()["certificates"]
    assert (hit["certificate"], hit["usable"], "individual_number" in str(hit)) == (str(which), True, False)
    shown = door.get(f"{entry}?with=individual_number&moved_on=2026-11-22").json()
    assert shown["form"]["persons"][0]["individual_number"] == number(1)
    assert shown["last_day"] == "2026-12-07"
