"""異動 as an application, through the door: every step, every refusal, and what stays invisible until 本登録."""

from uuid import uuid4

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.clock import JAPAN
from juki.kernel.door.models import PostedForm
from juki.kernel.values.era import JAPANESE_ERAS
from juki.kernel.values.legal_date import LegalDate
from juki.links.post.models import Outbox
from juki.paper import manifest
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import (
    Application,
    ApplicationHold,
    ApplicationStep,
    EventRow,
    HouseholdRow,
    HouseholdVersion,
    IssueLog,
    NumberConfirmation,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import options


def code(reply):
    return reply.status_code, reply.json()["code"]


def actions(standing):
    rows = ApplicationStep.objects.filter(application=standing["application"]).order_by("number")
    return list(rows.values_list("action", flat=True))


def nothing_recorded():
    return not any(model.objects.exists() for model in (EventRow, HouseholdRow, ResidentRow, ResidentVersion))


@pytest.mark.proves("STD:4.0.8/1", "STD:4.0.8/2", "STD:4.0.8/13")
def test_from_the_counter_to_the_record(city, settle):
    person = city.person()
    standing = city.entered(person)
    assert (standing["state"], standing["alerts"], standing["pending"]) == ("provisional", [], None)
    submitted = city.submit(standing).json()
    recorded = city.approve(submitted).json()
    settle()
    assert recorded["trace"] == standing["application"]
    row = Application.objects.get()
    assert (row.state, row.form, row.checks, row.author) == ("recorded", None, [], "client:clerk")
    assert actions(standing) == ["received", "entered", "checked", "submitted", "approved"]
    assert not ApplicationHold.objects.exists()
    event = EventRow.objects.get()
    assert (str(event.trace), event.operator) == (standing["application"], "client:clerk")
    assert event.came_name == "来庁者"
    number = recorded["residents"][0]["addressee_number"]
    shown = city.door.get(f"/api/residents/{number}").json()
    assert (shown["version"], shown["event_reason"], shown["event_class"]) == (1, "TENNYU", "entry")


@pytest.mark.proves("STD:4.0.8/8", "STD:4.0.8/10")
def test_a_provisional_entry_is_seen_by_nobody(city):
    person = city.person()
    for step in (city.entered, city.submitted):
        person = city.person()
        step(person)
        assert nothing_recorded()
        for search in (
            {"individual_number": person["individual_number"]},
            {"name": person["name"]["surname"]},
        ):
            found = city.door.post(
                "/api/searches", {"purpose": "窓口", "with_removed": True, **search}
            ).json()
            assert found["residents"] == []
    assert not Outbox.objects.filter(owner="registry").exists()
    request = {"purpose": "窓口", "kind": "household", "household_number": "0000000019"}
    assert city.door.post("/api/certificates", request).status_code == 404


@pytest.mark.proves("STD:4.0.8/4", "STD:4.0.8/10", "STD:10.3/10")
def test_who_joins_provisionally_is_not_in_the_household(city):
    first = city.move_in(city.person())
    sent = Outbox.objects.filter(owner="registry").count()
    number, head = first["household_number"], first["residents"][0]["addressee_number"]
    joining = city.submitted(city.person("妻"), household={"number": number})
    assert len(city.door.get(f"/api/households/{number}").json()["members"]) == 1
    issued = city.door.post(
        "/api/certificates", {"purpose": "窓口", "kind": "household", "household_number": number}
    )
    assert issued.status_code == 201
    assert manifest.subjects(issued.content).issue_number.endswith(" 001")
    assert IssueLog.objects.get().subjects == [f"addressee:{head}"]
    assert Outbox.objects.filter(owner="registry").count() == sent
    for other in (city.person("子"), city.person("同居人")):
        blocked = city.enter(city.form(other, household={"number": number}), door=city.reviewer)
        assert code(blocked) == (409, "REG-0606")
    assert city.reviewer.get(f"/api/households/{number}").status_code == 200
    held = ApplicationHold.objects.filter(key__startswith="household:").values_list("key", flat=True)
    assert list(held) == [f"household:{number}"]
    before = city.door.get(f"/api/residents/{head}").json()
    assert city.approve(joining).status_code == 201
    assert city.door.get(f"/api/residents/{head}").json() == before
    assert len(city.door.get(f"/api/households/{number}").json()["members"]) == 2


@pytest.mark.proves("C:in.four_eyes@1")
def test_the_author_does_not_review(city):
    standing = city.submitted(city.person())
    for what, more in (("approvals", {}), ("returns", {"reason": "誤り"})):
        assert code(city.do(what, standing, **more)) == (403, "REG-0605")
    assert nothing_recorded()
    refused = AuditEntry.objects.filter(action="application.approve.refused").get()
    assert refused.subjects == [f"application:{standing['application']}"]


@pytest.mark.proves("C:in.four_eyes@1")
def test_whoever_changed_it_does_not_review_either(city):
    standing = city.entered(city.person())
    changed = city.enter(city.form(city.person()), standing=standing, door=city.reviewer).json()
    assert changed["last_changed_by"] == "reviewer"
    submitted = city.submit(changed).json()
    assert code(city.approve(submitted)) == (403, "REG-0605")


@pytest.mark.proves("C:in.four_eyes@1")
def test_whoever_received_it_does_not_review_either(city):
    received = city.reviewer.post(
        "/api/applications", {"came": {"capacity": "self", "documents": ["個人番号カード"]}}
    ).json()
    submitted = city.submit(city.enter(city.form(city.person()), standing=received).json()).json()
    for what, more in (("approvals", {}), ("returns", {"reason": "誤り"})):
        assert code(city.do(what, submitted, door=city.reviewer, **more)) == (403, "REG-0605")
    assert nothing_recorded()
    assert city.reviewer.get("/api/applications?for_review=1").json() == []
    path = f"/api/applications/{submitted['application']}"
    assert submitted["number"] in city.reviewer.get(path).content.decode()
    number = city.door.get(path).json()["form"]["persons"][0]["individual_number"]
    assert number not in city.reviewer.get(path).content.decode(), "who only received it typed no number"


def test_a_stale_form_is_told_who_changed_it(city):
    old = city.entered(city.person())
    new = city.enter(city.form(city.person()), standing=old).json()
    for reply in (
        city.enter(city.form(city.person()), standing=old),
        city.submit(old),
        city.do("checks", old),
    ):
        assert code(reply) == (409, "REG-0603")
        assert "clerk" in reply.json()["title"]
        assert new["number"] in reply.json()["title"]
    assert city.submit(new).status_code == 200


def test_a_wrong_version_of_what_nobody_changed_accuses_nobody(city):
    standing = city.entered(city.person())
    title = city.submit({**standing, "version": standing["version"] + 7}).json()["title"]
    row = Application.objects.get()
    local = row.changed_city.astimezone(JAPAN)
    assert "画面を開いた後に内容が変わっています" in title
    assert f"最終変更は{JAPANESE_ERAS.write_day(local.date())} {local:%H:%M}、職員 clerk" in title


def test_a_double_submit_has_one_effect(city):
    standing, key = city.entered(city.person()), uuid4()
    body = {**city.named(standing), "alerts": {}}
    first = city.door.post("/api/applications/submissions", body, key=key)
    PostedForm.objects.all().delete()
    again = city.door.post("/api/applications/submissions", body, key=key)
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    assert code(city.door.post("/api/applications/submissions", body)) == (409, "REG-0603")
    assert actions(standing).count("submitted") == 1


def test_a_repeated_entry_and_receipt_have_one_effect(city):
    key = uuid4()
    body = {"came": {"capacity": "self", "documents": ["旅券"]}}
    first = city.door.post("/api/applications", body, key=key).json()
    PostedForm.objects.all().delete()
    assert city.door.post("/api/applications", body, key=key).json() == first
    assert first["application"] == str(key)
    form, key = city.form(city.person()), uuid4()
    entered = city.enter(form, standing=first, key=key).json()
    assert city.enter(form, standing=first, key=key).json() == entered
    assert len(city.network.asked) == 1
    assert code(city.enter(city.form(city.person()), standing=first, key=key)) == (409, "KRN-0208")


@pytest.mark.proves("C:in.verify_content@1")
def test_what_is_in_the_wrong_state_is_refused(city):
    received = city.received()
    assert code(city.do("checks", received)) == (409, "REG-0604")
    assert code(city.approve(received)) == (409, "REG-0604")
    assert code(city.do("checks", {"application": str(uuid4()), "version": 1})) == (404, "REG-0602")


def test_one_open_application_per_person_and_household(city):
    first = city.move_in(city.person())
    joining = {"number": first["household_number"]}
    standing = city.entered(city.person("妻"), household=joining)
    reply = city.enter(city.form(city.person("子"), household=joining))
    assert code(reply) == (409, "REG-0606")
    assert standing["number"] in reply.json()["title"]
    person = city.person()
    other = city.entered(person)
    assert code(city.enter(city.form(city.person(), {**person, "relationship": "妻"}))) == (409, "REG-0606")
    assert city.do("withdrawals", other, reason="来庁者の申出").json()["state"] == "withdrawn"
    assert city.enter(city.form(person)).status_code == 200


def test_a_change_lets_go_of_whom_it_no_longer_names(city):
    one, other = city.person(), city.person()
    city.enter(city.form(other), standing=city.entered(one))
    assert city.enter(city.form(one)).status_code == 200
    assert code(city.enter(city.form(other))) == (409, "REG-0606")


def test_while_the_network_is_down_the_entry_stays(city, wire):
    wire.down.add("jukinet")
    standing = city.entered(city.person())
    assert (standing["state"], standing["pending"]["code"]) == ("provisional", "LNK-0401")
    assert standing["checks"][0]["code"] == "REG-0305"
    assert code(city.submit(standing)) == (409, "REG-0610")
    again = city.do("checks", standing).json()
    assert again["pending"]["code"] == "LNK-0401"
    wire.down.clear()
    good = city.do("checks", again).json()
    assert (good["pending"], good["checks"][0]["outcome"], good["checks"][0]["code"]) == (None, "match", "")
    assert actions(standing) == ["received", "entered", "held", "held", "checked"]
    assert city.approve(city.submit(good).json()).status_code == 201


def test_a_mismatch_is_corrected_and_only_that_person_is_asked_again(city):
    good, bad = city.person(), city.person("妻")
    standing = city.received()
    city.network.outcome = "mismatch"
    city.enter(city.form(bad), standing=standing)
    city.network.outcome = "match"
    now = Application.objects.get(id=standing["application"])
    asked = len(city.network.asked)
    both = city.enter(city.form(good, bad), standing={**standing, "version": now.version}).json()
    assert [one["code"] for one in both["checks"]] == ["", ""]
    assert len(city.network.asked) == asked + 2
    good["name"]["kana_given"] = "ハジメ"
    city.enter(city.form(good, bad), standing=both)
    assert len(city.network.asked) == asked + 2


@pytest.mark.proves("STD:4.0.8/3", "STD:4.0.9/2")
def test_what_is_provisional_is_changed_and_taken_back(city):
    first, second = city.person(), city.person()
    standing = city.entered(first)
    changed = city.enter(city.form({**second, "birth": "昭和60年4月5日"}), standing=standing).json()
    shown = city.door.get(f"/api/applications/{standing['application']}").json()["form"]["persons"]
    assert [(one["individual_number"], one["birth"]) for one in shown] == [
        (second["individual_number"], "昭和60年4月5日")
    ]
    assert city.do("withdrawals", changed, reason="届出の取下げ").json()["state"] == "withdrawn"
    assert nothing_recorded()
    again = city.entered(second)
    assert city.approve(city.submit(again).json()).status_code == 201


@pytest.mark.proves("STD:11.1/4")
def test_an_alert_is_confirmed_with_a_reason(city):
    standing = city.entered(city.person(), moved_on="2026-01-05")
    assert [(one["code"], one["reason"]) for one in standing["alerts"]] == [("REG-0181", "")]
    reply = city.submit(standing, alerts={})
    assert code(reply) == (422, "REG-0607")
    assert reply.json()["errors"][0]["path"] == "alerts.REG-0181"
    unknown = {"REG-0181": "郵送", "REG-0182": "念のため"}
    assert code(city.submit(standing, alerts=unknown)) == (422, "REG-0608")
    assert code(city.submit(standing, alerts={"REG-0181": "　"}))[0] == 400
    city.approve(city.submit(standing, alerts={"REG-0181": "郵送のため"}).json())
    assert EventRow.objects.get().alert_reasons == {"REG-0181": "郵送のため"}


def test_alerts_that_came_up_since_are_the_reviewers(city):
    waiting = city.submitted(city.person())
    assert waiting["alerts"] == []
    city.move_in(city.person())
    reply = city.approve(waiting)
    assert code(reply) == (422, "REG-0607")
    assert [one["code"] for one in reply.json()["errors"]] == ["REG-0188"]
    assert city.approve(waiting, alerts={"REG-0188": "別世帯と確認"}).status_code == 201
    assert EventRow.objects.get(trace=waiting["application"]).alert_reasons == {"REG-0188": "別世帯と確認"}


def test_somebody_like_a_removed_resident_deserves_a_look(city):
    person = city.person()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    row = ResidentVersion.objects.get(addressee_number=number)
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    ResidentVersion.objects.create(**{**values, "number": 2, "state": "2"}, event_id=row.event_id)
    ResidentRow.objects.filter(addressee_number=number).update(version=2, state="2")
    returning = city.entered(person)
    assert returning["alerts"] == []
    assert ApplicationHold.objects.filter(key=f"addressee:{number}").exists()
    alike = city.entered({**person, "individual_number": city.number()})
    assert [one["code"] for one in alike["alerts"]] == ["REG-0187"]


def test_sent_back_with_a_reason_and_entered_again(city):
    person = city.person()
    submitted = city.submitted(person)
    assert code(city.do("returns", submitted, door=city.reviewer, reason="　"))[0] == 400
    returned = city.do("returns", submitted, door=city.reviewer, reason="本籍の確認").json()
    assert returned["state"] == "returned"
    shown = city.door.get(f"/api/applications/{returned['application']}").json()
    assert shown["steps"][-1]["reason"] == "本籍の確認"
    again = city.enter(city.form(person), standing=returned).json()
    assert (again["state"], again["checks"][0]["code"]) == ("provisional", "")
    assert city.approve(city.submit(again).json()).status_code == 201


def test_withdrawn_leaves_steps_and_audit_only(city):
    standing = city.submitted(city.person(), moved_on="2026-01-05")
    gone = city.do("withdrawals", standing, reason="届出の取下げ").json()
    assert gone["state"] == "withdrawn"
    row = Application.objects.get()
    assert (row.form, row.checks, row.alert_reasons) == (None, [], {})
    assert not ApplicationHold.objects.exists()
    assert nothing_recorded()
    assert AuditEntry.objects.filter(action="application.withdrawn").exists()
    assert code(city.approve(gone)) == (409, "REG-0604")


def test_a_check_that_grew_old_is_renewed_by_the_review(city, monkeypatch, wire):
    standing = city.submitted(city.person())
    asked = len(city.network.asked)
    real = city.reviewer
    ages = iter([-1])
    monkeypatch.setattr(options, "confirmation_minutes", lambda: next(ages, 30))
    wire.down.add("jukinet")
    body = city.named(standing)
    assert code(real.post("/api/applications/approvals", body))[1] == "LNK-0401"
    assert Application.objects.get().state == "in_review"
    wire.down.clear()
    ages = iter([-1])
    assert real.post("/api/applications/approvals", body).status_code == 201
    assert len(city.network.asked) == asked + 1
    assert NumberConfirmation.objects.count() == 2


@pytest.mark.proves("C:in.face_id@1", "C:in.face_id@2", "C:in.face_id@3", "C:in.face_id@4")
def test_an_agent_shows_a_mandate(city):
    came = {"capacity": "agent", "name": "代理人", "documents": ["旅券"]}
    assert code(city.door.post("/api/applications", {"came": came})) == (422, "REG-0611")
    full = {**came, "mandate": "委任状", "mandate_checked": "署名と日付"}
    standing = city.door.post("/api/applications", {"came": full}).json()
    shown = city.door.get(f"/api/applications/{standing['application']}").json()
    assert shown["came"]["mandate_checked"] == "署名と日付"
    assert code(city.door.post("/api/applications", {"came": {"capacity": "self"}})) == (422, "REG-0612")


def test_html_in_a_place_is_kept_as_it_is(city):
    building = "<script>alert(1)</script>"
    form = city.form(city.person())
    standing = city.submitted(city.person(), address={**form["address"], "building": building})
    shown = city.door.get(f"/api/applications/{standing['application']}")
    assert shown.headers["Content-Type"] == "application/json"
    assert shown.json()["form"]["address"]["building"] == building
    assert city.approve(standing).status_code == 201
    assert ResidentVersion.objects.get().address_building == building


@pytest.mark.proves("STD:4.0.9/1")
def test_before_and_after_stand_side_by_side(city):
    first = city.move_in(city.person())
    person = city.person("妻")
    standing = city.entered(person, household={"number": first["household_number"]})
    shown = city.door.get(f"/api/applications/{standing['application']}").json()
    household, section = shown["sections"]
    rows = {row["label"]: row for row in household["rows"]}
    assert (rows["人数"]["before"], rows["人数"]["after"], rows["人数"]["changed"]) == ("1人", "2人", True)
    assert rows["世帯主"]["changed"] is False
    items = {row["label"]: row for row in section["rows"]}
    assert (items["続柄"]["before"], items["続柄"]["after"]) == ("", "妻")
    assert person["individual_number"] not in str(shown["sections"])
    assert items["届出日"]["after"] == JAPANESE_ERAS.write_day(city.today)
    assert items["住所を定めた年月日"]["after"] == items["異動日"]["after"]


def test_what_was_sent_back_is_kept_as_long_as_what_was_typed(city):
    person, other = city.person(), city.number()
    returned = city.do("returns", city.submitted(person), door=city.reviewer, reason="番地の確認").json()
    row = Application.objects.get()
    assert row.submitted_form == row.form
    path = f"/api/applications/{returned['application']}"
    again = city.enter(city.form({**person, "individual_number": other}), standing=returned).json()
    submitted = city.submit(again).json()
    shown = city.reviewer.get(path).json()
    assert shown["other_numbers"] == [0]
    assert shown["submitted"]["persons"][0]["individual_number"] == ""
    shown = city.reviewer.get(f"{path}?with=individual_number").json()
    assert shown["submitted"]["persons"][0]["individual_number"] == person["individual_number"]
    assert city.approve(submitted).status_code == 201
    assert Application.objects.get().submitted_form is None
    shown = city.reviewer.get(path).json()
    assert (shown["submitted"], shown["other_numbers"]) == (None, [])


def test_a_withdrawal_erases_what_was_sent_back(city):
    returned = city.do(
        "returns", city.submitted(city.person()), door=city.reviewer, reason="番地の確認"
    ).json()
    city.do("withdrawals", returned, reason="届出の取下げ")
    assert Application.objects.get().submitted_form is None


def test_numbers_are_for_their_authors_and_those_with_the_right(city):
    person = city.person()
    standing = city.entered(person)
    path = f"/api/applications/{standing['application']}"
    assert person["individual_number"] in city.door.get(path).content.decode()
    assert person["individual_number"] not in city.reviewer.get(path).content.decode()
    assert person["individual_number"] in city.reviewer.get(f"{path}?with=individual_number").content.decode()
    AccessGrant.objects.filter(client="reviewer", permission=Permission.SEE_INDIVIDUAL_NUMBER).delete()
    assert city.reviewer.get(f"{path}?with=individual_number").status_code == 403
    assert AuditEntry.objects.filter(action="individual_number.shown").count() == 2


def test_lists_are_by_state_and_name_nobody_without_the_right(city):
    person = city.person()
    waiting, other = city.submitted(person), city.entered(city.person())
    path = "/api/applications"
    assert [one["number"] for one in city.door.get(f"{path}?state=in_review").json()] == [waiting["number"]]
    assert {one["number"] for one in city.door.get(f"{path}?state=in_review,provisional").json()} == {
        waiting["number"], other["number"],
    }  # fmt: skip
    assert city.door.get(f"{path}?for_review=1").json() == []
    (line,) = city.reviewer.get(f"{path}?for_review=1").json()
    assert line["name"] == f"{person['name']['surname']}　{person['name']['given']}"
    assert (line["reason"], line["moved_on"]) == (
        "TENNYU",
        LegalDate.parse(city.form()["moved_on"]).display(),
    )
    assert city.reviewer.get(f"{path}?mine=1").json() == []
    AccessGrant.objects.filter(client="reviewer", permission=Permission.SEE_RESIDENT).delete()
    assert [one["name"] for one in city.reviewer.get(path).json()] == ["", ""]


def test_no_individual_number_is_logged(city):
    person = city.person()
    city.approve(city.submitted(person))
    city.enter(city.form(person))
    for row in AuditEntry.objects.all():
        assert person["individual_number"] not in f"{row.subjects}{row.detail}{row.reason}"


@pytest.mark.proves("NOT:4.0.8/1")
def test_the_register_does_not_say_who_approved_or_when(city):
    """Who approved stands in the steps and in the log; no item, no screen and no message of the register has it."""
    recorded = city.move_in(city.person())
    assert ApplicationStep.objects.get(action="approved").by == "client:reviewer"
    for model in (EventRow, ResidentRow, ResidentVersion, HouseholdRow, HouseholdVersion):
        rows = list(model.objects.values())
        assert rows
        assert "reviewer" not in repr(rows)
    number = recorded["residents"][0]["addressee_number"]
    shown = city.door.get(f"/api/residents/{number}")
    assert shown.status_code == 200
    assert b"reviewer" not in shown.content
    sent = Outbox.objects.filter(owner="registry").values_list("body", flat=True)
    assert sent
    assert not any("reviewer" in body for body in sent if body)
