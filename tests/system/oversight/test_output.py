"""The ledger of outputs: conditions, numbers without gaps, entries that stay; and a gate that nothing else passes."""

import io
from dataclasses import replace as changed
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import Client, override_settings
from django.urls import path

from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.errors import KeyReused, NotPermitted
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.oversight.approvals.errors import NoApproval, OtherContent
from juki.oversight.approvals.records.models import Request
from juki.oversight.output.codes import COPY, PLACES, SEE
from juki.oversight.output.errors import NoBasis, NoPlace, NoWitness, WeakPassphrase
from juki.oversight.output.records.models import Entry, Place
from juki.oversight.output.services import places
from juki.oversight.output.services.ledger import Material, ask_approvals, release, rows_digest
from juki.oversight.output.web import gate
from juki.systems.registry.codes import Permission
from support.approving import grant
from support.letting_out import PASSPHRASE, agree, opened, place, wanted
from support.staff import Counter

CLERK = "clerk.test"
ACTOR = Actor(who=f"client:{CLERK}", right="output.copy", terminal="127.0.0.1")
LIST, FILE = "bulk_extract", "linkage"


def material(export=LIST, *, count=1, content="a,b", purpose="住居表示"):
    return Material(export, count, rows_digest(content), purpose)


def let_out(what, out, *, content=b"a,b", actor=ACTOR, trace=None, name="x.csv"):
    with one_act(actor, reason=what.purpose, times=current().clock.now(), trace=trace) as act:
        return release(act, what, out, content=content, name=name, subjects=["addressee:1"])


def ask(what, out, actor=ACTOR):
    grant("registry", CLERK, str(Permission.PREPARE_BULK))
    return ask_approvals(what, out, page="/bulk", actor=actor, times=current().clock.now())


def test_a_small_list_to_the_terminal_is_sealed_and_entered(db):
    left = let_out(material(), wanted(LIST, CLERK))
    assert (left.number, left.name, opened(left.content)) == (1, "x.csv.juki", b"a,b")
    row = Entry.objects.get()
    today = current().clock.now().legal_day
    assert (row.count, row.who, row.place.ident, row.destroy_by) == (
        1, ACTOR.who, "127.0.0.1", today + timedelta(days=30),
    )  # fmt: skip
    assert (row.size, row.approvals, row.items) == (
        len(left.content),
        [],
        ["世帯番号又は宛名番号", "現住所の町字・番地又は本籍"],
    )
    logged = AuditEntry.objects.get(action="output.made")
    assert (logged.who, logged.subjects, logged.detail) == (
        ACTOR.who, ["addressee:1"], {"number": 1, "export": LIST, "count": 1, "place": "terminal"},
    )  # fmt: skip
    assert PASSPHRASE not in str(list(AuditEntry.objects.values_list("detail", "reason")))


def test_numbers_have_no_gaps_and_a_failed_act_takes_none(db):
    out = wanted(LIST, CLERK)
    assert let_out(material(), out).number == 1

    def act_fails():
        with one_act(ACTOR, reason="x", times=current().clock.now()) as act:
            release(act, material(), out, content=b"x", name="x.csv")
            raise NoPlace

    with pytest.raises(NoPlace), transaction.atomic():
        act_fails()
    assert [let_out(material(), out).number for _ in range(3)] == [2, 3, 4]
    row = Entry.objects.get(number=4)
    row.pk, row.number, row.trace = None, 6, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_one_act_lets_out_once(db):
    out, trace = wanted(LIST, CLERK), uuid4()
    let_out(material(), out, trace=trace)
    with pytest.raises(KeyReused):
        let_out(material(), out, trace=trace)


def test_entries_stay_as_they_are(db):
    let_out(material(), wanted(LIST, CLERK))
    for statement in (
        "update output_entry set count = 0",
        "delete from output_entry",
        "delete from output_place",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"place": 10**9}, NoPlace), ({"basis": ""}, NoBasis), ({"basis": "なんとなく"}, NoBasis),
        ({"passphrase": ""}, WeakPassphrase), ({"passphrase": "a" * 30}, WeakPassphrase),
    ],
)  # fmt: skip
def test_each_condition_is_asked(db, change, refusal):
    out = msgspec.structs.replace(wanted(LIST, CLERK), **change)
    with pytest.raises(refusal):
        let_out(material(), out)
    assert not Entry.objects.exists()


