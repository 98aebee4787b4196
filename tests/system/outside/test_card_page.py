"""A test card's own page: how far its serial has come, and unlocking, renewing and revoking at a simulated counter."""

import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.links.post.models import Outbox, Station
from juki.outside.cards.records.card import TRIES
from juki.outside.cards.records.models import Card
from support.staff import Counter

NOBODY = UUID(int=1)


@pytest.fixture
def counter(city) -> Iterator[Counter]:
    with Counter("outside", "juki.outside.web") as found:
        found.get("/enter?key=k3y")
        yield found


def text(counter: Counter, path: str, status: int = 200) -> str:
    response = counter.get(path)
    assert response.status_code == status
    return str(response.content.decode())


def key_in(page: str, deed: str) -> str:
    found = re.search(rf'/{deed}"[^>]*>.*?name="key" value="([^"]+)"', page, re.DOTALL)
    assert found
    return found[1]


def heard(card: Card, station: str, state: str, code: str = "") -> None:
    Station.objects.create(
        owner="cards", trace=card.trace, station=station, message="card-serial", message_id=uuid4(), state=state,
        code=code, at=current().clock.now().machine, told_by="jukinet",
    )  # fmt: skip


def test_until_the_register_has_it_the_page_warns(counter, card):
    address = f"/cards/{card.card}"
    heard(card, "jukinet", "applied")
    for page in (text(counter, address), text(counter, "/cards")):
        assert "市への反映待ち" in page
    assert "転入の記載が届くまで" in text(counter, address)
    heard(card, "registry", "applied")
    for page in (text(counter, address), text(counter, "/cards")):
        assert "市へ反映済み" in page
        assert "反映待ち" not in page


def test_one_that_is_parked_says_so_with_its_code(counter, card):
    heard(card, "jukinet", "parked", "JKN-0103")
    for path in (f"/cards/{card.card}", "/cards"):
        page = text(counter, path)
        assert "保留" in page
        assert "JKN-0103" in page
        assert "市へ反映済み" not in page


def test_a_renewal_is_there_when_both_its_words_are(counter, card):
    address = f"/cards/{card.card}"
    heard(card, "registry", "applied")
    before = card.serial
    fields = {"key": key_in(text(counter, address), "renew")}
    for _ in range(2):
        assert counter.post(f"{address}/renew", fields)["Location"] == address
    card.refresh_from_db()
    assert (card.serial == before, card.state) == (False, "in_force")
    assert Outbox.objects.filter(owner="cards", trace=card.trace).count() == 2
    heard(card, "registry", "applied")
    assert "反映待ち" in text(counter, address)
    heard(card, "registry", "applied")
    assert "反映待ち" not in text(counter, address)
    assert f"card={card.card}" in text(counter, "/kiosk/MIHON-1"), "it can be laid on a terminal"


def test_a_locked_card_is_unlocked(counter, card):
    address = f"/cards/{card.card}"
    assert f"{address}/unlock" not in text(counter, address)
    Card.objects.update(tries_left=0)
    assert "ロック中" in text(counter, "/cards")
    page = text(counter, address)
    assert "ロック中" in page
    assert counter.post(f"{address}/unlock", {"key": key_in(page, "unlock")})["Location"] == address
    assert Card.objects.get().tries_left == TRIES
    assert AuditEntry.objects.filter(action="card.unlocked").exists()


def test_a_revoked_card_leaves_only_a_new_one(counter, card):
    address = f"/cards/{card.card}"
    page = text(counter, address)
    assert key_in(page, "revoke") != key_in(page, "renew"), (
        "one key would make the second act look like the first"
    )
    counter.post(f"{address}/revoke", {"key": key_in(page, "revoke")})
    assert Card.objects.get().state == "ended"
    page = text(counter, address)
    assert 'href="/cards/new"' in page
    assert f"{address}/renew" not in page
    late = counter.post(f"{address}/renew", {"key": uuid4()})
    assert late.status_code == 409
    assert "OUT-0406" in late.content.decode()


def test_nothing_without_the_key_a_form_of_ours_and_a_card(counter, card):
    address = f"/cards/{card.card}"
    assert counter.post_bare(f"{address}/revoke", {"key": uuid4()}).status_code == 403
    assert "OUT-0403" in text(counter, f"/cards/{NOBODY}", 404)
    assert counter.post(f"/cards/{NOBODY}/renew", {"key": uuid4()}).status_code == 404
    counter.client.cookies["outside_key"] = "other"
    assert "OUT-1001" in text(counter, address, 403)
    assert counter.post(f"{address}/revoke", {"key": uuid4()}).status_code == 403
    assert Card.objects.get().state == "in_force"
