"""A 本人確認情報 update from the register through the CS to the prefecture and the nation."""

from typing import Any

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction

from juki.kernel.audit.models import AuditEntry
from juki.kernel.work import one_act
from juki.links.post import outbox, parking, stations
from juki.links.post.models import Inbox, Outbox
from juki.links.prefecture import IdentificationUpdate
from juki.outside.nation.records.models import NationPerson, NationRegistration
from juki.outside.prefecture.records.models import PrefectureIdentification
from juki.systems.jukinet.records.items import ITEMS
from juki.systems.jukinet.records.models import Identification, IdentificationVersion
from support.identification import (
    ELSEWHERE,
    FARTHER,
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

MOVED = {
    "event_class": "amendment",
    "event_reason": "TENKYO",
    "event_date": day("2026-11-24"),
    "settled": day("2026-11-24"),
}
LEFT = {"event_class": "removal", "event_reason": "TENSHUTSU", "event_date": day("2026-11-24")}


def codes(owner: str = "jukinet") -> list[str]:
    return [row.code for row in parking.parked(owner)]


def columns(row: Any) -> dict[str, Any]:
    return {
        field.column: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.column != "id"
    }


@pytest.mark.proves("S2.01", "U:F2-II-01")
def test_one_person_reaches_every_station_once(db, network):
    trace = send(update())
    network.settle()
    head = Identification.objects.get()
    assert columns(head) == columns(IdentificationVersion.objects.get())
    kept = PrefectureIdentification.objects.get()
    assert (kept.municipality, kept.name, kept.address, kept.living) == (
        OWN,
        name(1).full,
        head.address,
        True,
    )
    person = NationPerson.objects.get()
    assert (person.individual_number, person.municipality, person.living) == (number(1), OWN, True)
    assert NationRegistration.objects.get().update_number == 1
    known = {(one.station, one.state) for one in stations.of_trace("registry", trace)}
    assert known == {("jukinet", "applied"), ("prefecture", "applied"), ("nation", "applied")}


def test_all_36_items_are_filled_from_the_message(db, network):
    trace = send(update())
    network.settle()
    row = columns(Identification.objects.get())
    assert set(row) == {column for item in ITEMS for column in item.columns}
    assert (row["resident_code"], row["individual_number"]) == (code(1), number(1))
    assert (row["name_kana"], row["name_key"]) == ("シケン　バンゴウ", "シケンハンコウ")
    assert (row["birth"].isoformat(), row["birth_text"], row["sex"]) == ("1980-04-01", "昭和55年4月1日", "2")
    assert row["former_address"].endswith("9番9号")
    assert (row["event_class"], row["event_reason"], row["update_number"]) == ("entry", "TENNYU", 1)
    assert (row["request_number"], row["operator"], row["terminal"]) == (trace, "client:clerk", "t1")
    assert (row["recovery_number"], row["former_resident_code"], row["record_state"]) == (None, "", "current")
    assert not any(row[flag] for flag in ("updates_barred", "planned", "reserved", "has_outside_characters"))


def test_only_the_listed_items_go_up(db, network, monkeypatch):
    sent: list[Any] = []
    true_send = outbox.send

    def noted(act, *, own, to, content, streams):
        sent.append((own, to, content))
        return true_send(act, own=own, to=to, content=content, streams=streams)

    monkeypatch.setattr(outbox, "send", noted)
    send(update())
    network.settle()
    up = next(content for own, to, content in sent if (own, to) == ("jukinet", "prefecture"))
    assert set(msgspec.structs.asdict(up)) == {
        "municipality", "resident_code", "former_resident_code", "individual_number", "person", "birth", "sex", "address",
        "event_class", "event_reason", "event_date", "update_number",
    }  # fmt: skip


def test_outside_characters_are_counted_and_kept_as_written(db, network):
    written = "髙﨑　葛\U000e0100子"
    person = msgspec.structs.replace(name(1), full=written, surname="髙﨑", given="葛\U000e0100子")
    send(update(1, person=person, address=address(building="髙層棟")))
    network.settle()
    head = Identification.objects.get()
    assert head.name == written
    assert (head.outside_in_name, head.outside_in_address, head.has_outside_characters) == (2, 1, True)
    assert NationPerson.objects.get().name == written


def test_a_lost_acknowledgement_has_no_second_effect(db, network):
    for lost in ("jukinet", "prefecture", "nation"):
        network.lost.add(lost)
    send(update())
    network.settle()
    network.settle()
    network.lost.clear()
    network.settle()
    assert IdentificationVersion.objects.count() == 1
    assert AuditEntry.objects.filter(action="identification.recorded").count() == 1
    assert AuditEntry.objects.filter(action="prefecture.recorded").count() == 1
    assert AuditEntry.objects.filter(action="nation.recorded").count() == 1


@pytest.mark.proves("S2.01", "U:F2-II-06")
def test_history_grows_and_the_head_is_its_last_row(db, network):
    send(update())
    send(update(1, **MOVED, address=address("2番2号"), update_number=2))
    send(update(1, **LEFT, address=address("2番2号"), update_number=3))
    network.settle()
    assert codes() == []
    versions = list(IdentificationVersion.objects.order_by("update_number"))
    assert [row.record_state for row in versions] == ["current", "current", "removed"]
    assert columns(Identification.objects.get()) == columns(versions[-1])
    assert not NationPerson.objects.get().living
    assert not PrefectureIdentification.objects.get().living


def test_somebody_comes_back(db, network):
    send(update())
    send(update(1, **LEFT, update_number=2))
    send(update(1, event_date=day("2026-11-24"), update_number=3))
    network.settle()
    assert (codes(), codes("prefecture"), codes("nation")) == ([], [], [])
    assert Identification.objects.get().record_state == "current"
    assert NationPerson.objects.get().living


def test_a_returner_with_a_new_code_is_chained_to_the_old_one(db, network):
    send(update())
    send(update(1, **LEFT, update_number=2))
    send(update(2, individual_number=number(1)))
    network.settle()
    assert codes() == []
    assert Identification.objects.get(pk=code(2)).former_resident_code == code(1)


def test_the_same_update_again_is_dropped_and_another_under_its_number_is_parked(db, network):
    send(update())
    send(update())
    network.settle()
    assert IdentificationVersion.objects.count() == 1
    assert AuditEntry.objects.get(action="identification.dropped").outcome == "duplicate"
    assert AuditEntry.objects.filter(action="prefecture.recorded").count() == 1
    send(update(1, sex="1"))
    network.settle()
    assert codes() == ["JKN-0107"]
    assert Identification.objects.get().sex == "2"


BAD: list[tuple[dict[str, Any], str]] = [
    ({"resident_code": "12345678901"}, "KRN-0112"),
    ({"resident_code": "1"}, "KRN-0111"),
    ({"individual_number": "123456789012"}, "KRN-0102"),
    ({"person": msgspec.structs.replace(name(1), full="")}, "KRN-0166"),
    ({"person": msgspec.structs.replace(name(1), full="試験\u200b一号")}, "KRN-0162"),
    ({"person": msgspec.structs.replace(name(1), surname="別人")}, "JKN-0115"),
    ({"person": msgspec.structs.replace(name(1), kana="しけん")}, "JKN-0115"),
    ({"birth": msgspec.structs.replace(day("1980-04-01"), day="1980-04-02")}, "KRN-0148"),
    ({"birth": msgspec.structs.replace(day("1980-04-01"), form="?")}, "KRN-0148"),
    ({"birth": day("2026-11-21")}, "JKN-0109"),
    ({"sex": "3"}, "JKN-0115"),
    ({"address": address(municipality="132291")}, "KRN-0122"),
    ({"address": address(municipality=ELSEWHERE)}, "JKN-0101"),
    ({"address": msgspec.structs.replace(address(), postal_code="188")}, "KRN-0181"),
    ({"notified_on": "2026-13-01"}, "JKN-0115"),
    ({"event_reason": "NONSENSE"}, "JKN-0114"),
    ({"event_date": day("2026-11-25")}, "JKN-0108"),
    ({"update_number": 2}, "JKN-0106"),
    ({"update_number": 0}, "JKN-0106"),
    ({"update_number": -1}, "JKN-0106"),
    ({"event_class": "removal", "event_reason": "SHIBO"}, "JKN-0103"),
    ({"event_class": "amendment", "event_reason": "TENKYO"}, "JKN-0103"),
    ({"operator": " "}, "JKN-0115"),
]


FORM = pytest.mark.proves("C:cs.format_check@1", "C:cs.format_check@2")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(*case, marks=FORM if case[1].startswith("KRN-") or case[1] == "JKN-0115" else ())
        for case in BAD
    ],
)
def test_a_bad_update_is_parked_coded_logged_and_changes_nothing(db, network, changed, expected):
    trace = send(update(1, **changed))
    network.settle()
    assert codes() == [expected]
    assert not Identification.objects.exists()
    assert not Outbox.objects.filter(owner="jukinet", destination="prefecture").exists()
    entry = AuditEntry.objects.get(action="link.parked")
    assert (entry.trace, entry.detail["code"]) == (trace, expected)
    assert [(one.station, one.state, one.code) for one in stations.of_trace("registry", trace)] == [
        ("jukinet", "parked", expected)
    ]


