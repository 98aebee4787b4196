"""Entering clients, granting, withdrawing: kept for good, told to the systems in the same transaction."""

from datetime import date, timedelta
from uuid import uuid4

import msgspec
import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.links.post import stations
from juki.links.post.inbound import Inbound
from juki.links.post.models import Outbox
from juki.links.universal import AccessGrants
from juki.office.api import forms
from juki.office.domain.permission import ELSEWHERE
from juki.office.records.models import Client, Decision, Grant
from juki.office.services import decisions


@pytest.fixture
def heard(monkeypatch) -> dict[str, list[AccessGrants]]:
    """What each system was told, in order."""
    told: dict[str, list[AccessGrants]] = {}

    def table(own: str) -> Inbound:
        return Inbound(
            handlers={AccessGrants: lambda _act, message: told.setdefault(own, []).append(message)}
        )

    monkeypatch.setattr("juki.links.post.inbox.inbound", table)
    return told


@pytest.fixture
def form(today):
    def build(**change: object) -> dict[str, object]:
        content = {
            "client": "clerk", "system": "kiosk", "permission": "kiosk.feed.see", "valid_from": f"{today}",
            "reason": "窓口業務",
        }  # fmt: skip
        return content | change

    return build


def test_a_client_is_entered_once(post, get):
    form = {"client": "batch-1", "kind": "program", "section": "情報システム課", "reason": "連携開始"}
    key = uuid4()
    assert post("/api/clients", form, key=key).status_code == 201
    assert post("/api/clients", form, key=key).status_code == 201
    assert post("/api/clients", form).json()["code"] == "OFC-0102"
    shown = get("/api/clients/batch-1").json()
    assert (shown["kind"], shown["active"], shown["grants"]) == ("program", True, [])
    assert [one["kind"] for one in shown["decisions"]] == ["client_added"]
    assert Client.objects.count() == Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code", "status"),
    [
        ({"client": "Clerk"}, "OFC-0101", 422),
        ({"client": ""}, "OFC-0101", 422),
        ({"section": ""}, "OFC-0101", 422),
        ({"section": "課" * 101}, "OFC-0101", 422),
        ({"reason": " "}, "KRN-0205", 400),
        ({"kind": "boss"}, "KRN-0205", 400),
        ({"rank": "部長"}, "KRN-0205", 400),
    ],
)
def test_a_bad_client_is_refused_and_changes_nothing(post, change, code, status):
    form = {"client": "x", "kind": "person", "section": "市民課", "reason": "異動"} | change
    reply = post("/api/clients", form)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert not Client.objects.exists()
    assert AuditEntry.objects.get(action="door.refused").detail == {"code": code}


def test_a_grant_reaches_its_system_and_no_other(post, wire, heard, clerk, form, today):
    reply = post("/api/grants", form())
    assert reply.status_code == 201
    assert post("/api/grants", form(permission="kiosk.household.see")).status_code == 201
    wire.settle()
    assert set(heard) == {"kiosk"}
    assert [one.permission for one in heard["kiosk"][-1].grants] == ["kiosk.feed.see", "kiosk.household.see"]
    assert [(known.station, known.state) for known in stations.of_trace("office", reply.json()["trace"])] == [
        ("kiosk", "applied")
    ]
    assert AuditEntry.objects.filter(action="permission.granted", who="client:officer").count() == 2


def test_a_grant_is_scheduled_and_prolonged_without_a_lapse(post, wire, heard, clerk, form, today, tomorrow):
    end = tomorrow + timedelta(days=30)
    post("/api/grants", form(valid_to=f"{tomorrow}"))
    post("/api/grants", form(valid_from=f"{tomorrow}", valid_to=f"{end}"))
    post("/api/grants", form(permission="kiosk.household.see", valid_from=f"{end}"))
    wire.settle()
    blocks = heard["kiosk"][-1].grants
    assert [(one.valid_from, one.valid_to) for one in blocks] == [(f"{today}", f"{end}"), (f"{end}", None)]
    assert list(Decision.objects.order_by("id").values_list("valid_from", "valid_to")) == [
        (today, tomorrow), (tomorrow, end), (end, None),
    ]  # fmt: skip


def test_the_same_post_grants_and_tells_once(post, clerk, form):
    key = uuid4()
    first = post("/api/grants", form(), key=key)
    assert post("/api/grants", form(), key=key).content == first.content
    assert post("/api/grants", form(permission="kiosk.household.see"), key=key).json()["code"] == "KRN-0208"
    assert (
        Grant.objects.count()
        == Decision.objects.count()
        == Outbox.objects.filter(owner="office").count()
        == 1
    )


def test_a_reply_that_was_never_remembered_has_no_second_effect(post, clerk, form):
    key = uuid4()
    post("/api/grants", form(), key=key)
    PostedForm.objects.all().delete()
    assert post("/api/grants", form(), key=key).status_code == 201
    assert Decision.objects.count() == Outbox.objects.filter(owner="office").count() == 1


