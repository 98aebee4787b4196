"""What stays of every look and act, who may not touch it, and what the register has no way to do at all."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.work import Actor
from juki.links.post.models import Outbox
from juki.links.registry import ProcessingNumber, ResidentAnswer
from juki.oversight import urls as oversight
from juki.screens import parked, urls
from juki.systems.registry.api import urls as api
from juki.systems.registry.api.inbound import INBOUND
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.resident import State
from juki.systems.registry.jobs import JOBS
from juki.systems.registry.records.models import EventRow, IssueLog, ResidentRow, ResidentVersion
from juki.systems.registry.services.past.timeline import timeline
from juki.systems.registry.web import urls as web
from support.residents import Residents
from support.staff import Counter


def refused_by_the_database(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def remove(number, state="2"):
    """A removal as a later act will write it."""
    row = ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    values |= {"number": row.number + 1, "state": state, "event_class": "removal", "event_reason": "SHIBO"}
    ResidentVersion.objects.create(**values, event_id=row.event_id)
    ResidentRow.objects.filter(pk=number).update(version=row.number + 1, state=state)


@pytest.mark.proves("C:log.search@1", "C:log.after_search@1", "C:log.individual@1")
def test_from_the_search_to_the_copy_everything_names_the_clerk_and_the_person(db):
    (person, other) = Residents().household({}, {"birth": Residents().moved})
    subject = [f"addressee:{person.addressee_number}"]
    with Counter("registry", "juki.systems.registry.web") as counter:
        for clerk in ("clerk.one", "clerk.two"):
            counter.sign_in(clerk, *Permission)
            before = AuditEntry.objects.count()
            counter.post(
                "/searches", {"purpose": "証明書の交付", "match": "prefix", "birth": "昭和55年2月3日"}
            )
            counter.get(f"/residents/{person.addressee_number}")
            counter.post(f"/residents/{person.addressee_number}/individual-number", {})
            counter.post("/certificates", {
                "kind": "individual", "requester": "self", "purpose": "官公署への提出", "key": str(uuid4()),
                "household": person.household_number, "person": [person.addressee_number], "show": [],
            })  # fmt: skip
            rows = list(AuditEntry.objects.order_by("number"))[before:]
            seen = [row for row in rows if row.subjects == subject]
            assert [row.action for row in rows if row.action == "resident.found"] == ["resident.found"]
            assert {row.action for row in seen} >= {
                "resident.found", "resident.shown", "resident.history.shown", "individual_number.shown",
                "certificate.begun", "certificate.issued",
            }  # fmt: skip
            assert {row.who for row in seen} == {f"client:{clerk}"}
            assert all(row.terminal for row in seen)
            assert f"addressee:{other.addressee_number}" not in {one for row in rows for one in row.subjects}


@pytest.mark.proves("C:log.oplog@all")
def test_every_act_leaves_a_row_that_the_system_cannot_take_back(city):
    before = AuditEntry.objects.count()
    standing = city.entered(city.person())
    city.enter(city.form(city.person("孫")), standing=standing)
    city.approve(city.submit(standing).json())
    rows = list(AuditEntry.objects.order_by("number"))[before:]
    actions = [row.action for row in rows]
    for action in (
        "application.received",
        "application.entered",
        "application.submitted",
        "move_in.recorded",
    ):
        assert action in actions, actions
    assert [row.number for row in rows] == list(range(rows[0].number, rows[0].number + len(rows)))
    assert "refused" in {row.outcome for row in rows}
    for statement in (
        "update audit_entry set who = 'client:other'",
        "delete from audit_entry",
        "truncate audit_entry",
    ):
        refused_by_the_database(statement)


@pytest.mark.proves("STD:10.2/2")
def test_provisional_and_final_entry_are_both_logged(city):
    standing = city.entered(city.person())
    subject = f"application:{standing['application']}"
    (entered,) = AuditEntry.objects.filter(action="application.entered")
    assert (entered.who, subject in entered.subjects) == ("client:clerk", True)
    assert not AuditEntry.objects.filter(action="move_in.recorded").exists()
    city.approve(city.submit(standing).json())
    (recorded,) = AuditEntry.objects.filter(action="move_in.recorded")
    assert (recorded.who, subject in recorded.subjects) == ("client:reviewer", True)


@pytest.mark.proves("NOT:1.3.8/1", "STD:1.3.8/4")
def test_a_copy_that_was_issued_stays_in_the_log_with_its_clerk(city):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    body = {"purpose": "本人請求", "kind": "individual", "addressee_numbers": [number]}
    assert city.door.post("/api/certificates", body).status_code == 201
    row = IssueLog.objects.get()
    assert (row.operator, row.terminal) == ("client:clerk", "127.0.0.1")
    for statement in ("delete from registry_issue_log", "update registry_issue_log set operator = ''"):
        refused_by_the_database(statement)
    assert {name for name, *_ in JOBS} == JOB_NAMES
    for method in ("delete", "put", "patch"):
        reply = getattr(city.door.client, method)("/api/certificates", **{"juki.certificate": city.door.who})
        assert reply.status_code >= 400
    assert IssueLog.objects.get().pk == row.pk


@pytest.mark.proves("NOT:4.2.3.3/1")
def test_no_record_is_written_over(city):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    before = ResidentVersion.objects.values().get()
    for table in ("registry_resident_version", "registry_event", "registry_household_version"):
        refused_by_the_database(f"update {table} set terminal = ''")
        refused_by_the_database(f"delete from {table}")
    for method in ("delete", "put", "patch", "post"):
        reply = getattr(city.door.client, method)(
            f"/api/residents/{number}", **{"juki.certificate": city.door.who}
        )
        assert reply.status_code >= 400
    assert ResidentVersion.objects.values().get() == before
    assert EventRow.objects.count() == 1


@pytest.mark.proves("C:keep.deleted_retain@1")
def test_who_was_removed_stays_and_is_met_again(city):
    person = city.person()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    remove(number, "2")
    refused_by_the_database("delete from registry_resident_version")
    refused_by_the_database("delete from registry_resident")
    found = city.door.post(
        "/api/searches",
        {"purpose": "転入", "individual_number": person["individual_number"], "with_removed": True},
    ).json()
    assert [one["addressee_number"] for one in found["residents"]] == [number]
    assert city.move_in(person)["residents"] == [{"addressee_number": number}]
    former = city.door.get(f"/api/residents/{number}?record=1").json()
    assert (former["state"], former["name"]["surname"]) == ("2", person["name"]["surname"])


@pytest.mark.proves("C:keep.dead_same@1")
def test_the_number_of_the_dead_is_kept_like_that_of_the_living(city):
    person = city.person()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    remove(number, "3")
    refused_by_the_database("delete from registry_resident_version")
    assert city.door.get(f"/api/residents/{number}").json()["individual_number"] is None
    path = f"/api/residents/{number}?with=individual_number"
    assert city.door.get(path).json()["individual_number"] == person["individual_number"]
    assert (
        AuditEntry.objects.filter(action="individual_number.shown", subjects=[f"addressee:{number}"]).count()
        == 1
    )
    AccessGrant.objects.filter(permission=Permission.SEE_INDIVIDUAL_NUMBER).delete()
    refused = city.door.get(path)
    assert (refused.status_code, person["individual_number"] in refused.content.decode()) == (403, False)
    search = {"purpose": "窓口", "individual_number": person["individual_number"], "with_removed": True}
    assert city.door.post("/api/searches", search).status_code == 403


@pytest.mark.proves("NOT:2.2.1/1")
def test_a_history_is_that_of_one_record(db):
    residents = Residents()
    (person,) = residents.household({})
    clerk = Actor(who="client:c", right="registry.resident.see", terminal="t")
    gone = replace(
        person, state=State.MOVED_OUT, event=replace(person.event, reason="TENSHUTSU", event_class="removal")
    )
    residents.version(gone, number=2, event=residents.event("TENSHUTSU", event_class="removal"))
    back = replace(person, record=2, event=replace(person.event, reason="KOKUGAI_TENNYU"))
    residents.version(back, number=3, event=residents.event("KOKUGAI_TENNYU"))

    def of(record):
        found = timeline(person.addressee_number, record=record, actor=clerk, times=residents.times)
        return [one.resident.version for one in found]

    assert (of(1), of(2)) == ([2, 1], [3])
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEE_RESIDENT)
        page = counter.get(f"/residents/{person.addressee_number}").content.decode()
        former = counter.get(f"/residents/{person.addressee_number}?record=1").content.decode()
    assert ("国外転入（記載）" in page, "転出（消除）" in page, "転入（記載）" in page.replace("国外転入", "")) == (
        True, False, False,
    )  # fmt: skip
    assert ("国外転入" in former, "転出（消除）" in former) == (False, True)


@pytest.mark.proves("NOT:1.2.2/1", "NOT:4.2.2.1/1")
def test_no_reason_for_what_has_none(city):
    words = {word for one in REASONS.values() for word in (one.label, one.division)}
    assert not any("転居取消" in word or "推定" in word or "認定" in word for word in words)
    assert [one.code for one in REASONS.values() if "死亡" in one.label] == ["SHIBO"]
    assert [one.code for one in REASONS.values() if "転居" in one.label or "転居" in one.division] == [
        "TENKYO"
    ]
    for code in ("TENKYO_TORIKESHI", "SUITEI_SHIBO", "TENKYO"):
        assert city.refused(city.form(city.person(), reason=code))["reason"] in {"REG-0120", "REG-0113"}


def routes(resolver, before=""):
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one, path)
        else:
            yield path


SCREENS = {
    "", "searches", "searches/again", "residents/<str:addressee_number>",
    "residents/<str:addressee_number>/individual-number", "acts/<uuid:trace>/stations",
    "households/<str:household_number>", "certificates/new", "certificates/preview", "certificates/pages/<int:number>",
    "certificates", "certificates/<uuid:key>/outcome", "glyphs", "postal", "towns", "applications", "applications/new",
    "applications/household", "applications/<uuid:application>", "applications/<uuid:application>/certificates",
    "applications/<uuid:application>/entry", "applications/<uuid:application>/checks",
    "applications/<uuid:application>/submission", "applications/<uuid:application>/withdrawal", "reviews",
    "reviews/<uuid:application>", "reviews/<uuid:application>/approval", "reviews/<uuid:application>/return",
    "applications/<uuid:application>/file", "awaited-messages", "bulk", "bulk/<uuid:run>",
    "bulk/<uuid:run>/decision", "bulk/<uuid:run>/progress", "bulk/extract", "changes/<uuid:application>/entry",
    "changes/<uuid:application>/file", "changes/<uuid:application>/persons", "changes/help/<str:reason>",
    "changes/household", "changes/new", "code-stock", "events", "headless-households", "move-in-notices",
    "nightly", "nightly/jobs/<str:job>", "nightly/jobs/<str:job>/setting", "nightly/jobs/<str:job>/start",
    "nightly/runs/<uuid:run>", "nightly/runs/<uuid:run>/acknowledgement", "nightly/runs/<uuid:run>/progress",
    "notices", "residents/<str:addressee_number>/memos", "residents/<str:addressee_number>/memos/<uuid:memo>",
    "residents/<str:addressee_number>/origins", "residents/<str:addressee_number>/timeline",
    "residents/<str:addressee_number>/names",
    "reviews/approvals", "places", "places/<str:code>", "places/<str:code>/terminals", "terminals/<str:address>",
    "towns/pick", "towns/buildings", "masters", "masters/<str:name>", "masters/<str:name>/file",
    "masters/<str:name>/<str:key>",
    "linkage", "linkage/<uuid:message>", "linkage/switches", "linkage/files", "linkage/deliveries",
}  # fmt: skip
DOORS = {
    "number-checks", "applications", "applications/entries", "applications/checks", "applications/submissions",
    "applications/returns", "applications/approvals", "applications/withdrawals", "applications/<uuid:application>",
    "number-blocks", "data-use-entries", "residents/<str:addressee_number>", "households/<str:household_number>",
    "searches", "move-out-certificates/searches", "move-out-certificates/<uuid:certificate>", "certificates",
    "code-stock", "awaited-messages", "move-in-notices",
    "linkage", "linkage/messages", "linkage/messages/<uuid:message>", "linkage/switches", "linkage/files",
    "linkage/deliveries",
}  # fmt: skip
RIGHTS = {
    "number.check", "application.receive", "application.enter", "application.review", "application.see",
    "application.withdraw", "number_block.take", "resident.see", "household.see", "resident.search",
    "individual_number.see", "honseki.see", "resident_code.see", "residence.see",
    "move_out_certificate.see", "certificate.issue", "data_use.approve", "data_use.see",
    "code_stock.see", "code_stock.take", "awaited_message.see", "move_in_notice.see",
    "linkage.see", "linkage.set", "linkage.carry",
    "bulk.approve", "bulk.prepare", "bulk.see", "event.list", "matter.see", "memo.see", "memo.write",
    "nightly.run", "nightly.see", "nightly.set", "nightly_list.see", "place.see", "place.set", "address_master.see",
    "address_master.keep",
}  # fmt: skip
JOB_NAMES = {"number-blocks", "code-stock", "move-out-certificates", "nightly", "bulk"}
SENT = {
    "resident-update", "move-in-notice", "numbering-request", "household-snapshot", "resident-addressee",
    "resident-record", "linkage-code-request", "serial-pair", "move-out-certificate", "number-generation-request",
}  # fmt: skip


@pytest.mark.proves(
    "NOT:3.5/1", "NOT:4.1.0.3/1", "NOT:4.1.1.2/1", "NOT:4.3.1/1", "NOT:4.3.2/2", "NOT:4.3.3/1", "NOT:4.5.7/1",
    "NOT:4.5.7/2", "NOT:7.1.1.3/1", "NOT:7.1.1.3/3", "NOT:7.1.2.1/1", "NOT:9.4/1", "NOT:9.7/1", "NOT:9.7/2",
    "NOT:9.7/3", "NOT:9.7/4", "NOT:9.8/1",
)  # fmt: skip
def test_the_register_does_this_and_nothing_else(city):
    """A list, a letter or a process that must not be would need a page, a door, a right, a job or a message of its own."""
    shared = {str(one.pattern) for one in (*urls.urlpatterns, *parked.urlpatterns, *oversight.urlpatterns)}
    assert {str(one.pattern) for one in web.urlpatterns} - shared == SCREENS
    doors = {path.removeprefix("api/") for path in routes(get_resolver()) if path.startswith("api/")}
    assert doors >= DOORS
    own = {
        str(one.pattern).removeprefix("api/")
        for one in api.urlpatterns
        if "registry" in one.callback.__module__
    }
    assert own <= DOORS
    assert {one.removeprefix("registry.") for one in Permission} == RIGHTS
    assert {name for name, *_ in JOBS} == JOB_NAMES
    city.move_in(city.person(), city.person("妻"))
    city.move_in(city.foreigner())
    assert set(Outbox.objects.filter(owner="registry").values_list("name", flat=True)) <= SENT


ITEMS = {
    "addressee_number", "number", "record", "state", "kind", "full_name", "surname", "given_name", "kana_surname",
    "kana_given", "kana_certified", "kanji_name", "former_surname", "former_surname_kana", "alias", "alias_kana",
    "sex", "household_number", "position", "relationship_label", "notified_on", "honseki", "honseki_municipality",
    "honseki_head", "nationality", "nationality_name", "category", "residence_status", "stay_period",
    "stay_expires_on", "card_number", "individual_number", "resident_code", "event_class", "event_reason",
    "event_notified_on", "valid_from", "trace", "recorded_at", "operator", "terminal", "former_country",
    "actual_head", "actual_relationship", "address_serial", "alias_kana_confirmed", "alien_registered",
    "alien_registered_form", "alien_registered_text", "area_assessing", "area_branch_office", "area_district",
    "area_junior_high_school", "area_neighbourhood", "area_night_soil", "area_polling", "area_primary_school",
    "area_refuse", "area_self_government", "area_ward", "became_basis", "became_notified_on", "became_reason",
    "block_number", "building_code", "building_hidden", "building_kana", "building_room", "building_wing",
    "by_landing_permit", "cancels", "card_expires_on", "card_kind", "confirmed_basis", "confirmed_building",
    "confirmed_city", "confirmed_lot", "confirmed_municipality", "confirmed_notice_on", "confirmed_on",
    "confirmed_postal_code", "confirmed_prefecture", "confirmed_serial", "confirmed_town",
    "confirmed_town_code", "event_basis", "event_note", "former_head", "former_serial",
    "former_surname_kana_certified", "former_surname_kana_confirmed", "glyph_unregistered", "guardianship",
    "highest_serial", "honseki_serial",
    "kana_confirmed", "landing_permitted_on", "lot_branch_1", "lot_branch_2", "lot_branch_3", "lot_kana",
    "lot_main", "name_priority", "passport_issued_on", "passport_number", "phone", "planned_basis",
    "planned_building", "planned_city", "planned_country", "planned_head", "planned_lot",
    "planned_municipality", "planned_notified_on", "planned_on", "planned_postal_code", "planned_prefecture",
    "planned_serial", "planned_town", "planned_town_code", "prior_building", "prior_city", "prior_lot",
    "prior_municipality", "prior_postal_code", "prior_prefecture", "prior_serial", "prior_town",
    "prior_town_code", "registered_building", "registered_city", "registered_lot", "registered_municipality",
    "registered_postal_code", "registered_prefecture", "registered_town", "registered_town_code",
    "relationship_class", "remade_number", "remade_on", "remarks", "removed_basis", "removed_day",
    "removed_day_form", "removed_day_text", "removed_notified_on", "removed_reason", "residence_notified",
    "residence_status_code", "settled_basis", "settled_notified_on", "settled_reason", "spare_code_1",
    "spare_code_2", "spare_code_3", "spare_code_4", "spare_code_5", "spare_item_1", "spare_item_2",
    "spare_item_3", "spare_item_4", "spare_item_5", "stay_days", "stay_months", "stay_years", "town_kana",
    "unnotified_building", "unnotified_city", "unnotified_lot", "unnotified_municipality",
    "unnotified_postal_code", "unnotified_prefecture", "unnotified_serial", "unnotified_town",
    "unnotified_town_code", "wide_area_number", "wide_area_stop",
    *(f"relationship_{place}" for place in (1, 2, 3, 4)),
    *(
        f"{date}{part}" for date in ("birth", "became_resident", "settled", "foreign_since", "event_day")
        for part in ("", "_form", "_text")
    ),
    *(
        f"{place}_{part}" for place in ("address", "former")
        for part in ("municipality", "postal_code", "prefecture", "city", "town", "town_code", "lot", "building")
    ),
}  # fmt: skip


@pytest.mark.proves(
    "NOT:4.3.2/1", "NOT:7.1.2.3/1", "NOT:7.2.2/1", "NOT:7.2.2/2", "NOT:7.2.2/3", "NOT:7.2.2/4", "NOT:7.2.2/5"
)
def test_a_record_holds_and_a_peer_brings_these_items_alone(city):
    """No number of 団体内統合宛名, no voting, no number of an insurance: no column, and no message that could bring it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_name = 'registry_resident_version'"
        )
        assert {name for (name,) in cursor.fetchall()} == ITEMS
    assert {one.__name__ for one in INBOUND[OWN].handlers} == {
        "AccessGrants", "ProcessingNumber", "MoveOutCertificate", "CardSerial", "DesignatedNumber",
        "MoveInNoticeReceived", "IndividualMatter",
    }  # fmt: skip
    assert set(ProcessingNumber.__struct_fields__) == {"addressee_number", "processing_number"}
    assert not {"vote", "insured", "code_changed_on"} & set(ResidentAnswer.__struct_fields__)
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    shown = city.door.get(f"/api/residents/{number}").json()
    assert set(shown) == {
        "addressee_number", "version", "record", "state", "kind", "name", "birth", "sex", "household_number",
        "relationship", "position", "address", "became_resident", "settled", "notified_on", "former_address", "honseki",
        "honseki_head", "foreign", "resident_code", "event_reason", "event_class", "event_day", "valid_from",
        "recorded_at", "individual_number", "entered_on", "became_by", "settled_by", "former_head",
        "honseki_municipality", "removed", "planned", "confirmed", "prior", "unnotified", "last_registered", "detail",
        "areas", "serials", "administration", "event_notified_on", "event_basis", "event_note", "hidden",
    }  # fmt: skip


