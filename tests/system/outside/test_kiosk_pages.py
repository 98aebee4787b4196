"""The terminal's pages: a resident goes through all of them, or is told what to do instead."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.links.kiosk import KioskIssue, KioskMenu
from juki.outside.cards.records.models import Card
from juki.outside.centre.records.models import Dialog, Document
from juki.outside.jpki import issuing
from support.kiosk_dialog import NAMES, PDF, PIN, resident_code
from support.staff import Counter

HOME = "/kiosk/MIHON-1"
NOBODY = UUID(int=1)


@pytest.fixture
def counter(city) -> Iterator[Counter]:
    with Counter("outside", "juki.outside.web") as found:
        found.get("/enter?key=k3y")
        yield found


@pytest.fixture
def begun(counter: Counter, card: Card) -> str:
    fields = {"card": card.card, "key": uuid4(), "municipality": current().municipality}
    return counter.post(f"{HOME}/begin", fields)["Location"]


@pytest.fixture
def offered(counter: Counter, begun: str) -> str:
    assert counter.post(f"{begun}/pin", {"pin": PIN})["Location"] == begun
    return begun


def text(counter: Counter, path: str, status: int = 200) -> str:
    response = counter.get(path)
    assert response.status_code == status
    return str(response.content.decode())


def later(**by: int) -> None:
    """Time passes: every limit lies that much nearer."""
    for row in Dialog.objects.all():
        Dialog.objects.filter(pk=row.pk).update(
            opened_at=row.opened_at - timedelta(**by), deadline=row.deadline - timedelta(**by)
        )


def test_from_the_card_to_the_paper(counter, city, card):
    assert f"/city?card={card.card}" in text(counter, HOME)
    page = text(counter, f"{HOME}/city?card={card.card}")
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    fields = {"card": card.card, "key": key, "municipality": current().municipality}
    begun = counter.post(f"{HOME}/begin", fields)["Location"]
    assert counter.post(f"{HOME}/begin", fields)["Location"] == begun, "a second press is the same dialog"
    assert "暗証番号" in text(counter, begun)
    counter.post(f"{begun}/pin", {"pin": PIN})
    assert "住民票の写し(一部)" in text(counter, begun)
    choice = text(counter, f"{begun}/choice?kind=some")
    assert all(name in choice for name in NAMES)
    confirm = text(counter, f"{begun}/confirm?kind=some&place=2&show=relationship")
    assert NAMES[1] in confirm
    assert NAMES[0] not in confirm
    assert "200円" in confirm
    counter.post(f"{begun}/issue", {"kind": "some", "place": "2", "show": "relationship"})
    assert "印刷しています" in text(counter, begun)
    counter.post(f"{begun}/result", {"outcome": "printed"})
    assert "裏面" in text(counter, begun)
    document = counter.get(f"{begun}/document")
    assert (document.content, document["Content-Type"]) == (PDF, "application/pdf")
    assert counter.post(f"{begun}/leave", {})["Location"] == HOME
    assert "OUT-0819" in text(counter, f"{begun}/document", 404)
    assert (city.asked[-1].places, city.asked[-1].show) == ((2,), ("relationship",))


@pytest.mark.parametrize(("kind", "places"), [("self", (1,)), ("all", (1, 2))])
def test_self_and_all_need_no_ticks(counter, city, offered, kind, places):
    page = text(counter, f"{offered}/confirm?kind={kind}")
    fields = {"kind": kind, "place": re.findall(r'name="place" value="(\d)"', page)}
    counter.post(f"{offered}/issue", fields)
    assert city.asked[-1].places == places


def test_nobody_chosen_is_said_beside_the_boxes(counter, offered):
    assert "1人以上" in text(counter, f"{offered}/confirm?kind=some", 422)
    assert "OUT-0815" in text(counter, f"{offered}/choice?kind=tax", 422)
    assert "OUT-0815" in text(counter, f"{offered}/confirm?kind=some&place=x", 422)
    assert "200円" in text(counter, f"{offered}/confirm?kind=some&place=1&show=relationship")


def test_a_wrong_pin_may_be_typed_again_until_the_card_locks(counter, city, begun, card):
    for said in ("あと2回", "あと1回"):
        response = counter.post(f"{begun}/pin", {"pin": "0000"})
        assert (response.status_code, said in response.content.decode()) == (422, True)
    assert "4桁" in counter.post(f"{begun}/pin", {"pin": "12"}).content.decode()
    counter.post(f"{begun}/pin", {"pin": "0000"})
    assert "OUT-0402" in text(counter, begun)
    assert Dialog.objects.get().state == "refused"
    assert "ロック中" in text(counter, HOME)
    locked = text(counter, f"{HOME}/city?card={card.card}", 403)
    assert "OUT-0402" in locked
    assert 'href="/cards"' in locked
    assert not city.asked
    assert not [row for row in AuditEntry.objects.all() if "0000" in str(row.detail)]


def test_a_revoked_card_is_told_so(counter, city, begun, card):
    issuing.revoke(card.serial, now=current().clock.now().machine)
    counter.post(f"{begun}/pin", {"pin": PIN})
    assert "OUT-0811" in text(counter, begun)
    assert not city.asked


@pytest.mark.parametrize("question", [KioskMenu, KioskIssue])
def test_the_citys_words_are_shown(counter, city, begun, question):
    city.refuses = {question: ("KSK-0904", "窓口へお越しください。")}
    counter.post(f"{begun}/pin", {"pin": PIN})
    counter.post(f"{begun}/issue", {"kind": "self", "place": "1"})
    page = text(counter, begun)
    assert "窓口へお越しください。" in page
    assert "KSK-0904" in page


@pytest.mark.parametrize("when", ["pin", "menu", "issued"])
def test_time_over(counter, city, begun, when):
    if when != "pin":
        counter.post(f"{begun}/pin", {"pin": PIN})
    if when == "issued":
        counter.post(f"{begun}/issue", {"kind": "self", "place": "1"})
    seconds, address = counter.get(begun)["Refresh"].split("; url=")
    assert address == begun
    assert 60 < int(seconds) < 302
    later(minutes=6)
    said = "OUT-0820" if when == "issued" else "OUT-0805"
    page = text(counter, begun)
    assert said in page
    assert ("20261124 見本市 MIHON-1 001" in page) is (when == "issued")
    assert "交付されていません" not in page
    counter.post(f"{begun}/pin", {"pin": PIN})
    counter.post(f"{begun}/issue", {"kind": "self", "place": "1"})
    counter.post(f"{begun}/result", {"outcome": "printed"})
    assert said in text(counter, begun)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "said"), [("cancelled", "取り消しました"), ("not_printed", "印刷できませんでした")]
)
def test_a_resident_who_gives_up_is_told_what_became_of_it(counter, city, offered, outcome, said):
    if outcome == "not_printed":
        counter.post(f"{offered}/issue", {"kind": "self", "place": "1"})
    counter.post(f"{offered}/result", {"outcome": outcome})
    assert said in text(counter, offered)
    assert counter.get(offered)["Refresh"] == f"60; url={HOME}", "the next resident does not find it"
    counter.post(f"{offered}/result", {"outcome": "printed"})
    assert said in text(counter, offered)


def test_what_the_city_has_issued_is_not_cancelled(counter, city, offered):
    assert 'value="cancelled"' in text(counter, offered)
    counter.post(f"{offered}/issue", {"kind": "self", "place": "1"})
    for _ in range(2):
        page = text(counter, offered)
        assert 'value="cancelled"' not in page
        assert "自動で取り消します" not in page
        assert "20261124 見本市 MIHON-1 001" in page
        counter.post(f"{offered}/result", {"outcome": "cancelled"})
    assert Dialog.objects.get().state == "issued"


def test_the_time_that_is_left_is_told_without_a_clock(counter, begun, offered):
    page = text(counter, offered)
    seconds = int(re.search(r'data-seconds-left="(\d+)"', page)[1])
    assert 200 < seconds <= 300
    assert re.search(r">\d分以内に操作してください。<", page)
    later(seconds=seconds - 30)
    assert re.search(r">\d\d秒以内に操作してください。<", text(counter, offered))


def test_the_way_back_of_a_browser_leads_nowhere_else(counter, city, offered):
    counter.post(f"{offered}/issue", {"kind": "self", "place": "1"})
    for path in ("/choice?kind=self", "/confirm?kind=self"):
        assert counter.get(f"{offered}{path}")["Location"] == offered
    counter.post(f"{offered}/issue", {"kind": "all", "place": ["1", "2"]})
    counter.post(f"{offered}/pin", {"pin": PIN})
    assert len([one for one in city.asked if isinstance(one, KioskIssue)]) == 1


def test_while_it_works_the_page_looks_again(counter, offered):
    Dialog.objects.update(state="issuing")
    response = counter.get(offered)
    assert response["Refresh"].startswith("2;")
    assert 'value="cancelled"' not in response.content.decode()
    assert "作成しています" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/kiosk/MIHON-9", 404, "OUT-0801"),
        (f"{HOME}/city?card=x", 404, "OUT-0403"),
        (f"{HOME}/city?card={NOBODY}", 404, "OUT-0403"),
        (f"{HOME}/{NOBODY}", 404, "OUT-0803"),
        (f"{HOME}/begin", 405, "KRN-0204"),
    ],
)
def test_what_is_not_there(counter, path, status, code):
    assert code in text(counter, path, status)


def test_another_terminal_does_not_show_it(counter, offered):
    other = offered.replace("MIHON-1", "MIHON-2")
    page = text(counter, other, 403)
    assert "OUT-0804" in page
    assert NAMES[0] not in page


def test_a_city_without_a_link(counter, card):
    fields = {"card": card.card, "key": uuid4(), "municipality": "152021"}
    assert "OUT-0802" in counter.post(f"{HOME}/begin", fields).content.decode()


def test_no_page_without_the_key_and_no_form_from_elsewhere(counter, begun, card):
    assert counter.post_bare(f"{begun}/pin", {"pin": PIN}).status_code == 403
    counter.client.cookies["outside_key"] = "other"
    for path in ("/kiosk", HOME, begun, f"{begun}/document"):
        assert "OUT-1001" in text(counter, path, 403)
    assert counter.post(f"{begun}/pin", {"pin": PIN}).status_code == 403
    assert Dialog.objects.get().state == "opened"


def test_the_counterparts_pages_lead_here(counter, card):
    assert 'href="/kiosk"' in text(counter, "/centre")
    assert card.label in text(counter, "/cards")
    assert card.serial in text(counter, "/jpki")
    assert 'href="/kiosk/MIHON-2"' in text(counter, "/kiosk")


def test_a_test_card_is_made_by_hand(counter):
    page = text(counter, "/cards/new")
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    fields = {"key": key, "resident_code": resident_code(), "pin": PIN, "label": ""}
    for wrong, said in (
        ({"resident_code": "12345678901"}, "検査数字"), ({"resident_code": ""}, "11桁"), ({"pin": "46"}, "4桁"),
    ):  # fmt: skip
        response = counter.post("/cards/new", {**fields, **wrong})
        assert response.status_code == 422
        assert said in response.content.decode()
        assert 'value="4649"' not in response.content.decode()
    for _ in range(2):
        made = counter.post("/cards/new", fields)["Location"]
    assert made == f"/cards/{Card.objects.get().card}"
    assert Card.objects.get().label == "試験用カード 1"
    again = counter.post("/cards/new", {**fields, "key": uuid4()})
    assert again.status_code == 422
    assert "有効な試験用カード" in again.content.decode()
