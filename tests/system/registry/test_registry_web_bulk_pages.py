"""住所一括変更 on screens: extracted, prepared, approved by another person, followed to the end; no names anywhere."""

from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from juki.kernel.settings import current
from juki.oversight.output.records.models import Entry
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import BulkRun
from juki.systems.registry.services.bulk import carrying
from juki.systems.registry.services.bulk.extracting import EXPORT
from support.counter_forms import text
from support.letting_out import fields, opened, wanted
from support.residents import Residents
from support.staff import Counter

HEADER = "世帯番号,変更前_町字,変更前_番地号表記,変更後_町字,変更後_番地号表記"


@pytest.fixture
def residents(db, wire):
    return Residents()


@pytest.fixture
def counter(residents):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("reviewer.test", Permission.SEE_BULK, Permission.APPROVE_BULK)
        found.sign_in("clerk.test", Permission.SEE_BULK, Permission.PREPARE_BULK)
        yield found


def csv(*lines, encoding="utf-8-sig"):
    return SimpleUploadedFile(
        "list.csv", "\r\n".join([HEADER, *lines]).encode(encoding), content_type="text/csv"
    )


def line(person, lot="2番3号"):
    return f"{person.household_number},{person.address.town},{lot},新町一丁目,1番2号"


def prepared(counter, residents, *lines, **changes):
    fields = {
        "key": uuid4(), "kind": "address", "title": "新町の住居表示", "day": residents.times.legal_day.isoformat(),
        "file": csv(*lines), **changes,
    }  # fmt: skip
    return counter.post("/bulk", fields)


@pytest.mark.parametrize("path", ["/bulk", f"/bulk/{UUID(int=1)}"])
def test_pages_need_their_right(db, path):
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEARCH)
        assert counter.get(path).status_code == 403


def test_from_the_list_to_the_record(counter, residents):
    person, child = residents.household({}, {})
    (other,) = residents.household({})
    reply = prepared(counter, residents, line(person), line(other, lot="9番"), "0000000019,a,b,c,d")
    assert reply.status_code == 303, text(reply)
    path = reply["Location"]
    page = text(counter.get(path))
    assert (page.count("REG-0906"), page.count("REG-0908")) == (1, 1)
    assert "仮処理した人は決裁できません" in page
    assert person.names.full not in page
    assert "新町の住居表示" in text(counter.get("/bulk"))
    assert other.addressee_number not in text(counter.get(f"{path}?state=ready"))
    assert counter.post(f"{path}/decision", {"key": uuid4(), "decision": "approve"}).status_code == 403
    counter.sign_in("reviewer.test")
    assert "決裁する" in text(counter.get(path))
    assert counter.post(f"{path}/decision", {"key": uuid4(), "decision": "x"}).status_code == 400
    assert counter.post(f"{path}/decision", {"key": uuid4(), "decision": "approve"}).status_code == 303
    assert f'hx-get="{path}/progress"' in text(counter.get(path))
    carrying.carry_out(BulkRun.objects.get().id, times=current().clock.now())
    part = text(counter.get(f"{path}/progress"))
    assert ("hx-get" in part, "2 / 2 人" in part) == (False, True)
    counter.sign_in("clerk.test", Permission.SEE_RESIDENT)
    assert "新町一丁目1番2号" in text(counter.get(f"/residents/{child.addressee_number}"))


def test_whoever_prepared_it_is_refused_and_dropping_is_final(counter, residents):
    (person,) = residents.household({})
    path = prepared(counter, residents, line(person))["Location"]
    counter.sign_in("clerk.test", Permission.APPROVE_BULK)
    own = counter.post(f"{path}/decision", {"key": uuid4(), "decision": "approve"})
    assert (own.status_code >= 400, "処理していません" in text(own)) == (True, True)
    counter.sign_in("reviewer.test")
    assert counter.post(f"{path}/decision", {"key": uuid4(), "decision": "drop"}).status_code == 303
    again = counter.post(f"{path}/decision", {"key": uuid4(), "decision": "approve"})
    assert (again.status_code, "REG-0904" in text(again)) == (409, True)


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"title": ""}, "title"),
        ({"day": ""}, "day"),
        ({"day": "令和8年13月1日"}, "day"),
        ({"kind": "x"}, "kind"),
        ({"file": ""}, "file"),
        ({"file": csv("x", encoding="utf-16")}, "file"),
        ({"file": SimpleUploadedFile("a.csv", b"a,b\r\n1,2")}, "file"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(counter, residents, changes, at):
    (person,) = residents.household({})
    reply = prepared(counter, residents, line(person), **changes)
    assert (reply.status_code, f"#f-{at}" in text(reply)) == (422, True)
    assert not BulkRun.objects.exists()


def test_a_list_to_be_filled_in(counter, residents):
    (person,) = residents.household({})
    asked = {
        "extract.kind": "address",
        "extract.place": person.address.town,
        "extract.purpose": "住居表示の準備",
    }
    more = {"key": str(uuid4()), **fields(wanted(EXPORT, "clerk.test"))}
    assert "承認は要りません" in text(counter.post("/bulk/extract", {**asked, **more, "step": "ask"}))
    reply = counter.post("/bulk/extract", {**asked, **more})
    assert (reply.status_code, reply["Content-Type"]) == (200, "application/octet-stream")
    assert person.household_number.encode() not in reply.content
    content = opened(reply.content).decode("utf-8-sig")
    assert person.household_number in content
    assert person.names.full not in content
    again = counter.post("/bulk/extract", {**asked, **more})
    assert (again.status_code, "SCR-0109" in text(again)) == (409, True)
    assert Entry.objects.get().count == 1
    asked |= {**more, "key": str(uuid4())}
    for name, wrong in (("out.place", "0"), ("out.basis", "x"), ("out.again", "y"), ("out.passphrase", "x")):
        reply = counter.post("/bulk/extract", {**asked, name: wrong})
        assert reply.status_code == 422
        assert f"#f-{name.replace('again', 'passphrase')}" in text(reply)
    weak = counter.post(
        "/bulk/extract", {**asked, "out.passphrase": "aaaaaaaaaaaaa", "out.again": "aaaaaaaaaaaaa"}
    )
    assert "OVS-0304" in text(weak)
    asked = {name: asked[name] for name in ("extract.kind", "extract.place", "extract.purpose")}
    for name in asked:
        wrong = counter.post("/bulk/extract", {**asked, **more, name: ""})
        assert (wrong.status_code, f"#f-{name}" in text(wrong)) == (422, True)
    counter.sign_in("reviewer.test")
    assert counter.post("/bulk/extract", asked).status_code == 403
    assert counter.get(f"/bulk/{uuid4()}").status_code == 404