def test_only_who_may_copy_copies(db):
    out = wanted(LIST, "clerk.other")
    for doing in (lambda: let_out(material(), out), lambda: ask(material(), out)):
        with pytest.raises(NotPermitted, match=r"output\.copy"):
            doing()
    assert not Entry.objects.exists()
    grant("registry", CLERK, COPY)
    assert let_out(material(), out).number == 1


def test_only_places_on_the_list(db):
    out = wanted(LIST, CLERK, terminal="192.0.2.9")  # another terminal than the one before the person
    with pytest.raises(NoPlace):
        let_out(material(), out)
    assert let_out(material(), out, actor=changed(ACTOR, terminal="192.0.2.9")).number == 1
    Place.objects.update(valid_to=current().clock.now().legal_day)
    with pytest.raises(NoPlace):
        let_out(material(), out, actor=changed(ACTOR, terminal="192.0.2.9"))
    to_terminal = msgspec.structs.replace(
        wanted(FILE, CLERK), place=place("registry", "terminal", "127.0.0.1").pk
    )
    with pytest.raises(NoPlace):
        let_out(material(FILE), to_terminal)
    with pytest.raises(NoPlace):
        let_out(material(), msgspec.structs.replace(out, place=place("jukinet", "terminal", "127.0.0.1").pk))


def test_a_medium_needs_the_network_manager_and_a_witness(db):
    out = wanted(FILE, CLERK)
    with pytest.raises(NoApproval):
        let_out(material(FILE), out)
    for witness in ("", CLERK, "nobody.here"):
        with pytest.raises(NoWitness):
            let_out(material(FILE), msgspec.structs.replace(out, witness=witness))
    made = ask(material(FILE), out)
    assert [(row.kind, row.state) for row in made] == [("medium", "asked")]
    agree(made)
    for other in (material(FILE, content="c,d"), material(FILE, count=2), material(FILE, purpose="別")):
        with pytest.raises(OtherContent):
            let_out(other, out)
    with pytest.raises(OtherContent):
        let_out(material(FILE), msgspec.structs.replace(out, place=place("registry", "medium", "USB-2").pk))
    left = let_out(material(FILE), out, content=b"sealed by its receiver", name="cs.jwe")
    assert (left.name, left.content) == ("cs.jwe", b"sealed by its receiver")
    row = Entry.objects.get()
    assert (row.approvals, row.witness) == ([made[0].id], "client:witness.test")
    with pytest.raises(JukiError, match="OVS-0206"):
        let_out(material(FILE), out)


def test_a_large_output_needs_the_system_manager_too(db, monkeypatch):
    out, large = wanted(LIST, CLERK), material(count=101)
    with pytest.raises(NoApproval, match="大量の出力"):
        let_out(large, out)
    (row,) = ask(large, out)
    assert row.kind == "large_output"
    agree([row])
    assert let_out(large, out).number == 1
    medium = wanted(LIST, CLERK, kind="medium")
    made = ask(large, medium)
    assert [one.kind for one in made] == ["medium", "large_output"]
    agree(made[:1])
    with pytest.raises(JukiError, match="OVS-0209"):
        let_out(large, medium)
    assert Request.objects.get(pk=made[0].pk).state == "approved"  # nothing was spent
    agree(made[1:])
    assert let_out(large, medium).number == 2
    assert {row.decided_by for row in Request.objects.filter(pk__in=[one.pk for one in made])} == {
        "client:chief.medium", "client:chief.large_output",
    }  # fmt: skip


def test_the_threshold_is_the_citys(db, tmp_path, monkeypatch):
    file = tmp_path / "city.json"
    file.write_bytes(
        msgspec.json.encode(msgspec.structs.replace(current(), options={"output_threshold": "0"}))
    )
    out = wanted(LIST, CLERK)
    monkeypatch.setenv("JUKI_SYSTEM_FILE", str(file))
    current.cache_clear()
    with pytest.raises(NoApproval):
        let_out(material(count=1), out)
    monkeypatch.undo()
    current.cache_clear()


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        yield found


def text(reply):
    return reply.content.decode()