@pytest.mark.proves("NOT:10.4/1")
def test_no_right_hides_the_relationship(db):
    people = Residents().household({}, {})
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.least", Permission.SEE_RESIDENT)
        page = counter.get(f"/residents/{people[1].addressee_number}").content.decode()
        assert ">子<" in page
        assert people[0].names.full in page.partition("世帯主の氏名")[2][:200]
        counter.sign_in("clerk.household", Permission.SEE_HOUSEHOLD)
        household = counter.get(f"/households/{people[0].household_number}").content.decode()
        assert ">子<" in household
        assert ">世帯主<" in household


@pytest.mark.proves("NOT:10.3/1", "C:acc.authz@1")
def test_a_right_is_of_a_person_and_a_task_and_of_no_rank(db, people):
    kept = {field.name for field in AccessGrant._meta.concrete_fields}
    assert kept == {"id", "system", "client", "permission", "valid_from", "valid_to"}
    people.door.may("registry.chief", "chief", "registry")
    assert people.door.get("/api/residents/0000000019").status_code == 403
    people.door.may(Permission.SEE_RESIDENT)
    assert people.door.get("/api/residents/0000000019").status_code == 404
    assert people.door.get("/api/residents/0000000019?with=individual_number").status_code == 403
    assert people.door.get("/api/households/0000000019").status_code == 403
    for path in ("searches", "certificates", "applications", "applications/approvals", "data-use-entries"):
        assert people.door.post(f"/api/{path}", {}).status_code == 403
