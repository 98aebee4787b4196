"""入力場所 and 入力端末: registered, changed, and kept with every 異動 and every copy."""

from uuid import uuid4

import pytest
from django.test import override_settings

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.work import Actor
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import (
    ApplicationStep,
    EventRow,
    IssueLog,
    PlaceRow,
    TerminalRow,
)
from juki.systems.registry.services import places
from juki.systems.registry.services.places import PlaceForm, TerminalForm
from support.counter_forms import text
from support.staff import Counter

CLERK = Actor(who="client:master", right=Permission.SET_PLACE, terminal="192.0.2.1")
HERE = "127.0.0.1"
NEW = {"code": "01", "kind": "main", "name": "本庁舎", "section": ""}


def place(code="01", kind="main", name="本庁舎", **more):
    form = PlaceForm(code=code, kind=kind, name=name, **more)
    places.set_place(form, actor=CLERK, times=current().clock.now(), trace=uuid4())


def terminal(address=HERE, at="01", **more):
    form = TerminalForm(address=address, place=at, **more)
    places.set_terminal(form, actor=CLERK, times=current().clock.now(), trace=uuid4())


@pytest.fixture
def counter(db, wire):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.SEE_PLACE, Permission.SET_PLACE)
        yield found


def kept(result):
    return EventRow.objects.get(trace=result["trace"])


@pytest.mark.proves("STD:1.2.1/3")
def test_every_act_keeps_the_place_and_the_terminal_where_it_was_typed(city):
    place()
    place("21", "branch", "田無支所")
    terminal(at="21")
    moved = city.move_in(city.person())
    number = moved["residents"][0]["addressee_number"]
    assert (kept(moved).place, kept(moved).terminal) == ("21", HERE)
    terminal(at="01", version=1)
    changed = city.changed(city.change("SHIBO", number, basis="family_register"))
    assert (kept(changed).place, kept(changed).terminal) == ("01", HERE)
    assert EventRow.objects.get(trace=moved["trace"]).place == "21"
    told = city.door.get(f"/api/residents/{number}/timeline").json()
    assert [one["event"]["place"] for one in told] == ["01", "21"]


@pytest.mark.proves("STD:1.2.1/3")
def test_what_was_typed_at_one_place_and_approved_at_another_was_entered_at_the_first(city):
    place("21", "branch", "田無支所")
    place("22", "sub_branch", "駅前出張所")
    terminal(at="21")
    submitted = city.submitted(city.person())
    terminal(at="22", version=1)
    assert kept(city.approve(submitted).json()).place == "21"
    steps = ApplicationStep.objects.order_by("number").values_list("action", "place")
    assert dict(steps) == {
        "received": "21",
        "entered": "21",
        "checked": "21",
        "submitted": "21",
        "approved": "22",
    }


def test_an_unknown_or_retired_terminal_tells_no_place(city):
    assert kept(city.move_in(city.person())).place == ""
    place()
    terminal(in_use=False)
    assert kept(city.move_in(city.person())).place == ""


@pytest.mark.parametrize(
    ("who", "at", "found"),
    [
        ("client:clerk.test", "192.0.2.9", "31"), ("client:clerk.test", HERE, "01"), ("client:other", "192.0.2.9", ""),
        ("job:nightly:x", HERE, ""), ("peer:jukinet", HERE, ""),
    ],
)  # fmt: skip
def test_the_terminal_comes_first_then_the_section_of_who_is_signed_in(counter, who, at, found):
    place()
    place("31", "section", "市民課", section="市民課")
    terminal()
    assert places.place_of(who, at) == found


def test_a_closed_place_is_no_ones(counter):
    place("31", "section", "市民課", section="市民課")
    place("31", "section", "市民課", section="市民課", in_use=False, version=1)
    assert places.place_of("client:clerk.test", HERE) == ""


@pytest.mark.proves("STD:1.3.1/1")
def test_a_copy_and_the_log_say_where(city):
    for code, kind, name in (
        ("01", "main", "本庁舎"), ("21", "branch", "支所"), ("22", "sub_branch", "出張所"), ("31", "section", "市民課")
    ):  # fmt: skip
        place(code, kind, name)
    terminal(at="22")
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    body = {"purpose": "本人請求", "kind": "individual", "addressee_numbers": [number]}
    assert city.door.post("/api/certificates", body).status_code == 201
    assert (IssueLog.objects.get().place, IssueLog.objects.get().terminal) == ("22", HERE)
    assert [one.kind.label for one in places.listed()] == ["本庁", "支所", "出張所", "利用課"]
    assert AuditEntry.objects.filter(action="certificate.issued").get().terminal == HERE