def test_the_ledger_is_read_and_what_became_of_a_file_is_added(counter):
    let_out(material(), wanted(LIST, CLERK))
    counter.sign_in("auditor.test", SEE)
    page = text(counter.get("/outputs"))
    assert 'href="/outputs/1"' in page
    assert "保有中" in page
    one = text(counter.get("/outputs/1"))
    assert "住居表示に関する法律3条・4条" in one
    assert "記録する" not in one
    assert counter.post("/outputs/1/events", {"word": "delivered", "text": "課へ"}).status_code == 403
    assert counter.get("/outputs/2").status_code == 404
    assert counter.get("/outputs?before=x").status_code == 400
    assert 'href="/outputs/1"' not in text(counter.get("/outputs?before=1"))
    assert AuditEntry.objects.filter(action__in=("output.listed", "output.shown")).count() == 3
    counter.sign_in("officer.test", SEE, COPY)
    for wrong in (
        {"word": "", "text": "x"},
        {"word": "lost", "text": "x"},
        {"word": "delivered", "text": " "},
    ):
        assert counter.post("/outputs/1/events", wrong).status_code == 422
    assert counter.post("/outputs/9/events", {"word": "delivered", "text": "x"}).status_code == 404
    assert (
        counter.post("/outputs/1/events", {"word": "delivered", "text": "都市整備課へ渡した"}).status_code
        == 303
    )
    assert "OVS-0309" in text(counter.post("/outputs/1/events", {"word": "delivered", "text": "もう一度"}))
    assert counter.post("/outputs/1/events", {"word": "destroyed", "text": "完全消去"}).status_code == 303
    assert "破棄済み" in text(counter.get("/outputs"))
    assert counter.post("/outputs/1/events", {"word": "destroyed", "text": "また"}).status_code == 422


def test_places_are_entered_and_ended_by_their_officer(counter):
    counter.sign_in("officer.test", SEE)
    assert counter.get("/output-places").status_code == 403
    counter.sign_in("manager.test", PLACES)
    form = {"kind": "medium", "ident": "USB-0001", "reason": "CS連携"}
    for wrong, field in (
        ({"kind": "cloud"}, "kind"),
        ({"ident": " "}, "ident"),
        ({"ident": "a\x00"}, "ident"),
        ({"reason": ""}, "reason"),
    ):
        reply = counter.post("/output-places", {**form, **wrong})
        assert (reply.status_code, f"#f-{field}" in text(reply)) == (422, True)
    assert counter.post("/output-places", form).status_code == 303
    assert "OVS-0310" in text(counter.post("/output-places", form))
    assert "USB-0001" in text(counter.get("/output-places"))
    row = places.listed("registry").get()
    assert counter.post(f"/output-places/{row.pk}/end", {f"end-{row.pk}": ""}).status_code == 422
    assert counter.post(f"/output-places/{row.pk}/end", {f"end-{row.pk}": "紛失"}).status_code == 303
    assert counter.post(f"/output-places/{row.pk}/end", {f"end-{row.pk}": "紛失"}).status_code == 403
    assert [one.action for one in AuditEntry.objects.filter(action__startswith="output.place_")] == [
        "output.place_added", "output.place_ended",
    ]  # fmt: skip


def smuggled(kind: str, **headers: str):
    def view(_request):
        return HttpResponse(b"name,number", content_type=kind, headers=headers)

    return view


urlpatterns = [
    path("csv", smuggled("text/csv; charset=utf-8")),
    path("octets", smuggled("application/octet-stream")),
    path("zip", smuggled("application/zip")),
    path("plain", smuggled("text/plain")),
    path("sheet", smuggled("application/vnd.ms-excel")),
    path("json", smuggled("application/json", **{"Content-Disposition": 'attachment; filename="x.json"'})),
    path("page", smuggled("TEXT/HTML", **{"Content-Disposition": "ATTACHMENT"})),
    path("stream", lambda _request: StreamingHttpResponse([b"a,b"], content_type="text/csv")),
    path("file", lambda _request: FileResponse(io.BytesIO(b"a,b"), as_attachment=True, filename="a.png")),
    path("shown", smuggled("application/json")),
]


@pytest.mark.parametrize("address", [str(one.pattern) for one in urlpatterns if str(one.pattern) != "shown"])
def test_the_gate_stops_what_is_not_in_the_ledger(db, address):
    with override_settings(ROOT_URLCONF=__name__):
        reply = Client().get(f"/{address}")
    assert (reply.status_code, reply.json()["code"]) == (403, "OVS-0308")
    assert b"name,number" not in reply.content
    assert AuditEntry.objects.get(action="output.stopped").reason == address


def test_the_gate_lets_pages_and_certificates_pass(db):
    with override_settings(ROOT_URLCONF=__name__):
        assert Client().get("/shown").status_code == 200
    for kind in ("application/pdf", "text/html; charset=utf-8", "image/png", "font/ttf"):
        assert not gate.is_file(HttpResponse(b"x", content_type=kind)), kind
    assert not gate.is_file(
        HttpResponse(b"x", content_type="application/pdf", headers={"Content-Disposition": "attachment"})
    )
