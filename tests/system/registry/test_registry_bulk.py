"""住所一括変更: held against the register, approved by another person, carried out row by row, taken up again."""

from base64 import b64decode
from uuid import uuid4

import msgspec
import pytest
from django.db import connection

from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.systems.registry.domain.bulk_errors import BulkChangedSince
from juki.systems.registry.records.models import BulkRow, BulkRun, EventRow, ResidentVersion
from juki.systems.registry.services.bulk import carrying
from support.letting_out import opened, wanted

TERMINAL = "127.0.0.1"
HEADER = (
    "世帯番号,変更前_町字,変更前_番地号表記,変更後_町字,変更後_番地号表記,変更後_町字コード,変更後_郵便番号"
)


def _now() -> Times:
    return current().clock.now()


@pytest.fixture
def bulk(city):
    """The counter may prepare, the reviewer approve, as both may everything else."""
    return city


def _household(bulk, *persons):
    done = bulk.move_in(*(persons or (bulk.person(),)))
    return done["household_number"]


def _latest(number: str, *, by: str = "household_number") -> ResidentVersion:
    return ResidentVersion.objects.filter(**{by: number}).order_by("-number")[0]


def _line(number: str, **changes: str) -> str:
    row = _latest(number)
    cells = {
        "town": row.address_town, "lot": row.address_lot, "new_town": "新町一丁目", "new_lot": "1番2号", "code": "",
        "postal": "1880099",
    } | changes  # fmt: skip
    return ",".join([number, *cells.values()])


def _prepare(bulk, *lines: str, header: str = HEADER, kind: str = "address", key=None):
    return bulk.door.post(
        "/api/bulk-runs",
        {"kind": kind, "title": "新町の住居表示", "day": _now().legal_day.isoformat(), "content": "\r\n".join([header, *lines])},
        key=key,
    )  # fmt: skip


def _decide(door, run: str, decision: str = "approve"):
    return door.post("/api/bulk-runs/decisions", {"run": run, "decision": decision})


def _states(run: str) -> list[str]:
    return list(BulkRow.objects.filter(run=run).order_by("place").values_list("state", flat=True))


def test_a_household_gets_its_new_address_as_one_act(bulk, settle):
    number = _household(bulk, bulk.person(), bulk.person("子"))
    made = _prepare(bulk, _line(number)).json()
    assert made["counts"] == {"ready": 2}
    assert EventRow.objects.filter(reason="JUKYO_HYOJI").count() == 0
    assert _decide(bulk.reviewer, made["id"]).status_code == 200
    assert carrying.carry_out(made["id"], times=_now()).written == 2
    settle()
    (event,) = EventRow.objects.filter(reason="JUKYO_HYOJI")
    assert (event.basis, event.event_class, event.operator) == ("ex_officio", "amendment", "client:clerk")
    for row in ResidentVersion.objects.filter(event=event):
        assert (row.address_town, row.address_lot, row.address_postal_code) == (
            "新町一丁目",
            "1番2号",
            "1880099",
        )
        before = ResidentVersion.objects.get(addressee_number=row.addressee_number, number=row.number - 1)
        assert row.settled == before.settled
        assert row.address_building == before.address_building
    run = BulkRun.objects.get(pk=made["id"])
    assert (run.state, _states(made["id"])) == ("done", ["written", "written"])


def test_what_the_record_does_not_say_is_left_out_and_listed(bulk):
    good, other = _household(bulk), _household(bulk)
    made = _prepare(bulk, _line(good), _line(other, lot="99番99号"), "0000000000,a,b,c,d,,").json()
    assert made["counts"] == {"differs": 1, "ready": 1, "unknown": 1}
    rows = bulk.door.get(f"/api/bulk-runs/{made['id']}").json()["rows"]
    assert [row["code"] for row in rows] == ["", "REG-0906", "REG-0908"]
    assert all("name" not in row and "address" not in row for row in rows)