def test_the_key_of_a_decision_is_of_one_decision_and_one_officer(post, clerk, form, today):
    key, end = uuid4(), today + timedelta(days=30)
    AccessGrant.objects.create(
        system="test", client="second", permission="office.grant", valid_from=date(2020, 1, 1)
    )
    assert post("/api/grants", form(valid_to=f"{end}"), key=key).status_code == 201
    PostedForm.objects.all().delete()
    for change in ({}, {"valid_to": f"{end + timedelta(days=1)}"}, {"valid_to": f"{end}", "reason": "他"}):
        reply = post("/api/grants", form(**change), key=key)
        assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")
    assert post("/api/grants", form(valid_to=f"{end}"), key=key, client="second").json()["code"] == "KRN-0208"
    assert Grant.objects.get().valid_to == end


def test_the_key_of_an_entry_is_of_one_client_as_entered(post):
    key, form = uuid4(), {"client": "batch-1", "kind": "program", "section": "一課", "reason": "連携開始"}
    for _ in range(2):
        assert post("/api/clients", form, key=key).status_code == 201
        PostedForm.objects.all().delete()
    for change in ({"kind": "person"}, {"section": "二課"}, {"reason": "他"}, {"client": "batch-2"}):
        assert post("/api/clients", form | change, key=key).json()["code"] == "KRN-0208"
    assert Client.objects.get().section == "一課"


def test_who_is_overtaken_by_another_decision_is_told(post, clerk, form, monkeypatch):
    key = uuid4()
    post("/api/grants", form(), key=key)
    PostedForm.objects.all().delete()
    real = decisions.made_before

    def too_early(*_args, **_named):
        monkeypatch.setattr(decisions, "made_before", real)
        return False

    monkeypatch.setattr(decisions, "made_before", too_early)
    assert post("/api/grants", form(permission="kiosk.household.see"), key=key).json()["code"] == "KRN-0208"


def test_the_offices_own_rights_hold_at_once(post, get, clerk, form, today):
    assert post("/api/grants", form(system="office", permission="office.client.see")).status_code == 201
    row = AccessGrant.objects.get(client="clerk")
    assert (row.system, row.permission, row.valid_from) == ("office", "office.client.see", today)
    assert not Outbox.objects.exists()


@pytest.mark.parametrize(
    ("change", "code", "status"),
    [
        ({"client": "officer"}, "OFC-0105", 403),
        ({"client": "ghost"}, "OFC-0103", 404),
        ({"permission": "everything"}, "OFC-0106", 422),
        ({"valid_from": "2020-01-01"}, "OFC-0107", 422),
        ({"valid_to": "2020-01-01"}, "OFC-0107", 422),
        ({"reason": ""}, "KRN-0205", 400),
        ({"system": "cards"}, "KRN-0205", 400),
        ({"client": "clerk\0"}, "KRN-0205", 400),
        ({"valid_from": "2026-02-30"}, "KRN-0205", 400),
    ],
)
def test_a_bad_grant_is_refused_and_changes_nothing(post, clerk, form, change, code, status):
    reply = post("/api/grants", form(**change))
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert not Grant.objects.exists()
    assert not Outbox.objects.exists()
    row = AuditEntry.objects.get(action="door.refused")
    assert (row.who, row.outcome, row.detail) == ("client:officer", "refused", {"code": code})


def test_an_empty_period_and_one_with_a_gap_are_refused(post, clerk, form, today, tomorrow):
    assert post("/api/grants", form(valid_to=f"{today}")).json()["code"] == "OFC-0107"
    post("/api/grants", form(valid_to=f"{tomorrow}"))
    later = tomorrow + timedelta(days=9)
    assert post("/api/grants", form(valid_from=f"{later}")).json()["code"] == "OFC-0108"


ENTER = {"system": "registry", "permission": "registry.application.enter"}
RECEIVE = {"system": "registry", "permission": "registry.application.receive"}
REVIEW = {"system": "registry", "permission": "registry.application.review"}


@pytest.mark.parametrize(
    ("first", "second"), [(ENTER, REVIEW), (REVIEW, ENTER), (RECEIVE, REVIEW), (REVIEW, RECEIVE)]
)
def test_nobody_may_do_a_thing_and_let_it_through(post, clerk, form, first, second):
    assert post("/api/grants", form(**first)).status_code == 201
    reply = post("/api/grants", form(**second))
    assert (reply.status_code, reply.json()["code"]) == (409, "OFC-0110")
    assert first["permission"] in reply.json()["title"]
    assert Grant.objects.get().permission == first["permission"]
    assert (
        post("/api/grants", form(system="registry", permission="registry.application.see")).status_code == 201
    )


