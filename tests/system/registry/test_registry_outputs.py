"""What the register lets out as a file: by whom, to which medium or terminal, with whose approval, and recorded each time."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.oversight.approvals.records.models import Request
from juki.oversight.output.codes import COPY
from juki.oversight.output.records.models import Entry, Place
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import LinkageSwitch
from juki.systems.registry.services.linkage import EXPORT
from juki.systems.registry.web.bulk import pages
from support.counter_forms import text
from support.letting_out import agree, fields, opened, place, wanted
from support.residents import Residents
from support.staff import Counter

CLERK = "clerk.test"
EXTRACT = "bulk_extract"


@pytest.fixture
def counter(db, wire) -> Iterator[Counter]:
    residents = Residents()
    (residents.one,) = residents.household({})
    now = current().clock.now()
    LinkageSwitch.objects.create(
        number=1, mode="manual", reason="障害", trace=uuid4(), by="client:x", terminal="t", at_city=now.city,
        at_machine=now.machine,
    )  # fmt: skip
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(
            CLERK,
            Permission.SEE_LINKAGE,
            Permission.CARRY_LINKAGE,
            Permission.SEE_BULK,
            Permission.PREPARE_BULK,
        )
        found.town = residents.one.address.town
        yield found


def carry(counter: Counter, out, **change):
    form = {
        "key": str(uuid4()),
        "after": "0",
        "through": "0",
        "file.reason": "回線の障害",
        **fields(out),
        **change,
    }
    return counter.post("/linkage/files", form)


def extract(counter: Counter, out, **change):
    form = {
        "key": str(uuid4()), "extract.kind": "address", "extract.place": counter.town, "extract.purpose": "住居表示",
        **fields(out), **change,
    }  # fmt: skip
    return counter.post("/bulk/extract", form)


def left(reply) -> bool:
    return reply.status_code == 200 and "attachment" in reply.headers.get("Content-Disposition", "")


@pytest.mark.proves("C:media.approved_only@1")
def test_only_to_media_and_terminals_that_were_permitted_and_to_a_medium_by_approval_alone(counter):
    carried, listed = wanted(EXPORT, CLERK), wanted(EXTRACT, CLERK)
    assert not left(carry(counter, carried))
    assert carry(counter, carried, step="ask").status_code == 303
    request = Request.objects.get()
    assert (request.kind, request.state) == ("medium", "asked")
    assert not left(carry(counter, carried))
    agree([request])
    other = place("registry", "medium", "USB-2")
    assert not left(carry(counter, carried, **{"out.place": str(other.pk)})), (
        "another medium than the approved one"
    )
    assert left(carry(counter, carried))
    assert not left(carry(counter, carried)), "once"
    elsewhere = place("registry", "terminal", "192.0.2.7")
    assert not left(extract(counter, listed, **{"out.place": str(elsewhere.pk)})), "not this terminal"
    assert left(extract(counter, listed))
    Place.objects.update(valid_to=current().clock.now().legal_day)
    assert not left(extract(counter, listed)), "not permitted any more"


@pytest.mark.proves("C:media.block@1")
def test_nothing_goes_to_a_medium_unless_the_ledger_lets_it_and_a_page_cannot_pass_it_by(
    counter, monkeypatch
):
    out = wanted(EXTRACT, CLERK, kind="medium")
    assert not left(extract(counter, out))
    assert not left(carry(counter, wanted(EXPORT, CLERK)))
    assert not Entry.objects.exists()

    def past_the_ledger(released):
        reply = original(released)
        vars(reply).pop("output_number")
        return reply

    original = pages.file_reply
    monkeypatch.setattr(pages, "file_reply", past_the_ledger)
    stopped = extract(counter, wanted(EXTRACT, CLERK))
    assert (stopped.status_code, "OVS-0308" in text(stopped)) == (403, True)
    assert AuditEntry.objects.get(action="output.stopped").who == f"client:{CLERK}"


@pytest.mark.proves("C:use.copy_admin_only@1")
def test_who_may_not_copy_gets_no_file_whatever_else_is_permitted(counter):
    carried, listed = wanted(EXPORT, CLERK), wanted(EXTRACT, CLERK)
    carry(counter, carried, step="ask")
    agree(list(Request.objects.all()))
    AccessGrant.objects.filter(client=CLERK, permission=COPY).delete()
    for doing in (lambda: carry(counter, carried), lambda: extract(counter, listed)):
        reply = doing()
        assert (reply.status_code, left(reply)) == (403, False)
    assert not Entry.objects.exists()
    counter.sign_in(CLERK, COPY)
    assert left(carry(counter, carried))
    assert left(extract(counter, listed))


@pytest.mark.proves("C:xfer.media_log@1")
def test_every_output_to_a_medium_is_recorded_with_who_what_where_and_whose_approval(counter):
    out = wanted(EXPORT, CLERK)
    for number in (1, 2):
        carry(counter, out, step="ask")
        request = Request.objects.exclude(state="used").get()
        agree([request])
        reply = carry(counter, out)
        row = Entry.objects.get(number=number)
        assert (row.who, row.place.ident, row.witness, row.approvals) == (
            f"client:{CLERK}", "USB-1", "client:witness.test", [request.id],
        )  # fmt: skip
        assert (row.size, row.purpose, row.system) == (len(reply.content), "回線の障害", "registry")
        assert AuditEntry.objects.filter(action="output.made").count() == number
    assert not left(carry(counter, out))
    assert Entry.objects.count() == 2


def test_a_list_is_sealed_with_the_passphrase_that_was_typed(counter):
    reply = extract(counter, wanted(EXTRACT, CLERK))
    assert "世帯番号" in opened(reply.content).decode("utf-8-sig")
    assert "世帯番号".encode() not in reply.content