@pytest.mark.proves("STD:1.3.1/1")
def test_places_and_terminals_are_registered_and_changed_on_screen(counter):
    assert "登録されていません" in text(counter.get("/places"))
    sent = {**NEW, "key": uuid4()}
    assert counter.post("/places", sent)["Location"] == "/places/01"
    assert counter.post("/places", sent)["Location"] == "/places/01"
    counter.post("/places", {"code": "22", "kind": "sub_branch", "name": "駅前", "key": uuid4()})
    wanted = {"address": "192.0.2.7", "name": "1番窓口", "key": uuid4()}
    assert counter.post("/places/01/terminals", wanted).status_code == 303
    page = text(counter.get("/places/01"))
    assert ("192.0.2.7" in page, "1番窓口" in page) == (True, True)
    moved = {"place": "22", "name": "2番窓口", "in_use": "yes", "version": "1", "key": uuid4()}
    assert counter.post("/terminals/192.0.2.7", moved)["Location"] == "/places/22"
    renamed = {"name": "駅前出張所", "section": "駅前係", "in_use": "yes", "version": "1", "key": uuid4()}
    assert counter.post("/places/22", renamed).status_code == 303
    assert counter.post("/places/01", {"name": "旧本庁舎", "version": "1", "key": uuid4()}).status_code == 303
    rows = PlaceRow.objects.order_by("code").values_list(
        "code", "kind", "name", "section", "in_use", "version"
    )
    assert list(rows) == [
        ("01", "main", "旧本庁舎", "", False, 2),
        ("22", "sub_branch", "駅前出張所", "駅前係", True, 2),
    ]
    row = TerminalRow.objects.get()
    assert (row.place_id, row.name, row.in_use, row.changed_by) == (
        "22",
        "2番窓口",
        True,
        "client:clerk.test",
    )
    page = text(counter.get("/terminals/192.0.2.7"))
    assert "2番窓口" in page
    logged = AuditEntry.objects.filter(action__in=("place.set", "terminal.set")).order_by("number")
    assert [(one.action, one.subjects, one.who) for one in logged] == [
        ("place.set", ["place:01"], "client:clerk.test"), ("place.set", ["place:22"], "client:clerk.test"),
        ("terminal.set", ["terminal:192.0.2.7"], "client:clerk.test"),
        ("terminal.set", ["terminal:192.0.2.7"], "client:clerk.test"),
        ("place.set", ["place:22"], "client:clerk.test"), ("place.set", ["place:01"], "client:clerk.test"),
    ]  # fmt: skip


