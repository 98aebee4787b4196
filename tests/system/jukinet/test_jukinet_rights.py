"""Rights at the CS's own doors and screens: given by the office, from their day to their day, taken back, refused, logged.

Source: document III(2)3, III(3)3 risks 2 and 3.
"""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings

from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.endpoint import PEER, PUBLIC, VERIFIED
from juki.kernel.settings import current
from juki.links.universal import AccessGrants, GrantBlock
from juki.screens.page import SIGNED_IN
from juki.systems.jukinet.api import urls as doors
from juki.systems.jukinet.records.items import ITEMS
from juki.systems.jukinet.records.models import Identification, IdentificationVersion
from juki.systems.jukinet.services import queries_identification
from juki.systems.jukinet.web import urls as screens
from support.identification import TODAY, code, name, number, send, update
from support.staff import Counter

SEARCH, SEE, NUMBER = (
    "jukinet.identification.search",
    "jukinet.identification.see",
    "jukinet.individual_number.see",
)
BAR, RESERVE, MEDIUM = "jukinet.updates.bar", "jukinet.record.reserve", "jukinet.medium.take"
DOORS = {
    ("GET", "api/parked"): "link.see",
    ("POST", "api/parked/mend"): "link.mend",
    ("GET", "api/acts/<uuid:trace>/stations"): "link.stations",
    ("POST", "api/searches"): SEARCH,
    ("POST", "api/identification"): SEE,
    ("POST", "api/bars"): BAR,
    ("POST", "api/reservations"): RESERVE,
    ("POST", "api/media"): MEDIUM,
}
PAGES = {
    ("GET", "searches"): SEARCH,
    ("POST", "searches"): SEARCH,
    ("GET", "record"): SEE,
    ("POST", "record"): SEE,
    ("GET", "bars"): BAR,
    ("POST", "bars"): BAR,
    ("GET", "reservations"): RESERVE,
    ("POST", "reservations"): RESERVE,
    ("GET", "media"): MEDIUM,
    ("POST", "media"): MEDIUM,
    ("GET", "parked"): "link.see",
    ("GET", "links"): "link.see",
    ("GET", "parked/<uuid:message_id>"): "link.see",
    ("POST", "parked/<uuid:message_id>"): "link.mend",
    ("POST", "approvals/mending/<uuid:message_id>"): "link.mend",
    ("POST", "approvals/<uuid:ident>/decision"): "approval.decide",
    ("GET", "trail"): "trail.review",
    ("POST", "trail"): "trail.review",
    ("POST", "trail/signed-off"): "trail.review",
    ("GET", "outputs"): "output.see",
    ("GET", "outputs/<int:number>"): "output.see",
    ("POST", "outputs/<int:number>/events"): "output.copy",
    ("GET", "output-places"): "output.places",
    ("POST", "output-places"): "output.places",
    ("POST", "output-places/<int:place>/end"): "output.places",
    ("GET", "acts"): "link.stations",
    ("POST", "acts"): "link.stations",
    ("GET", "acts/<uuid:trace>"): "link.stations",
}
"""Written down here and not read from the routes: a route that opens with less than this fails."""
OPEN = {PUBLIC, PEER, VERIFIED, SIGNED_IN}
ALL = sorted({*DOORS.values(), *PAGES.values(), NUMBER})
BODIES: dict[str, dict[str, Any]] = {
    "api/searches": {"reason": "窓口", "name": name(1).full, "birth": "1980-04-01"},
    "api/identification": {"resident_code": code(1), "reason": "窓口"},
    "api/bars": {"resident_code": code(1), "on": True, "reason": "責任者の許可"},
    "api/reservations": {"resident_code": code(1), "on": True, "reason": "作業中"},
    "api/media": {"content": "x", "reason": "回線の障害"},
}
FIELDS = {
    "reason": "窓口", "name": name(1).full, "birth": "昭和55年4月1日", "address": "", "sex": "",
    "resident_code": code(1), "on": "yes",
}  # fmt: skip
CLERK = "clerk.test"


@pytest.fixture
def counter(db, network, tmp_path, monkeypatch):
    """This process is the CS, one resident is on file, and nobody has a right."""
    file = tmp_path / "jukinet.json"
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(current(), system="jukinet")))
    monkeypatch.setenv("JUKI_SYSTEM_FILE", str(file))
    current.cache_clear()
    with override_settings(ROOT_URLCONF="support.urls"):
        send(update(1))
        network.settle()
    with Counter("jukinet", "juki.systems.jukinet.web") as found:
        yield found
    monkeypatch.undo()
    current.cache_clear()


