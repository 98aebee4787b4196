"""A resident is kept version by version; reads are logged before anything is shown."""

import pytest
from django.db import ProgrammingError, transaction

from juki.kernel.audit.models import AuditEntry
from juki.links.blocks import NameBlock
from juki.links.post import parking
from juki.systems.addressee.records.models import Addressee, Version


@pytest.mark.proves("S6.05")
def test_every_change_is_a_further_version(db, wire, register, get):
    register.send(register.resident(1))
    register.send(register.resident(1))
    register.send(register.resident(1, person=NameBlock(full="変更　第1", surname="変更", given="第1")))
    register.send(register.resident(1, is_resident=False, since="2026-12-01"))
    wire.settle()
    assert Addressee.objects.values_list("version", "is_resident").get() == (3, False)
    history = get(f"/api/addressees/{register.number(1)}/history").json()
    assert [(row["version"], row["name"], row["is_resident"]) for row in history] == [
        (3, "試験　第1", False), (2, "変更　第1", True), (1, "試験　第1", True),
    ]  # fmt: skip
    assert history[0]["since_text"] == "令和8年12月1日"
    assert AuditEntry.objects.filter(action="addressee.unchanged").count() == 1


def test_a_certified_text_is_kept_as_it_is(db, wire, register):
    register.send(register.resident(1, birth="昭和45年月日不詳"))
    wire.settle()
    row = Version.objects.get()
    assert (row.birth_form, row.birth_text) == ("U10", "昭和45年月日不詳")


@pytest.mark.proves("S6.04")
def test_a_household_is_who_belongs_to_it_now(db, wire, register, get):
    for serial in (1, 2, 3):
        register.send(register.resident(serial))
    register.send(register.resident(2, is_resident=False))
    register.send(register.resident(3, household_number=register.number(9)))
    wire.settle()
    shown = get(f"/api/households/{register.number(0)}").json()
    assert [one["addressee_number"] for one in shown["members"]] == [register.number(1)]
    row = AuditEntry.objects.get(action="household.shown")
    assert row.subjects == [f"household:{register.number(0)}"]


def test_an_addressee_is_shown_with_the_version_in_force(db, wire, register, get):
    register.send(register.resident(1))
    wire.settle()
    shown = get(f"/api/addressees/{register.number(1)}").json()
    assert (shown["kind"], shown["current"]["address_lot"], shown["current"]["version"]) == (
        "resident",
        "1番1号",
        1,
    )
    assert AuditEntry.objects.get(action="addressee.shown").subjects == [f"addressee:{register.number(1)}"]


@pytest.mark.parametrize(
    ("route", "code"),
    [
        ("/api/addressees/123456789012", "ADR-0201"),
        ("/api/addressees/123456789012/history", "ADR-0201"),
        ("/api/households/123456789012", "ADR-0202"),
    ],
)
def test_what_nobody_has_is_refused_and_logged_without_the_number(get, route, code):
    reply = get(route)
    assert (reply.status_code, reply.json()["code"]) == (404, code)
    row = AuditEntry.objects.get(outcome="none")
    assert (row.subjects, "123456789012" in f"{row.reason}{row.detail}") == ([], False)


@pytest.mark.parametrize("route", ["/api/addressees/1", "/api/addressees/1/history", "/api/households/1"])
def test_without_a_grant_nothing_is_shown(get, route):
    assert get(route, client="nobody").json()["code"] == "KRN-0202"
    assert AuditEntry.objects.filter(action="door.refused").count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"addressee_number": "12a"}, "KRN-0131"),
        ({"household_number": ""}, "KRN-0131"),
        ({"birth": "1980-13-01"}, "KRN-0142"),
        ({"since": "いつか"}, "KRN-0143"),
    ],
)
def test_a_bad_resident_is_parked_and_changes_nothing(db, wire, register, change, code):
    register.send(register.resident(1))
    register.send(register.resident(1, **change))
    wire.settle()
    assert [row.code for row in parking.parked("addressee")] == [code]
    assert Version.objects.count() == 1


def test_a_non_residents_number_never_becomes_a_residents(db, wire, register):
    Addressee.objects.create(
        addressee_number=register.number(1), kind="non_resident", version=1, is_resident=False
    )
    register.send(register.resident(1))
    wire.settle()
    assert [row.code for row in parking.parked("addressee")] == ["ADR-0103"]
    assert Addressee.objects.get().kind == "non_resident"


def test_a_lost_acknowledgement_adds_no_version(db, wire, register):
    register.send(register.resident(1))
    wire.lost.add("addressee")
    wire.settle()
    wire.lost.clear()
    wire.settle()
    assert Version.objects.count() == 1
    assert AuditEntry.objects.filter(action="addressee.taken").count() == 1


def test_history_cannot_be_overwritten(db, wire, register):
    register.send(register.resident(1))
    wire.settle()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Version.objects.update(name="変更")


@pytest.mark.parametrize("typed", ["x", "1" * 16])
@pytest.mark.parametrize("route", ["/api/households/{}", "/api/addressees/{}", "/api/addressees/{}/history"])
def test_what_is_no_number_is_refused_and_logged(get, route, typed):
    reply = get(route.format(typed))
    assert (reply.status_code, reply.json()["code"]) == (422, "KRN-0131")
    assert AuditEntry.objects.get().detail == {"code": "KRN-0131"}
