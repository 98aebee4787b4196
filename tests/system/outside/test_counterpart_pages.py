"""The counterparts' pages: with the demonstration's key only, all twelve, and nothing that could be taken for the real thing."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.links.identity import OUTSIDE
from juki.links.post.models import Inbox
from juki.outside.business.records.models import Resident
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
    assert response["Referrer-Policy"] == "no-referrer"


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


def test_messages_are_told_in_words(counter: Counter):
    now = current().clock.now()
    for number, (state, body) in enumerate([("applied", None), ("parked", "x")], start=1):
        Inbox.objects.create(
            owner="cities", sender="jukinet", epoch=1, sequence=number, message_id=uuid4(), name="move-in-notice",
            version=1, streams=["x"], trace=uuid4(), legal_day=now.legal_day, recorded_at=now.machine,
            received_at=now.machine, digest="0" * 64, body=body, state=state, code="OUT-0201",
        )  # fmt: skip
    enter(counter)
    text = counter.get("/cities").content.decode()
    for shown in ("転入通知", "住基ネット 市町村CS", "反映済み", "保留中", "OUT-0201"):
        assert shown in text
    for code in ("move-in-notice", ">jukinet<", "applied", "parked"):
        assert code not in text


@pytest.mark.parametrize(
    ("birth", "surname", "shown"),
    [
        ("1985-04-01", "架空", "昭和60年4月1日"),
        ("1985-04-01", None, "昭和60年4月1日"),
        ("1985-04-01", "", "1985年4月1日"),
        ("昭和30年頃", "架空", "昭和30年頃"),
        (None, "架空", "－"),
    ],
)
def test_births_are_read_as_the_law_writes_them(
    counter: Counter, birth: str | None, surname: str | None, shown: str
):
    Resident.objects.create(
        target="kokuho", entry="e-1", addressee_number="1", valid_from=date(2026, 4, 1), trace=uuid4(), birth=birth,
        surname=surname, received_at=current().clock.now().machine,
    )  # fmt: skip
    enter(counter)
    assert f"<td>{shown}</td>" in counter.get("/business").content.decode().replace(
        '<span class="none">－</span>', "－"
    )