def decided(network, *permissions: str, start: int = 0, end: int | None = None) -> None:
    """The office decides that these are the clerk's only rights here, from and until so many days from today."""
    until = None if end is None else f"{TODAY + timedelta(days=end)}"
    grants = tuple(
        GrantBlock(permission=one, valid_from=f"{TODAY + timedelta(days=start)}", valid_to=until)
        for one in permissions
    )
    with override_settings(ROOT_URLCONF="support.urls"):
        send(AccessGrants(client=CLERK, grants=grants), own="office", to="jukinet")
        network.settle()


def call(method: str, route: str, query: str = "") -> Any:
    """A program's call with the clerk's certificate."""
    path = "/" + route.replace("<uuid:trace>", str(uuid4()))
    sent = {"juki.certificate": f"urn:juki:client:{CLERK}", "HTTP_IDEMPOTENCY_KEY": str(uuid4())}
    with override_settings(ROOT_URLCONF="juki.systems.jukinet.api.urls"):
        client = Client(raise_request_exception=False)
        if method == "GET":
            return client.get(path + query, **sent)
        body = json.dumps(BODIES.get(route, {}))
        return client.post(path + query, body, content_type="application/json", **sent)


def visit(counter: Counter, method: str, route: str) -> Any:
    """The same person at the counter."""
    path = "/" + re.sub(r"<uuid:\w+>", lambda _: str(uuid4()), re.sub(r"<int:\w+>", "1", route))
    return counter.get(path) if method == "GET" else counter.post(path, {**FIELDS, "key": str(uuid4())})


def opened(counter: Counter) -> set[tuple[str, str]]:
    """Every door and page that does not say 403."""
    found = {one for one in DOORS if call(*one).status_code != 403}
    return found | {one for one in PAGES if visit(counter, *one).status_code != 403}


def routes(module: Any) -> set[tuple[str, str]]:
    """What is served there to somebody who needs a right."""
    return {
        (vars(side)["method"], str(pattern.pattern))
        for pattern in module.urlpatterns
        for side in getattr(pattern.callback, "sides", (pattern.callback,))
        if vars(side)["permission"] not in OPEN
    }


@pytest.mark.proves(
    "C:acc.authz@2", "C:acc.authz@3", "C:acc.least@2", "C:acc.least@3", "C:out.accounts@3"
)  # fmt: skip
@pytest.mark.parametrize("permission", sorted({*DOORS.values(), *PAGES.values()}))
def test_a_right_opens_its_own_doors_and_pages_and_no_other(counter, network, permission):
    assert (routes(doors), routes(screens)) == (set(DOORS), set(PAGES))
    counter.sign_in(CLERK)
    assert opened(counter) == set()
    assert not Identification.objects.get().updates_barred
    decided(network, permission)
    wanted = {one for table in (DOORS, PAGES) for one, needed in table.items() if needed == permission}
    assert opened(counter) == wanted
    decided(network, permission, SEARCH)
    assert call("POST", "api/searches").status_code == 200


@pytest.mark.proves("C:acc.authz@2", "C:acc.authz@3", "C:acc.least@2", "C:acc.least@3")
def test_the_individual_number_is_a_right_of_its_own(counter, network):
    counter.sign_in(CLERK)
    asked = {**FIELDS, "with": "individual_number"}
    for held, status in (((SEE,), 403), ((NUMBER,), 403), ((SEE, NUMBER), 200)):
        decided(network, *held)
        page = counter.post("/record", asked)
        door = call("POST", "api/identification", "?with=individual_number")
        assert (page.status_code, door.status_code) == (status, status)
        assert (number(1) in page.content.decode()) is (number(1) in door.content.decode()) is (status == 200)


@pytest.mark.proves("C:acc.authz@2", "C:acc.authz@3", "C:acc.revoke@2", "C:acc.revoke@3")
def test_rights_hold_from_their_day_to_their_day_and_end_when_they_are_taken_back(counter, network):
    def states() -> tuple[int, int]:
        return visit(counter, "POST", "searches").status_code, call("POST", "api/searches").status_code

    counter.sign_in(CLERK)
    decided(network, SEARCH, start=1)
    assert states() == (403, 403), "not yet"
    decided(network, SEARCH, start=-9, end=0)
    assert states() == (403, 403), "not any more"
    decided(network, SEARCH, start=-9, end=1)
    assert states() == (200, 200), "the last day"
    decided(network, SEE)
    assert states() == (403, 403), "another place"
    assert visit(counter, "POST", "record").status_code == 200
    decided(network)
    assert states() == (403, 403), "gone, in the session that is still open"
    assert visit(counter, "POST", "record").status_code == 403
    replaced = AuditEntry.objects.filter(action="grants.replaced", subjects=[f"client:{CLERK}"])
    assert [row.who for row in replaced.order_by("number")] == ["peer:office"] * 5