def test_who_changes_places_may_review_from_the_day_on_which_entering_ends(
    post, clerk, form, today, tomorrow
):
    post("/api/grants", form(**ENTER, valid_to=f"{tomorrow}"))
    assert post("/api/grants", form(**REVIEW)).json()["code"] == "OFC-0110"
    assert post("/api/grants", form(**REVIEW, valid_from=f"{tomorrow}")).status_code == 201
    late = form(**ENTER, valid_from=f"{tomorrow}", valid_to=f"{tomorrow + timedelta(days=9)}")
    assert post("/api/grants", late).json()["code"] == "OFC-0110", "prolonged, it would run into the review"
    assert Grant.objects.get(permission=ENTER["permission"]).valid_to == tomorrow


@pytest.mark.proves("C:acc.revoke@1")
def test_a_withdrawal_empties_every_system(post, get, wire, heard, clerk, form):
    post("/api/grants", form())
    post("/api/grants", form(system="office", permission="office.client.see"))
    wire.settle()
    reply = post("/api/withdrawals", {"client": "clerk", "reason": "退職"})
    assert reply.status_code == 200
    wire.settle()
    assert {system: told[-1].grants for system, told in heard.items()} == {
        str(system): () for system in ELSEWHERE
    }
    assert not AccessGrant.objects.filter(client="clerk").exists()
    assert not Grant.objects.exists()
    shown = get("/api/clients/clerk").json()
    assert (shown["active"], [one["kind"] for one in shown["decisions"]]) == (
        False,
        ["withdrawn", "granted", "granted"],
    )
    assert post("/api/grants", form()).json()["code"] == "OFC-0104"
    assert post("/api/withdrawals", {"client": "ghost", "reason": "退職"}).json()["code"] == "OFC-0103"


def test_a_system_that_was_down_hears_of_a_withdrawal_later(post, wire, heard, clerk, form):
    post("/api/grants", form())
    wire.down.add("kiosk")
    post("/api/withdrawals", {"client": "clerk", "reason": "退職"})
    wire.settle()
    assert "kiosk" not in heard
    wire.down.clear()
    wire.lost.add("kiosk")
    wire.settle()
    wire.lost.clear()
    wire.settle()
    assert [len(told.grants) for told in heard["kiosk"]] == [1, 0]


def test_real_systems_apply_what_they_are_told(post, wire, clerk, form, today):
    post("/api/grants", form())
    post("/api/grants", form(system="addressee", permission="addressee.see"))
    wire.settle()
    assert set(AccessGrant.objects.filter(client="clerk").values_list("system", "permission", "valid_from")) == {
        ("kiosk", "kiosk.feed.see", today), ("addressee", "addressee.see", today),
    }  # fmt: skip


@pytest.mark.parametrize("route", ["/api/clients", "/api/grants", "/api/withdrawals"])
def test_without_the_right_nothing_is_decided(post, clerk, route):
    assert post(route, {}, client="clerk").json()["code"] == "KRN-0202"


@pytest.mark.proves("C:acc.admin_sep@1")
def test_rights_are_given_and_taken_by_their_manager_alone(post, clerk, form):
    asked = {
        "/api/clients": {"client": "friend", "kind": "person", "section": "市民課", "reason": "異動"},
        "/api/grants": form(client="officer"),
        "/api/withdrawals": {"client": "officer", "reason": "退職"},
    }
    for permission in ("office.client.see", "registry.application.review"):
        AccessGrant.objects.create(
            system="test", client="clerk", permission=permission, valid_from=date(2020, 1, 1)
        )
    for route, content in asked.items():
        assert post(route, content, client="clerk").json()["code"] == "KRN-0202"
    assert post("/api/grants", form(), client="clerk").json()["code"] == "KRN-0202", "nor to oneself"
    assert (Grant.objects.count(), Decision.objects.count(), Client.objects.count()) == (0, 0, 2)
    assert Client.objects.get(client="officer").active
    assert post("/api/grants", form(client="officer")).json()["code"] == "OFC-0105"
    assert post("/api/grants", form()).status_code == 201
    assert Grant.objects.get().granted_by == "officer"


def test_reading_is_logged_and_an_unknown_client_is_refused(get, clerk):
    assert get("/api/clients/clerk").status_code == 200
    assert get("/api/clients/ghost").json()["code"] == "OFC-0103"
    assert list(AuditEntry.objects.filter(action="client.shown").order_by("number").values_list("outcome", flat=True)) == [
        "shown", "none",
    ]  # fmt: skip


def test_the_database_itself_refuses_a_grant_to_oneself(post, clerk, form):
    post("/api/grants", form())
    with pytest.raises(IntegrityError, match="office_grant_four_eyes"), transaction.atomic():
        Grant.objects.update(granted_by="clerk")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Decision.objects.update(reason="-")


def test_no_struct_of_the_office_knows_a_rank():
    structs = [forms.ClientForm, forms.GrantForm, forms.ClientReply, forms.GrantReply]
    names = {field.name for struct in structs for field in msgspec.structs.fields(struct)}
    assert not names & {"rank", "position", "title"}
