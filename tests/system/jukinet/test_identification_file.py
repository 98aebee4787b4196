"""The 本人確認情報ファイル item by item: what an update leaves in the head and in its version. Source: document 別添2(2)."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction

from juki.kernel.audit.models import AuditEntry
from juki.links.post import parking
from juki.systems.jukinet.records.items import ITEMS
from juki.systems.jukinet.records.models import Identification, IdentificationVersion
from juki.systems.jukinet.services.operations_holds import set_flag
from support.identification import (
    ELSEWHERE,
    OWN,
    REGISTER,
    address,
    code,
    day,
    name,
    number,
    send,
    times,
    update,
)

WRITTEN = "髙﨑　葛\U000e0100子"
NEW = msgspec.structs.replace(address(building="髙層棟"), town_code="0010002", postal_code="1880011")
ARRIVAL = update(
    1,
    person=msgspec.structs.replace(
        name(1), full=WRITTEN, surname="髙﨑", given="葛\U000e0100子", kana="タカザキ　ショウゴ"
    ),
    address=NEW,
    former_address=address("9番9号", municipality=ELSEWHERE, building="髙荘"),
    became_resident=day("2026-11-18"),
    settled=day("2026-11-19"),
    operator="client:clerk-7",
    terminal="t7",
)
STORED: dict[int, tuple[Any, ...]] = {
    1: (code(1),),
    2: (WRITTEN,),
    3: (2,),
    4: ("タカザキ　ショウゴ",),
    5: ("タカサキシヨウコ",),
    6: (date(1980, 4, 1), day("1980-04-01").form, "昭和55年4月1日"),
    7: ("2",),
    8: (OWN,),
    9: ("0010002",),
    10: ("1880011",),
    11: ("某都某市某町一丁目1番1号　髙層棟",),
    12: (1,),
    13: (number(1),),
    14: (date(2026, 11, 18), day("2026-11-18").form, "令和8年11月18日"),
    15: (date(2026, 11, 19), day("2026-11-19").form, "令和8年11月19日"),
    16: (date(2026, 11, 24),),
    17: (ELSEWHERE,),
    18: ("某都某市某町一丁目9番9号　髙荘",),
    19: (1,),
    20: ("世帯主",),
    21: ("entry",),
    22: (date(2026, 11, 20), day("2026-11-20").form, "令和8年11月20日"),
    23: ("TENNYU",),
    27: ("client:clerk-7",),
    28: ("t7",),
    34: (True,),
}
CORRECTED = {"event_class": "amendment", "event_reason": "SHOKKEN_SHUSEI", "event_date": day("2026-11-24")}
DIED = {"event_class": "removal", "event_reason": "SHIBO", "event_date": day("2026-11-24")}


def held(number_of_item: int, row: Any) -> tuple[Any, ...]:
    """What ``row`` holds of an item."""
    names = {field.column: field.attname for field in row._meta.concrete_fields}
    return tuple(getattr(row, names[column]) for column in ITEMS[number_of_item - 1].columns)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(item, expected, marks=pytest.mark.proves(f"I2.{item:03}"))
        for item, expected in STORED.items()
    ],
)
def test_an_item_is_held_as_it_was_sent_in_head_and_version(db, network, item, expected):
    send(ARRIVAL)
    network.settle()
    assert held(item, Identification.objects.get()) == expected
    assert held(item, IdentificationVersion.objects.get()) == expected


@pytest.mark.proves("I2.026", "I2.036")
def test_each_version_names_the_act_that_asked_for_it_and_its_moment(db, network):
    began = datetime.now(UTC)
    acts = [send(update(1)), send(update(1, **CORRECTED, update_number=2, relationship="子"))]
    network.settle()
    versions = list(IdentificationVersion.objects.order_by("update_number"))
    assert [row.request_number for row in versions] == acts
    assert Identification.objects.get().request_number == acts[-1]
    assert [began <= row.recorded_at <= datetime.now(UTC) for row in versions] == [True, True]
    assert Identification.objects.get().recorded_at == versions[-1].recorded_at


@pytest.mark.proves("I2.029", "I2.035", "U:F2-II-02", "U:F2-II-06")
def test_an_update_finds_its_record_by_the_code_and_the_last_one_stays(db, network):
    same_person = {"person": name(1), "address": address()}
    send(update(1), update(2, **same_person))
    send(update(1, **CORRECTED, update_number=2, relationship="子"))
    network.settle()
    one, other = Identification.objects.get(pk=code(1)), Identification.objects.get(pk=code(2))
    assert (one.update_number, one.relationship, one.record_state) == (2, "子", "current")
    assert (other.update_number, other.relationship, other.record_state) == (1, "世帯主", "current")
    send(update(1, **DIED, update_number=3, relationship="子"))
    network.settle()
    states = list(
        IdentificationVersion.objects.filter(resident=code(1))
        .order_by("update_number")
        .values_list("update_number", "relationship", "record_state")
    )
    assert states == [(1, "世帯主", "current"), (2, "子", "current"), (3, "子", "removed")]
    assert Identification.objects.get(pk=code(1)).record_state == "removed"
    assert Identification.objects.get(pk=code(2)).record_state == "current"


@pytest.mark.proves("I2.024", "I2.025")
def test_a_new_code_is_chained_to_the_old_one_and_knows_since_when(db, network):
    send(update(1), update(1, **DIED | {"event_reason": "TENSHUTSU"}, update_number=2))
    send(update(2, individual_number=number(1), event_date=day("2026-11-24")))
    send(update(2, **CORRECTED, individual_number=number(1), update_number=2, relationship="子"))
    network.settle()
    rows = {row.pk: (row.former_resident_code, row.code_used_since) for row in Identification.objects.all()}
    assert rows == {code(1): ("", date(2026, 11, 20)), code(2): (code(1), date(2026, 11, 24))}
    newest = IdentificationVersion.objects.get(resident=code(2), update_number=2)
    assert (newest.former_resident_code, newest.code_used_since) == rows[code(2)]


@pytest.mark.proves("I2.030")
def test_what_a_person_mends_out_of_order_is_counted(db, network):
    send(update(1))
    network.settle()
    assert Identification.objects.get().recovery_number is None
    set_flag(
        flag="reserved", resident_code=code(1), on=True, reason="作業中", actor=REGISTER, times=times(),
        trace=send(),
    )  # fmt: skip
    send(update(1, **CORRECTED, update_number=2, relationship="子"))
    network.settle()
    (row,) = parking.parked("jukinet")
    set_flag(
        flag="reserved", resident_code=code(1), on=False, reason="作業終了", actor=REGISTER, times=times(),
        trace=send(),
    )  # fmt: skip
    parking.retry(owner="jukinet", message_id=row.message_id, actor=REGISTER, reason="再処理", times=times())
    assert Identification.objects.get().recovery_number == 1
    assert list(
        IdentificationVersion.objects.order_by("update_number").values_list("recovery_number", flat=True)
    ) == [None, 1]


@pytest.mark.parametrize(
    ("flag", "refusal"),
    [
        pytest.param("updates_barred", "JKN-0110", marks=pytest.mark.proves("I2.031")),
        pytest.param("reserved", "JKN-0111", marks=pytest.mark.proves("I2.033")),
    ],
)
def test_a_flag_is_held_and_stops_updates(db, network, flag, refusal):
    send(update(1))
    network.settle()
    set_flag(
        flag=flag,
        resident_code=code(1),
        on=True,
        reason="調査中",
        actor=REGISTER,
        times=times(),
        trace=send(),
    )
    assert getattr(Identification.objects.get(), flag)
    send(update(1, **CORRECTED, update_number=2, relationship="子"))
    network.settle()
    assert [row.code for row in parking.parked("jukinet")] == [refusal]
    assert Identification.objects.get().relationship == "世帯主"


@pytest.mark.proves("C:in.correction_log@2")
def test_a_correction_leaves_before_after_and_who_and_nothing_of_it_can_be_undone(db, network):
    send(update(1))
    trace = send(update(1, **CORRECTED, update_number=2, person=name(3), operator="client:second"))
    network.settle()
    before, after = IdentificationVersion.objects.order_by("update_number")
    assert (before.name, after.name) == (name(1).full, name(3).full)
    assert (after.event_class, after.event_reason, after.operator) == (
        "amendment",
        "SHOKKEN_SHUSEI",
        "client:second",
    )
    logged = AuditEntry.objects.get(action="identification.recorded", trace=trace)
    assert (logged.subjects, logged.detail) == (
        [f"resident:{code(1)}"], {"number": 2, "class": "amendment", "reason": "SHOKKEN_SHUSEI"},
    )  # fmt: skip
    for statement in (
        "delete from jukinet_identification_version",
        "update jukinet_identification_version set name = 'x'",
        "delete from audit_entry",
        "update audit_entry set action = 'x'",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