@pytest.mark.proves("C:cs.logic_movein@1", "C:cs.logic_movein@2", "C:cs.logic_movein@3")
def test_somebody_who_lives_here_cannot_be_entered_again(db, network):
    send(update())
    send(update(1, update_number=2))
    network.settle()
    assert codes() == ["JKN-0102"]
    assert IdentificationVersion.objects.count() == 1


def test_a_number_of_another_resident_is_refused(db, network):
    send(update())
    send(update(2, individual_number=number(1)))
    network.settle()
    assert codes() == ["JKN-0112"]


@pytest.mark.proves("C:cs.logic_moveaddr@1", "C:cs.logic_moveaddr@2", "C:cs.logic_moveaddr@3")
def test_a_move_that_touches_the_name_holds_back_the_person_and_is_mended_by_a_new_one(db, network):
    send(update())
    send(update(1, **MOVED, person=name(7), update_number=2))
    send(update(1, **LEFT, update_number=3))
    send(update(2))
    network.settle()
    assert codes() == ["JKN-0105", "LNK-0301"]
    assert Identification.objects.count() == 2
    wrong, _ = parking.parked("jukinet")
    assert (
        parking.supersede(
            owner="jukinet", message_id=wrong.message_id, actor=REGISTER, reason="r", times=times()
        )
        == 0
    )
    assert codes() == ["JKN-0106"]
    send(update(1, **MOVED, update_number=2))
    network.settle()
    assert codes() == ["JKN-0106", "LNK-0301"]