WRONG = [
    ({"code": "x1"}, "code"), ({"code": ""}, "code"), ({"code": "123456789"}, "code"), ({"kind": "ward"}, "kind"),
    ({"name": " "}, "name"), ({"name": "本" * 41}, "name"), ({"name": "本\u0000庁"}, "name"), ({"code": "21"}, "code"),
    ({"section": "税務課"}, "section"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_wrong_place_is_told_beside_its_field(counter, changes, field):
    place("21", "branch", "支所", section="税務課")
    reply = counter.post("/places", {**NEW, **changes, "key": uuid4()})
    assert (reply.status_code, f'href="#f-{field}"' in text(reply)) == (422, True)
    assert PlaceRow.objects.count() == 1


@pytest.mark.parametrize("address", ["", "x", "192.0.2.300", "192.0.2.1/24", "9" * 200, "192.0.2.7"])
def test_a_wrong_terminal_is_told_beside_its_field(counter, address):
    place()
    terminal("192.0.2.7")
    reply = counter.post("/places/01/terminals", {"address": address, "key": uuid4()})
    assert (reply.status_code, 'href="#f-address"' in text(reply)) == (422, True)
    assert TerminalRow.objects.count() == 1


def test_one_terminal_has_one_spelling(db):
    place()
    terminal("2001:DB8::0001")
    assert TerminalRow.objects.get().pk == "2001:db8::1"


def test_a_stale_form_changes_nothing(counter):
    place()
    place(name="新庁舎", version=1)
    for version, code in (("1", "REG-0652"), ("3", "REG-0652")):
        sent = {"name": "別の名", "in_use": "yes", "version": version, "key": uuid4()}
        reply = counter.post("/places/01", sent)
        assert (reply.status_code, code in text(reply)) == (422, True)
    assert PlaceRow.objects.get().name == "新庁舎"


def test_a_place_with_terminals_is_not_closed_and_a_closed_one_takes_none(counter):
    place()
    terminal()
    reply = counter.post("/places/01", {"name": "本庁舎", "version": "1", "key": uuid4()})
    assert (reply.status_code, "REG-0654" in text(reply)) == (422, True)
    terminal(in_use=False, version=1)
    place(in_use=False, version=1)
    sent = {"place": "01", "in_use": "yes", "version": "2", "key": uuid4()}
    reply = counter.post(f"/terminals/{HERE}", sent)
    assert (reply.status_code, "REG-0655" in text(reply)) == (422, True)
    reply = counter.post(f"/terminals/{HERE}", {**sent, "place": "77"})
    assert (reply.status_code, "REG-0650" in text(reply)) == (422, True)
    assert TerminalRow.objects.get().in_use is False


@pytest.mark.parametrize("path", ["/places", "/places/01", f"/terminals/{HERE}"])
def test_pages_need_their_right(counter, path):
    place()
    terminal()
    counter.sign_in("clerk.nobody")
    assert counter.get(path).status_code == 403
    counter.sign_in("clerk.looks", Permission.SEE_PLACE)
    assert counter.get(path).status_code == 200
    assert "<button" not in text(counter.get(path)).partition("<main")[2].partition("</main>")[0]
    for post in (path, "/places/01/terminals"):
        assert counter.post(post, {**NEW, "version": "1", "key": uuid4()}).status_code == 403
    assert AuditEntry.objects.filter(action="page.refused", who="client:clerk.looks").count() == 2


def test_what_is_not_there_is_coded(counter):
    for path in ("/places/99", "/terminals/192.0.2.99"):
        reply = counter.get(path)
        assert (reply.status_code, "REG-0650" in text(reply)) == (404, True)
    assert counter.post("/places/99", {"name": "x", "version": "1", "key": uuid4()}).status_code == 404
    assert counter.post("/places", NEW).status_code == 400


@pytest.mark.proves("STD:4.0.8/6")
def test_the_queue_is_shown_and_recorded_whole_or_by_place(city):
    place("21", "branch", "田無支所")
    place("22", "sub_branch", "駅前出張所")
    waiting = {}
    for version, at in enumerate(("21", "22", "21")):
        terminal(at=at, version=version)
        address = {**city.form()["address"], "lot": f"{version + 3}番地"}
        waiting.setdefault(at, []).append(city.submitted(city.person(), address=address))
    with (
        override_settings(ROOT_URLCONF="support.urls"),
        Counter("registry", "juki.systems.registry.web") as counter,
    ):
        counter.sign_in("reviewer.test", Permission.REVIEW, Permission.SEE_APPLICATION)
        shown = {at: text(counter.get(f"/reviews?place={at}")) for at in ("", "21", "22", "99")}
        lists = {at: text(counter.get(f"/applications?place={at}")) for at in ("", "21", "22")}
        for at, own in waiting.items():
            for one in own:
                inside = {asked: one["number"] in page for asked, page in shown.items()}
                assert inside == {"": True, "99": True, "21": at == "21", "22": at == "22"}
                assert {asked: one["number"] in page for asked, page in lists.items()} == {
                    "": True, "21": at == "21", "22": at == "22",
                }  # fmt: skip
        first, second = waiting["21"]
        ticked = {"key": uuid4(), "chosen": f"{first['application']}:{first['version']}"}
        assert "1件のうち1件" in text(counter.post("/reviews/approvals", ticked))
        assert [str(row.trace) for row in EventRow.objects.all()] == [first["application"]]
        left = [f"{one['application']}:{one['version']}" for one in (second, *waiting["22"])]
        page = text(counter.post("/reviews/approvals", {"key": uuid4(), "chosen": left}))
        assert "2件のうち2件" in page, page.partition("<main")[2]
    assert EventRow.objects.count() == 3


def test_the_events_of_one_place(city):
    place("21", "branch", "田無支所")
    terminal(at="21")
    here = city.move_in(city.person())
    terminal(in_use=False, at="21", version=1)
    city.move_in(city.person())
    day = city.today.isoformat()
    asked = {"purpose": "点検", "processed_from": day, "processed_to": day}
    found = lambda **more: [  # noqa: E731
        one["event"]["trace"]
        for one in city.door.post("/api/event-searches", {**asked, **more}).json()["events"]
    ]
    assert found(place="21") == [here["trace"]]
    assert len(found()) == 2
