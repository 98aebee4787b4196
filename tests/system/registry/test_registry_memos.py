"""メモ of a person: who and when are kept, every state stays, no certificate shows one."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from juki.systems.registry.records.models import MemoRow
from juki.systems.registry.services import issuing


@pytest.fixture
def person(city):
    return city.move_in(city.person())["residents"][0]["addressee_number"]


def listed(city, number, history=""):
    return city.door.get(f"/api/residents/{number}/memos{history}").json()


@pytest.mark.proves("STD:1.1.15/1", "STD:1.1.15/2", "STD:1.1.15/3")
def test_a_memo_is_written_changed_and_deleted_and_its_history_stays(city, person):
    key = uuid4()
    body = {"addressee_number": person, "text": "窓口で相談\n来月また来る"}
    written = city.door.post("/api/memos", body, key=key)
    assert written.status_code == 201, written.content.decode()
    assert city.door.post("/api/memos", body, key=key).json() == written.json()
    memo = written.json()["memo"]
    assert written.json()["current"]["by"] == "clerk"
    changed = city.reviewer.post("/api/memos/changes", {"memo": memo, "number": 1, "text": "来ない"}).json()
    assert (changed["current"]["number"], changed["current"]["by"]) == (2, "reviewer")
    assert [one["current"]["text"] for one in listed(city, person)] == ["来ない"]
    stale = city.door.post("/api/memos/changes", {"memo": memo, "number": 1, "text": "別"})
    assert (stale.status_code, stale.json()["code"]) == (409, "REG-0808")
    assert city.door.post("/api/memos/deletions", {"memo": memo, "number": 2}).status_code == 200
    assert listed(city, person) == []
    (kept,) = listed(city, person, "?history=1")
    assert [one["action"] for one in [kept["current"], *kept["earlier"]]] == ["deleted", "changed", "written"]
    assert kept["earlier"][1]["text"] == "窓口で相談\n来月また来る"
    gone = city.door.post("/api/memos/deletions", {"memo": memo, "number": 3})
    assert (gone.status_code, gone.json()["code"]) == (404, "REG-0807")
    with pytest.raises(ProgrammingError), transaction.atomic():
        MemoRow.objects.filter(memo=memo).delete()


def test_a_memo_is_about_somebody_and_says_something(city, person):
    post = lambda body: city.door.post("/api/memos", body)  # noqa: E731
    assert post({"addressee_number": "0000000019", "text": "x"}).json()["code"] == "REG-0201"
    assert post({"addressee_number": person, "text": ""}).status_code == 400
    assert post({"addressee_number": person, "text": " \n "}).status_code == 422
    assert post({"addressee_number": person, "text": "a\x07"}).status_code == 422
    assert post({"addressee_number": person, "text": "長" * 2001}).status_code == 400
    assert city.door.get("/api/residents/0000000019/memos").status_code == 404
    assert city.door.as_client("stranger").get(f"/api/residents/{person}/memos").status_code == 403
    assert not MemoRow.objects.exists()


@pytest.mark.proves("STD:1.1.15/4")
def test_no_certificate_shows_a_memo(city, person, monkeypatch):
    composed = []
    real = issuing.compose
    monkeypatch.setattr(
        issuing, "compose", lambda *args, **named: composed.append(real(*args, **named)) or composed[-1]
    )
    body = {"addressee_number": person, "text": "窓口で相談"}
    assert city.door.post("/api/memos", body).status_code == 201
    body = {"purpose": "本人請求", "kind": "individual", "addressee_numbers": [person]}
    assert city.door.post("/api/certificates", body).status_code == 201
    assert composed
    assert "田無町一丁目" in str(composed)
    assert "窓口で相談" not in str(composed)
