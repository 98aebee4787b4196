"""The counterparts' pages: with the demonstration's key only, all twelve, and nothing that could be taken for the real thing."""

from collections.abc import Iterator

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.identity import OUTSIDE
from support.staff import Counter


@pytest.fixture
def counter(db: None) -> Iterator[Counter]:
    with Counter("outside", "juki.outside.web") as found:
        yield found


def enter(counter: Counter) -> None:
    assert counter.get("/enter?key=k3y")["Location"] == "/"


@pytest.mark.parametrize("path", ["/", "/cities", "/enter?key=other", "/enter"])
def test_without_the_key_nothing_is_shown(counter: Counter, path: str):
    response = counter.get(path)
    assert response.status_code == 403
    assert "OUT-1001" in response.content.decode()
    assert not AuditEntry.objects.filter(action="counterpart.shown").exists()


def test_a_wrong_key_in_the_cookie_is_none(counter: Counter):
    counter.client.cookies["outside_key"] = "other"
    assert counter.get("/").status_code == 403


def test_the_key_leaves_the_address_at_once(counter: Counter):
    response = counter.get("/enter?key=k3y")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert counter.client.cookies["outside_key"]["httponly"]


def test_the_first_page_says_what_this_is_not(counter: Counter):
    enter(counter)
    text = counter.get("/").content.decode()
    assert "互換性はありません" in text
    assert all(f'href="/{name}"' in text for name in OUTSIDE)


@pytest.mark.parametrize("name", sorted(OUTSIDE))
def test_each_has_a_page_that_is_logged_before_it_is_shown(counter: Counter, name: str):
    enter(counter)
    response = counter.get(f"/{name}")
    assert response.status_code == 200
    row = AuditEntry.objects.order_by("-number").first()
    assert (row.action, row.reason) == ("counterpart.shown", name)


def test_there_is_no_thirteenth(counter: Counter):
    enter(counter)
    assert counter.get("/registry").status_code == 404
