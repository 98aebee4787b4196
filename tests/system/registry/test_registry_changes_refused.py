"""What an 異動 is refused for, and that then nothing is written: faults, holds, stale forms, two clerks, many at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.links.post.models import Outbox
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import (
    Application,
    ApplicationHold,
    EventRow,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import options

ELSEWHERE = {
    "municipality": "132292", "postal_code": "188-0012", "prefecture": "東京都", "city": "西東京市",
    "town": "南町二丁目", "lot": "9番8号",
}  # fmt: skip


@pytest.fixture
def family(city):
    """Three people of one household: 世帯主, 妻, 子."""
    result = city.move_in(city.person(), city.person("妻"), city.person("子"))
    return result["household_number"], [one["addressee_number"] for one in result["residents"]]


def shown(city, standing, door=None):
    return (door or city.door).get(f"/api/applications/{standing['application']}").json()


def test_every_fault_is_told_at_once(city, family):
    _, (head, *_) = family
    items = {
        "name": {"surname": "架空", "given": "\x00"}, "birth": "昭和55年13月3日", "individual_number": "1",
        "resident_code": "2", "became_resident": "x", "details": {"phone": "\x07", "guardianship": "9", "no_such": "1"},
        "foreign": {"nationality": "ZZZ", "nationality_name": "架空国", "category": "mid_to_long_term", "since": "x",
                    "card_number": "1", "status": "留学", "card_expires_on": "x"},
        "address": {"town": "\x07"},
    }  # fmt: skip
    form = city.change(
        "SHOKKEN_SHUSEI", {"addressee_number": "0", "relationship": "祖父", "items": items}, head, day="x",
        notified_on="y", rest={"x": "孫"}, positions=["y"], placement={"where": "join", "number": "x"},
        destination={"address": {"town": "\x07"}, "moved_in_on": "x"}, address={"lot": "\x07"}, note="\x07",
        sources=[{"kind": "", "day": "x"}],
    )  # fmt: skip
    form["persons"][0]["items"]["name"]["given"] = "\x07"
    found = city.faults(form)
    assert set(found) >= {
        "day", "notified_on", "persons.0.addressee_number", "persons.0.relationship", "persons.0.items.name.given",
        "persons.0.items.birth", "persons.0.items.individual_number", "persons.0.items.resident_code",
        "persons.0.items.became_resident", "persons.0.items.details.phone", "persons.0.items.details.guardianship",
        "persons.0.items.details", "persons.0.items.foreign.since", "persons.0.items.foreign.card_expires_on",
        "persons.0.items.address.town", "rest", "rest.x", "positions", "placement.number", "destination.address.town",
        "destination.moved_in_on", "address.lot", "note", "sources.0.kind", "sources.0.day",
    }  # fmt: skip
    assert not ApplicationHold.objects.exists()


@pytest.mark.parametrize("reason", ["TENNYU", "IKO", "KIKA_SHOJO", "", "NO_SUCH"])
def test_only_changes_by_hand_are_changes(city, family, reason):
    _, (head, *_) = family
    standing = city.received_change()
    reply = city.enter_change(city.change(reason, head), standing=standing)
    assert [one["path"] for one in reply.json()["errors"]] == ["reason"]
    body = {"kind": "change", "came": {"capacity": "self", "documents": ["旅券"]}, "reason": reason or "X"}
    assert city.door.post("/api/applications", body).json()["code"] == "REG-0120"


def test_somebody_unknown_and_somebody_twice(city, family):
    household, (head, *_) = family
    unknown = city.faults(city.change("SHOKKEN_SHOJO", "0000000019", basis="ex_officio"))
    assert unknown == {"persons.0.addressee_number": "REG-0201"}
    twice = city.faults(city.change("SHOKKEN_SHOJO", head, head, basis="ex_officio"))
    assert twice["persons.1.addressee_number"] == "REG-0809"
    rest = city.faults(city.change("SETAINUSHI_HENKO", head, rest={"0000000019": "妻"}))
    assert rest == {"rest.0000000019": "REG-0201"}
    assert household


def test_a_number_of_somebody_else(city, family):
    _, (head, wife, _) = family
    number = ResidentRow.objects.get(addressee_number=wife).individual_number
    person = {"addressee_number": head, "items": {"individual_number": number}}
    found = city.faults(city.change("KOJIN_BANGO_SHUSEI", person, basis="ex_officio"))
    assert found["persons.0.items.individual_number"] == "REG-0804"


def test_what_the_dry_run_refuses_is_a_fault(city, family):
    _, (head, *_) = family
    found = city.faults(city.change("TENSHUTSU_TORIKESHI", head, basis="petition"))
    assert len(found) == 1
    assert EventRow.objects.filter(reason="TENSHUTSU_TORIKESHI").count() == 0


def test_the_kind_is_that_of_the_receipt(city, family):
    _, (head, *_) = family
    move_in, change = city.received(), city.received_change()
    refused = city.enter_change(city.change("TENKYO", head, address=ELSEWHERE), standing=move_in)
    assert (refused.status_code, refused.json()["code"]) == (409, "REG-0803")
    assert city.enter(city.form(city.person()), standing=change).json()["code"] == "REG-0803"
    for body in ({}, {"form": city.form(city.person()), "change": city.change("TENKYO", head)}):
        reply = city.door.post("/api/applications/entries", {**city.named(change), **body})
        assert reply.status_code == 400
    both = {"change": city.change("TENKYO", head), "move_out_certificate": str(uuid4())}
    assert city.door.post("/api/applications/entries", {**city.named(change), **both}).status_code == 400


def test_nobody_of_an_open_application_is_in_another(city, family):
    household, (head, wife, child) = family
    first = city.enter_change(city.change("TENKYO", head, wife, child, address=ELSEWHERE))
    assert first.status_code == 200
    keys = set(ApplicationHold.objects.values_list("key", flat=True))
    assert keys == {f"household:{household}", *(f"addressee:{one}" for one in (head, wife, child))}
    held = city.enter_change(city.change("SHOKKEN_SHOJO", wife, basis="ex_officio"))
    assert (held.status_code, held.json()["code"]) == (409, "REG-0606")
    joining = city.enter(city.form(city.person("同居人"), household={"number": household}))
    assert joining.json()["code"] == "REG-0606"
    city.do("withdrawals", first.json(), reason="届出の取下げ")
    assert city.enter_change(city.change("SHOKKEN_SHOJO", wife, basis="ex_officio")).status_code == 200


def test_before_beside_after_for_everybody_whom_it_touches(city, family):
    household, (head, wife, child) = family
    form = city.change(
        "SETAINUSHI_HENKO",
        {"addressee_number": wife, "relationship": "世帯主"},
        rest={head: "夫", child: "子"},
    )
    standing = city.submitted_change(form)
    seen = shown(city, standing)
    assert (seen["form"], seen["change"]["reason"]) == (None, "SETAINUSHI_HENKO")
    first, mover, other = seen["sections"]
    assert (first["sort"], first["title"]) == ("household", f"世帯 {household}")
    rows = {row["label"]: row for row in first["rows"]}
    assert rows["世帯主"]["changed"]
    assert not rows["人数"]["changed"]
    assert (mover["addressee_number"], mover["about"], other["addressee_number"], other["about"]) == (
        wife, True, head, False,
    )  # fmt: skip
    changed = {row["label"] for row in mover["rows"] if row["changed"]}
    assert "続柄" in changed
    assert not {"氏名", "住所", "生年月日", "個人番号"} & changed
    listed = city.door.get("/api/applications?kind=change").json()
    assert listed[0]["reason"] == "SETAINUSHI_HENKO"
    assert listed[0]["name"] == ResidentVersion.objects.filter(addressee_number=wife).get().full_name


def test_numbers_are_masked_and_a_new_code_is_not_known_before(city, family):
    _, (head, *_) = family
    city.codes()
    standing = city.submitted_change(city.change("CODE_HENKO", head, basis="request"))
    AccessGrant.objects.filter(permission=Permission.SEE_RESIDENT_CODE).delete()
    person = next(one for one in shown(city, standing)["sections"] if one["sort"] == "person")
    code = next(row for row in person["rows"] if row["label"] == "住民票コード")
    assert (code["before"], code["after"], code["changed"]) == ("●" * 11, "(本登録で付番)", True)
    number = ResidentRow.objects.get(addressee_number=head).individual_number
    assert number not in str(shown(city, standing))


@pytest.mark.proves("STD:4.3.1/6")
@pytest.mark.parametrize(("threshold", "told"), [(0, []), (100, ["REG-0199"])])
def test_few_codes_are_an_alert_to_whoever_gives_one(city, family, monkeypatch, threshold, told):
    _, (head, wife, _) = family
    city.codes(3)
    monkeypatch.setattr(options, "code_stock_threshold", lambda: threshold)
    standing = city.enter_change(city.change("CODE_HENKO", head, basis="request")).json()
    assert [one["code"] for one in standing["alerts"] if one["code"] == "REG-0199"] == told
    city.do("withdrawals", standing, reason="請求の取下げ")
    other = city.enter_change(city.change("SHOKKEN_SHOJO", wife, basis="ex_officio")).json()
    assert "REG-0199" not in [one["code"] for one in other["alerts"]]


def test_a_stale_form_is_refused(city, family):
    _, numbers = family
    standing = city.enter_change(city.change("TENKYO", *numbers, address=ELSEWHERE)).json()
    again = city.enter_change(
        city.change("TENKYO", *numbers, address={**ELSEWHERE, "lot": "1番1号"}), standing=standing
    )
    assert again.status_code == 200
    reply = city.enter_change(city.change("TENKYO", *numbers, address=ELSEWHERE), standing=standing)
    assert (reply.status_code, reply.json()["code"]) == (409, "REG-0603")
    assert city.approve(standing).json()["code"] == "REG-0603"


def test_who_entered_does_not_approve_and_a_stranger_sees_nothing(city, family):
    _, numbers = family
    standing = city.submitted_change(city.change("TENKYO", *numbers, address=ELSEWHERE))
    own = city.door.post("/api/applications/approvals", city.named(standing))
    assert (own.status_code, own.json()["code"]) == (403, "REG-0605")
    stranger = city.door.as_client("stranger")
    assert stranger.get(f"/api/applications/{standing['application']}").status_code == 403
    assert stranger.post("/api/applications/approvals", city.named(standing)).status_code == 403
    assert (
        stranger.post(
            "/api/applications/approvals/many", {"applications": [city.named(standing)]}
        ).status_code
        == 403
    )


def test_what_the_register_no_longer_allows_writes_nothing(city, family, monkeypatch):
    """Somebody is removed by a notice while the application waits for its review."""
    _, numbers = family
    standing = city.submitted_change(city.change("TENKYO", *numbers, address=ELSEWHERE))
    ApplicationHold.objects.all().delete()
    city.changed(city.change("SHOKKEN_SHOJO", numbers[2], basis="ex_officio"))
    before = (ResidentVersion.objects.count(), EventRow.objects.count(), Outbox.objects.count())
    reply = city.approve(standing)
    assert (reply.status_code, reply.json()["code"]) == (422, "REG-0601")
    assert (ResidentVersion.objects.count(), EventRow.objects.count(), Outbox.objects.count()) == before
    assert Application.objects.get(id=standing["application"]).state == "in_review"
    assert AuditEntry.objects.filter(action="application.approve.refused").exists()
    assert shown(city, standing)["change"] is not None


def test_many_are_recorded_at_once_and_each_is_told(city, family):
    _, (head, wife, child) = family
    other = city.move_in(city.person())["residents"][0]["addressee_number"]
    third = city.move_in(city.person())["residents"][0]["addressee_number"]
    good = city.submitted_change(city.change("TENKYO", head, wife, child, address=ELSEWHERE))
    removed = city.submitted_change(city.change("SHOKKEN_SHOJO", other, basis="ex_officio"))
    stale = city.submitted_change(city.change("SHOKKEN_SHOJO", third, basis="ex_officio"))
    named = [city.named(good), {**city.named(stale), "version": 1}, city.named(removed)]
    key = uuid4()
    reply = city.reviewer.post("/api/applications/approvals/many", {"applications": named}, key=key)
    assert reply.status_code == 200, reply.content.decode()
    results = reply.json()["results"]
    assert [one["code"] for one in results] == ["", "REG-0603", ""]
    assert results[0]["recorded"]["trace"] == good["application"]
    assert [one["number"] for one in results] == [good["number"], stale["number"], removed["number"]]
    assert ResidentRow.objects.get(addressee_number=other).state == "9"
    again = city.reviewer.post("/api/applications/approvals/many", {"applications": named}, key=key)
    assert again.json() == reply.json()
    assert EventRow.objects.filter(reason="TENKYO").count() == 1


@pytest.mark.proves("STD:4.0.8/7")
def test_the_number_recorded_at_once_has_a_cap(city, family, monkeypatch):
    monkeypatch.setattr(options, "bulk_approvals", lambda: 1)
    many = [{"application": str(uuid4()), "version": 1} for _ in range(2)]
    post = lambda named: city.reviewer.post("/api/applications/approvals/many", {"applications": named})  # noqa: E731
    assert post(many).json()["code"] == "REG-0805"
    assert post([]).json()["code"] == "REG-0806"
    monkeypatch.setattr(options, "bulk_approvals", lambda: 5)
    assert post([many[0], many[0]]).json()["code"] == "REG-0806"
    assert [one["code"] for one in post(many).json()["results"]] == ["REG-0602", "REG-0602"]


@pytest.fixture
def open_city(committing_db, people):
    people.door.may(*Permission)
    people.door.may(*Permission, client="reviewer")
    people.numbers(80)
    return people


def at_once(calls):
    start = Barrier(len(calls))

    def send(call):
        try:
            start.wait()
            reply = call()
            return reply.status_code, reply.json()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(send, calls))


def test_two_clerks_at_once_about_one_household(open_city):
    city = open_city
    result = city.move_in(city.person(), city.person("妻"))
    head, wife = (one["addressee_number"] for one in result["residents"])
    forms = [
        city.change("TENKYO", head, wife, address=ELSEWHERE),
        city.change("SHOKKEN_SHOJO", wife, basis="ex_officio"),
    ]
    standings = [city.received_change(), city.received_change()]
    doors = [type(city.door)(), type(city.door)()]
    replies = at_once([
        lambda one=one: city.enter_change(forms[one], standing=standings[one], door=doors[one]) for one in (0, 1)
    ])  # fmt: skip
    assert Counter(status for status, _ in replies) == {200: 1, 409: 1}
    entered = next(body for status, body in replies if status == 200)
    submitted = city.submit(entered).json()
    reviewer = type(city.door)(who="urn:juki:client:reviewer")
    done = at_once([
        lambda: reviewer.post("/api/applications/approvals", city.named(submitted)),
        lambda: reviewer.post("/api/applications/approvals", city.named(submitted)),
    ])  # fmt: skip
    assert Counter(status for status, _ in done) == {201: 1, 409: 1}
    assert EventRow.objects.count() == 2


def test_two_acts_about_neighbouring_households_do_not_deadlock(open_city):
    """Each takes somebody into the household of the other."""
    city = open_city
    first = city.move_in(city.person(), city.person("子"))
    second = city.move_in(city.person(), city.person("子"))
    children = [one["residents"][1]["addressee_number"] for one in (first, second)]
    forms = [
        city.change(
            "SETAI_HENKO", {"addressee_number": child, "relationship": "同居人"},
            placement={"where": "join", "number": other["household_number"]},
        )
        for child, other in zip(children, (second, first), strict=True)
    ]  # fmt: skip
    standings = []
    for form in forms:
        standings.append(city.submitted_change(form))
        ApplicationHold.objects.all().delete()
    reviewers = [type(city.door)(who="urn:juki:client:reviewer") for _ in standings]
    replies = at_once([
        lambda one=one: reviewers[one].post("/api/applications/approvals", city.named(standings[one]))
        for one in (0, 1)
    ])  # fmt: skip
    assert {status for status, _ in replies} <= {201, 409, 422}
    assert Counter(status for status, _ in replies)[201] >= 1
    assert sorted(ResidentRow.objects.values_list("position", flat=True)) == [1, 1, 2, 2]