def rows() -> list[tuple[str, ...]]:
    """What the log has gained by the clerk: where, by which right, what, and how it ended."""
    found = AuditEntry.objects.filter(who=f"client:{CLERK}").order_by("number")
    return list(found.values_list("terminal", "permission", "action", "outcome"))


@pytest.mark.proves("C:log.oplog@2", "C:log.oplog@3", "C:log.oplog@all", "C:out.access_log@2")
def test_every_look_act_and_refusal_is_logged_with_who_and_nobody_can_undo_it(counter, network):
    counter.sign_in(CLERK)
    decided(network, SEARCH, SEE, BAR)
    for address in ("searches", "record", "bars"):
        assert visit(counter, "POST", address).status_code in (200, 303)
    assert visit(counter, "POST", "reservations").status_code == 403
    assert call("POST", "api/searches").status_code == 200
    assert call("POST", "api/identification", "?with=individual_number").status_code == 403
    here = "127.0.0.1"
    assert [(row[0], *row[1:]) for row in rows()] == [
        (here, SEARCH, "identification.search", "taken"),
        (here, SEARCH, "identification.listed", "shown"),
        (here, SEE, "identification.read", "shown"),
        (here, BAR, "identification.updates_barred", "done"),
        (here, RESERVE, "page.refused", "refused"),
        (here, SEARCH, "identification.search", "taken"),
        (here, SEARCH, "identification.listed", "shown"),
        (here, SEE, "door.refused", "refused"),
    ]
    read = AuditEntry.objects.get(action="identification.read")
    assert (read.subjects, read.reason) == ([f"resident:{code(1)}"], "窓口")
    assert read.city_time.date() == TODAY
    assert read.machine_time is not None
    for statement in ("delete from audit_entry", "update audit_entry set who = 'x'", "truncate audit_entry"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.proves("C:log.oplog@2", "C:log.oplog@3", "C:out.access_log@2")
def test_what_cannot_be_logged_is_not_shown(counter, network, monkeypatch):
    def full(*_arguments: object, **_named: object) -> None:
        raise DatabaseError("no space left on device")

    counter.sign_in(CLERK)
    decided(network, SEARCH, SEE)
    shown = [
        visit(counter, "POST", "searches"),
        visit(counter, "POST", "record"),
        call("POST", "api/searches"),
    ]
    assert [name(1).full in json.dumps(reply.content.decode(), ensure_ascii=False) for reply in shown] == [
        True
    ] * 3
    monkeypatch.setattr(queries_identification, "log_before_showing", full)
    for reply in (
        visit(counter, "POST", "searches"),
        visit(counter, "POST", "record"),
        call("POST", "api/searches"),
        call("POST", "api/identification"),
    ):
        assert reply.status_code >= 500
        assert code(1) not in reply.content.decode()


@pytest.mark.proves("C:keep.dead_same@2")
def test_the_number_of_a_dead_person_is_kept_like_everybody_elses(counter, network):
    with override_settings(ROOT_URLCONF="support.urls"):
        send(update(1, event_class="removal", event_reason="SHIBO", update_number=2))
        network.settle()
    assert Identification.objects.get().record_state == "removed"
    counter.sign_in(CLERK)
    assert call("POST", "api/identification").status_code == 403
    decided(network, SEE)
    shown = call("POST", "api/identification")
    assert (shown.json()["record_state"], number(1) in shown.content.decode()) == ("removed", False)
    assert call("POST", "api/identification", "?with=individual_number").status_code == 403
    decided(network, SEE, NUMBER)
    assert call("POST", "api/identification", "?with=individual_number").json()[
        "individual_number"
    ] == number(1)
    assert AuditEntry.objects.get(action="identification.number").subjects == [f"resident:{code(1)}"]
    assert [row.individual_number for row in IdentificationVersion.objects.all()] == [number(1)] * 2


@pytest.mark.proves("C:in.source_only@2")
def test_whoever_holds_every_right_enters_and_changes_nothing_but_flags(counter, network):
    flags = {"updates_barred", "reserved"}

    def stored() -> tuple[object, ...]:
        kept = [column for item in ITEMS for column in item.columns if column not in flags]
        return list(Identification.objects.values_list(*kept)), list(IdentificationVersion.objects.values())

    before = stored()
    counter.sign_in(CLERK)
    decided(network, *ALL)
    assert opened(counter) == {*DOORS, *PAGES}
    assert Identification.objects.get().updates_barred
    assert stored() == before
