"""The CS's screens: who may, what is logged before it is shown, what stands in no address, what happens once."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from juki.kernel.audit.models import AuditEntry
from juki.links.post import carrying
from juki.systems.jukinet.records.models import Identification
from juki.systems.jukinet.web import permissions as may
from support.identification import code, name, number, send, update
from support.staff import Counter

PAGES = {
    "/searches": may.SEARCH,
    "/record": may.SEE,
    "/bars": may.BAR,
    "/reservations": may.RESERVE,
    "/media": may.TAKE_MEDIUM,
}
SEARCH = {"reason": "窓口", "name": name(1).full, "birth": "昭和55年4月1日", "address": "", "sex": ""}


@pytest.fixture
def counter(db, network):
    with override_settings(ROOT_URLCONF="support.urls"):
        send(update(1))
        network.settle()
    with Counter("jukinet", "juki.systems.jukinet.web") as found:
        yield found


def text(reply) -> str:
    return reply.content.decode()


def flag(counter, address="/bars", **change):
    fields = {"resident_code": code(1), "on": "yes", "reason": "責任者の許可", "key": str(uuid4()), **change}
    return counter.post(address, fields)


@pytest.mark.parametrize(("address", "permission"), PAGES.items())
def test_a_page_needs_its_permission(counter, address, permission):
    counter.sign_in("clerk.test")
    assert counter.get(address).status_code == 403
    assert counter.post(address, {"reason": "窓口", "resident_code": code(1)}).status_code == 403
    counter.sign_in("clerk.test", permission)
    assert counter.get(address).status_code == 200


def test_the_first_page_shows_what_this_person_may_do(counter):
    counter.sign_in("clerk.test")
    assert "あなたに認められた業務はありません" in text(counter.get("/"))
    counter.sign_in("clerk.test", may.SEARCH)
    page = text(counter.get("/"))
    assert 'href="/searches"' in page
    assert 'href="/record"' not in page
    assert "保留電文" not in page
    counter.sign_in("clerk.test", "link.see")
    assert "保留電文も送信待ちの電文もありません" in text(counter.get("/")) or "件あります" in text(
        counter.get("/")
    )


@pytest.mark.proves("S2.04")
def test_a_search_is_logged_and_names_nobody_in_an_address_or_the_log(counter):
    counter.sign_in("clerk.test", may.SEARCH)
    reply = counter.post("/searches", SEARCH)
    assert reply.status_code == 200
    assert "Location" not in reply.headers
    assert f'<span class="name">{name(1).full}</span>' in text(reply)
    assert "/record" in text(reply)
    assert f'value="{code(1)}"' not in text(reply)
    listed = AuditEntry.objects.get(action="identification.listed")
    assert (listed.who, listed.subjects) == ("client:clerk.test", [f"resident:{code(1)}"])
    assert number(1) not in text(reply)
    counter.sign_in("clerk.test", may.SEE)
    assert f'value="{code(1)}"' in text(counter.post("/searches", SEARCH))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"birth": ""}, "name"),
        ({"birth": "昭和55年13月1日"}, "birth"),
        ({"reason": " "}, "reason"),
        ({"name": "架\x00空"}, "name"),
        ({"sex": "3"}, "sex"),
    ],
)
def test_mistakes_stand_beside_the_field(counter, change, field):
    counter.sign_in("clerk.test", may.SEARCH)
    reply = counter.post("/searches", {**SEARCH, **change})
    assert reply.status_code == 422
    assert f'href="#f-{field}"' in text(reply)
    assert not AuditEntry.objects.filter(action="identification.listed").exists()


def test_markup_is_text(counter):
    counter.sign_in("clerk.test", may.SEARCH)
    page = text(counter.post("/searches", {**SEARCH, "name": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_record_shows_the_number_only_by_its_right(counter):
    counter.sign_in("clerk.test", may.SEE)
    asked = {"resident_code": code(1), "reason": "窓口"}
    page = text(counter.post("/record", asked))
    assert name(1).full in page
    assert "転入" in page
    assert number(1) not in page
    assert "表示する権限がありません" in page
    assert AuditEntry.objects.get(action="identification.read").subjects == [f"resident:{code(1)}"]
    refused = counter.post("/record", {**asked, "with": "individual_number"})
    assert (refused.status_code, number(1) in text(refused)) == (403, False)
    counter.sign_in("clerk.test", may.SEE_NUMBER)
    assert number(1) not in text(counter.post("/record", asked))
    assert number(1) in text(counter.post("/record", {**asked, "with": "individual_number"}))
    assert AuditEntry.objects.filter(action="identification.number").count() == 1


def test_nobody_under_a_code_is_told_beside_the_field(counter):
    counter.sign_in("clerk.test", may.SEE)
    reply = counter.post("/record", {"resident_code": code(7), "reason": "窓口"})
    assert (reply.status_code, "JKN-0203" in text(reply)) == (422, True)
    assert counter.post("/record", {"resident_code": "1", "reason": "窓口"}).status_code == 422


@pytest.mark.parametrize(
    ("address", "permission", "column"),
    [("/bars", may.BAR, "updates_barred"), ("/reservations", may.RESERVE, "reserved")],
)
def test_a_flag_is_set_once_and_lifted(counter, address, permission, column):
    counter.sign_in("clerk.test", permission)
    key = str(uuid4())
    for _ in range(2):
        reply = flag(counter, address, key=key)
        assert (reply.status_code, reply["Location"]) == (303, f"{address}?done=yes")
    assert "を設定しました" in text(counter.get(f"{address}?done=yes"))
    assert getattr(Identification.objects.get(), column)
    assert AuditEntry.objects.filter(action=f"identification.{column}").count() == 1
    again = flag(counter, address)
    assert (again.status_code, "JKN-0204" in text(again)) == (422, True)
    assert flag(counter, address, on="no").status_code == 303
    assert not getattr(Identification.objects.get(), column)


def test_a_flag_needs_everything_and_what_was_typed_stays(counter):
    counter.sign_in("clerk.test", may.BAR)
    for change, field in [
        ({"reason": ""}, "reason"),
        ({"on": ""}, "on"),
        ({"resident_code": "12"}, "resident_code"),
    ]:
        key = str(uuid4())
        reply = flag(counter, key=key, **change)
        assert reply.status_code == 422
        assert f'href="#f-{field}"' in text(reply)
        assert f'value="{key}"' in text(reply)
    assert flag(counter, key="").status_code == 403
    assert not Identification.objects.get().updates_barred


def test_the_record_offers_the_flags_by_right(counter):
    counter.sign_in("clerk.test", may.SEE)
    asked = {"resident_code": code(1), "reason": "窓口"}
    assert "更新を禁止する" not in text(counter.post("/record", asked))
    counter.sign_in("clerk.test", may.BAR)
    page = text(counter.post("/record", asked))
    assert "更新を禁止する" in page
    assert 'formaction="/reservations"' not in page


def upload(counter, content, **fields):
    return counter.post(
        "/media", {"file": SimpleUploadedFile("cs.jwe", content), "reason": "回線の障害", **fields}
    )


def test_a_file_of_the_register_is_taken_and_once_only(counter, network):
    counter.sign_in("clerk.test", may.TAKE_MEDIUM)
    carrying.hold("registry", "jukinet")
    with override_settings(ROOT_URLCONF="support.urls"):
        send(update(2))
        network.settle()
    assert not Identification.objects.filter(resident_code=code(2)).exists()
    made = carrying.packed("registry", "jukinet", after=1).content.encode()
    assert upload(counter, made, reason="").status_code == 422
    assert not Identification.objects.filter(resident_code=code(2)).exists()
    assert "反映1件" in text(upload(counter, made))
    assert Identification.objects.filter(resident_code=code(2)).exists()
    assert "受信済み1件" in text(upload(counter, made))
    row = AuditEntry.objects.filter(action="medium.taken").order_by("number").last()
    assert (row.who, row.detail["repeated"]) == ("client:clerk.test", 1)


@pytest.mark.parametrize("content", [b"", b"x", "住民".encode(), b"a.b.c.d.e", b"A" * 900_001])
def test_what_the_register_did_not_make_is_refused(counter, content):
    counter.sign_in("clerk.test", may.TAKE_MEDIUM)
    assert upload(counter, content).status_code == 422