def test_whoever_prepared_it_does_not_approve_it(bulk):
    made = _prepare(bulk, _line(_household(bulk))).json()
    refused = _decide(bulk.door, made["id"])
    assert refused.status_code != 200
    assert BulkRun.objects.get(pk=made["id"]).state == "prepared"
    assert carrying.carry_out(made["id"], times=_now()).written == 0


def test_a_record_that_changed_since_is_left_out(bulk):
    first, second = _household(bulk), _household(bulk)
    made = _prepare(bulk, _line(first), _line(second)).json()
    other = _prepare(bulk, _line(second, new_lot="7番")).json()
    for run in (other, made):
        assert _decide(bulk.reviewer, run["id"]).status_code == 200
        carrying.carry_out(run["id"], times=_now())
    assert _states(made["id"]) == ["written", "changed"]
    left = BulkRow.objects.get(run=made["id"], state="changed")
    assert (left.code, left.trace) == (BulkChangedSince.code, None)
    assert _latest(second).address_lot == "7番"


def test_a_run_goes_on_where_it_stopped(bulk):
    numbers = [_household(bulk) for _ in range(3)]
    made = _prepare(bulk, *(_line(number) for number in numbers)).json()
    _decide(bulk.reviewer, made["id"])
    assert carrying.carry_out(made["id"], times=_now(), most=1).written == 1
    assert BulkRun.objects.get(pk=made["id"]).state == "approved"
    assert carrying.carry_out(made["id"], times=_now()).written == 2
    assert carrying.carry_out(made["id"], times=_now()).written == 0
    assert [_latest(number).number for number in numbers] == [2, 2, 2]


def test_honseki_is_changed_by_person(bulk):
    row = _latest(_household(bulk))
    line = f"{row.addressee_number},{row.honseki},東京都西東京市新町一丁目1番"
    made = _prepare(bulk, line, header="宛名番号,変更前_本籍,変更後_本籍", kind="honseki").json()
    _decide(bulk.reviewer, made["id"])
    carrying.carry_out(made["id"], times=_now())
    after = _latest(row.addressee_number, by="addressee_number")
    assert (after.honseki, after.honseki_head) == ("東京都西東京市新町一丁目1番", row.honseki_head)


def test_the_same_list_again_is_the_same_run(bulk):
    line, key = _line(_household(bulk)), uuid4()
    assert (
        _prepare(bulk, line, key=key).json()["id"] == _prepare(bulk, line, key=key).json()["id"] == str(key)
    )
    assert BulkRun.objects.count() == 1


@pytest.mark.parametrize(
    ("header", "line", "code"),
    [
        ("世帯番号,変更前_町字", "1,a", "REG-0901"),
        (f"{HEADER},名前", "1,a,b,c,d,,,e", "REG-0901"),
        (HEADER, "あ,a,b,c,d,,", "REG-0902"),
    ],
)
def test_an_unusable_list_is_refused(bulk, header, line, code):
    refused = _prepare(bulk, line, header=header)
    assert refused.json()["code"] == code
    assert BulkRun.objects.count() == 0


def test_an_extract_holds_numbers_and_wording_only(bulk):
    number = _household(bulk)
    row = _latest(number)
    out = msgspec.to_builtins(wanted("bulk_extract", "clerk", terminal=TERMINAL))
    form = {"kind": "address", "town": row.address_town, "purpose": "新町の住居表示"}
    assert bulk.door.post("/api/bulk-extracts", form).status_code == 400
    got = bulk.door.post("/api/bulk-extracts", {**form, "out": out}).json()
    content = opened(b64decode(got["content"])).decode("utf-8-sig")
    assert number in content
    assert row.full_name not in content
    assert content.splitlines()[0] == "世帯番号,変更前_町字,変更前_番地号表記,変更後_町字,変更後_番地号表記"


def test_the_database_itself_demands_another_person(bulk):
    made = _prepare(bulk, _line(_household(bulk))).json()
    with pytest.raises(Exception, match="registry_bulk_run_other_person"), connection.cursor() as cursor:
        cursor.execute(
            "update registry_bulk_run set state = 'approved', decided_by = prepared_by, decided_at = now() where id = %s",
            [made["id"]],
        )