def test_a_gap_is_parked_and_retried_when_the_missing_update_is_there(db, network):
    first = update()
    second = update(1, **MOVED, update_number=2)
    with_own_stream(second)
    network.settle()
    assert codes() == ["JKN-0106"]
    send(first)
    network.settle()
    (row,) = parking.parked("jukinet")
    assert (
        parking.retry(owner="jukinet", message_id=row.message_id, actor=REGISTER, reason="r", times=times())
        == 1
    )
    network.settle()
    assert IdentificationVersion.objects.get(update_number=2).recovery_number == 1
    assert NationRegistration.objects.get().update_number == 2


def with_own_stream(content: Any) -> None:
    with one_act(REGISTER, reason="test", times=times()) as act:
        outbox.send(act, own="registry", to="jukinet", content=content, streams=["test:apart"])


def test_an_unread_shape_is_parked(db, network):
    send(update())
    with connection.cursor() as cursor:
        cursor.execute("update links_outbox set version = 9")
    network.settle()
    assert codes() == ["LNK-0104"]


def test_history_cannot_be_changed_or_removed_by_the_app(db, network):
    send(update())
    network.settle()
    for statement in (
        "update jukinet_identification_version set name = 'x'",
        "delete from jukinet_identification_version",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update jukinet_identification set individual_number = '1'",
        "update jukinet_identification set sex = '5'",
        "update jukinet_identification set record_state = 'removed'",
        "update jukinet_identification set planned = true",
        "update jukinet_identification set has_outside_characters = true",
        "update jukinet_identification set outside_in_name = 1",
        "update jukinet_identification set update_number = 0",
        "update jukinet_identification set name = ''",
        "update jukinet_identification set former_resident_code = '1'",
    ],
)
def test_the_database_itself_refuses_what_no_record_can_be(db, network, statement):
    send(update())
    network.settle()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_digits_of_a_number_stand_in_no_log_stream_or_error(db, network):
    send(update())
    send(update(2, individual_number=number(1)))
    send(update(3, individual_number="123456789012"))
    network.settle()
    assert len(codes()) == 2
    text = " ".join(
        str(row)
        for row in (
            *AuditEntry.objects.values_list("subjects", "detail", "reason", "outcome", "action"),
            *Inbox.objects.values_list("streams", "why", "code"),
            *Outbox.objects.values_list("streams"),
        )
    )
    assert number(1) not in text
    assert "123456789012" not in text
    assert "試験" not in text


def test_an_update_of_another_prefecture_or_city_never_passes_the_prefecture(db, network):
    send(
        IdentificationUpdate(
            municipality=FARTHER, resident_code=code(1), individual_number=number(1), person=name(1),
            birth=day("1980-04-01"), sex="2", address=address(municipality=FARTHER), event_class="entry",
            event_reason="TENNYU", event_date=day("2026-11-20"), update_number=1,
        ),
        own="jukinet", to="prefecture",
    )  # fmt: skip
    network.settle()
    assert codes("prefecture") == ["OUT-0101"]
    assert not NationPerson.objects.exists()
