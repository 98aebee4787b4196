"""The staff console: logged before shown, and never a 個人番号 or a 住民票コード."""

import types
import typing
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from django.urls import get_resolver

from juki.kernel.audit.models import AuditEntry
from juki.links.interface import door as interface
from juki.links.post import health, mending, views
from juki.systems.kiosk.api import console, issuing, urls
from juki.systems.kiosk.services import queries_households

PLAIN = {str, int, bool, date, datetime, type(None)}
FORBIDDEN = ("individual", "resident_code", "residence_card", "mynumber", "my_number")


def fields_below(kind: Any) -> list[str]:
    """Names of all fields that a reply of this type can carry; any open type is refused."""
    if kind in PLAIN:
        return []
    origin = typing.get_origin(kind)
    if origin in {list, tuple, types.UnionType, typing.Union}:
        return [name for part in typing.get_args(kind) for name in fields_below(part)]
    assert isinstance(kind, type), kind
    assert issubclass(kind, msgspec.Struct), kind
    hints = typing.get_type_hints(kind)
    return [*hints, *(name for hint in hints.values() for name in fields_below(hint))]


@pytest.mark.parametrize("reply", [reply for _, reply in urls.OWN.values()])
def test_no_reply_can_carry_an_individual_number(reply):
    names = fields_below(reply)
    assert names
    assert not [name for name in names if any(word in name for word in FORBIDDEN)]


def test_no_query_of_the_console_fetches_an_individual_number():
    columns = [*queries_households.PERSON_COLUMNS, *queries_households.HOUSEHOLD_COLUMNS]
    assert not [name for name in columns if any(word in name for word in FORBIDDEN)]


def test_every_route_is_either_the_consoles_or_the_posts():
    post = [*views.urlpatterns, *mending.urlpatterns, *health.urlpatterns, *interface.urlpatterns]
    known = {str(pattern.pattern) for pattern in post} | set(urls.OWN)
    assert {str(pattern.pattern) for pattern in get_resolver(urls).url_patterns} == known
    assert {view for view, _ in urls.OWN.values()} == {
        console.show_feed, console.show_household, console.show_issuable, issuing.find_issues, issuing.show_service,
        issuing.stop_service, issuing.resume_service,
    }  # fmt: skip


@pytest.fixture
def household(wire, register, get):
    register.send(1, register.foreigner(1), register.person(2))
    wire.settle()
    return register.household_number(1)


def test_a_household_is_shown_after_it_was_logged(household, register, get):
    reply = get(f"/api/households/{household}")
    assert reply.status_code == 200
    shown = reply.json()
    assert shown["whole"] is True
    assert [one["addressee_number"] for one in shown["members"]] == [register.number(1), register.number(2)]
    row = AuditEntry.objects.get(action="household.shown")
    assert (row.who, row.subjects, row.outcome) == ("client:clerk", [f"household:{household}"], "shown")


def test_no_reply_shows_a_number_that_must_not_be_shown(household, register, get):
    routes = [f"/api/households/{household}", f"/api/persons/{register.number(1)}/issuable", "/api/feed"]
    for route in routes:
        content = get(route).content.decode()
        for serial in (1, 2):
            assert register.individual_number(serial) not in content
            assert register.resident_code(serial) not in content
        assert "AA12345678BB" not in content


def test_an_individual_number_typed_by_mistake_is_neither_logged_nor_repeated(household, register, get):
    typed = register.individual_number(1)
    assert get(f"/api/households/{typed}").json()["code"] == "KSK-0201"
    reply = get(f"/api/persons/{typed}/issuable")
    assert reply.json()["reasons"][0]["code"] == "KSK-0301"
    assert typed not in reply.content.decode()
    rows = AuditEntry.objects.filter(outcome="none")
    assert rows.count() == 2
    assert not [row for row in rows if typed in f"{row.subjects}{row.detail}{row.reason}"]


def test_the_feed_and_the_reasons_are_shown(household, register, get):
    assert get("/api/feed").json()["state"] == "fresh"
    reply = get(f"/api/persons/{register.number(2)}/issuable").json()
    assert reply == {"issuable": True, "reasons": []}


@pytest.mark.parametrize("route", ["/api/feed", "/api/households/1", "/api/persons/1/issuable"])
def test_without_a_grant_nothing_is_shown(route, household, get):
    reply = get(route, client="nobody")
    assert (reply.status_code, reply.json()["code"]) == (403, "KRN-0202")
    assert AuditEntry.objects.filter(action="door.refused", who="client:nobody").exists()


@pytest.mark.parametrize("typed", ["x", "1" * 16, "１"])
@pytest.mark.parametrize("route", ["/api/households/{}", "/api/persons/{}/issuable"])
def test_what_is_no_number_is_refused_and_logged(get, route, typed):
    reply = get(route.format(typed))
    assert (reply.status_code, reply.json()["code"]) == (422, "KRN-0131")
    assert AuditEntry.objects.get().detail == {"code": "KRN-0131"}
