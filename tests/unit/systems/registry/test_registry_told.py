"""Who hears of which item: the table, and the messages that have no receiver yet."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.domain import told
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import address_row, blank, date_row, flat, unflat
from juki.systems.registry.domain.items import EVENT, IDENTITY, PLACE, SERIALS
from juki.systems.registry.domain.movement import Written
from juki.systems.registry.domain.resident import Resident

DAY = LegalDate.from_day(date(2026, 11, 20))


def resident(reason: str = "TENNYU", event_class: str = "", **items: Any) -> Resident:
    row = blank() | {
        "addressee_number": "0000000019", "resident_code": "", "record": 1, "state": "1", "kind": "1",
        "full_name": "架空　一", "sex": "1",
        "household_number": "0000000019", "relationship_label": "世帯主", "position": 1,
        **address_row("address", Address(town="仮町")),
        **date_row("birth", DAY), **date_row("became_resident", DAY), **date_row("settled", DAY),
        "honseki": "東京都架空市仮町1番", "honseki_head": "架空　一", "event_reason": reason,
        "event_class": event_class or str(REASONS[reason].event_class), **date_row("event_day", DAY),
        "event_notified_on": None, "event_basis": "notice", "event_note": "", "valid_from": DAY.internal,
    } | items  # fmt: skip
    return unflat(row)


BEFORE = resident()


def amended(reason: str, **items: Any) -> Written:
    return Written(resident=resident(reason, **items), before=BEFORE)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (Written(resident=BEFORE, before=None), True),
        (amended("SHIBO", state="3"), True),
        (amended("KAISEI_SHOJO", state="9"), False),
        (amended("KAISEI_KISAI", record=2), False),
        (amended("SAISEI_KISAI", record=2), False),
        (amended("TENKYO", address_town="別町"), True),
        (amended("TENKYO", address_serial=2), False),
        (amended("SETAI_BUNRI", household_number="0000000027"), False),
        (amended("SETAINUSHI_HENKO", relationship_label="子"), False),
        (amended("KISAIJUN_HENKO", position=2), False),
        (amended("SHOKKEN_SHUSEI", full_name="架空　二"), True),
        (amended("SHOKKEN_SHUSEI", honseki="東京都別市"), False),
        (amended("FURIGANA_KISAI", kana_given="カ", kana_certified=True), True),
        (amended("FURIGANA_KISAI", kana_given="カ"), False),
        (amended("KYUJI_KISAI", former_surname="旧"), True),
        (amended("SHOKKEN_SHUSEI", **date_row("settled", LegalDate.from_day(date(2026, 11, 1)))), True),
        (amended("BIKO", remarks="備考"), False),
    ],
    ids=lambda one: one.resident.event.reason if isinstance(one, Written) else str(one),
)
def test_what_is_an_update_of_the_network(written, expected):
    assert told.is_identification_changed(written) is expected


def test_a_reading_that_loses_its_certification_is_an_update():
    certified = replace(BEFORE, names=replace(BEFORE.names, kana_given="カ", kana_certified=True))
    assert told.is_identification_changed(
        Written(resident=resident("SHOKKEN_SHUSEI", kana_given="カ"), before=certified)
    )


def test_every_column_of_the_table_is_one_of_the_record():
    columns = set(flat(BEFORE))
    for named in (told.IDENTIFICATION, told.NUMBERED, told.ADDRESSED, *(one.columns for one in told.AWAITED)):
        assert set(named) <= columns
        assert not set(named) & {*EVENT, *IDENTITY, *SERIALS}
    assert not told.IDENTIFICATION & {*PLACE, "relationship_label"}
    for awaited in told.AWAITED:
        assert awaited.reasons | awaited.silent <= REASONS.keys()


def due(written: Written, *, place: str = "東京都西東京市") -> list[str]:
    return [one.message for one in told.awaited_of(written, municipality="132292", place=place)]


@pytest.mark.parametrize(
    ("written", "place", "expected"),
    [
        (Written(resident=BEFORE, before=None), "東京都西東京市", ["register-address-notice"]),
        (Written(resident=BEFORE, before=None), "東京都架空市", ["register-address"]),
        (Written(resident=resident("TOKUREI_TENNYU"), before=None), "", ["register-address", "first-move-in"]),
        (amended("TENKYO", address_town="別町"), "x", ["register-address-notice"]),
        (amended("SHIBO", state="3"), "x", ["card-ended"]),
        (amended("KOKUGAI_TENSHUTSU", state="2"), "x", ["register-address-notice"]),
        (amended("TENSHUTSU", state="2"), "x", []),
        (amended("KAISEI_KISAI", record=2), "x", []),
        (amended("SETAINUSHI_HENKO", relationship_label="子"), "x", []),
        (amended("KOJIN_BANGO_SHITEI", individual_number="1"), "x", ["delivery-address"]),
    ],
    ids=lambda one: one.resident.event.reason if isinstance(one, Written) else "",
)  # fmt: skip
def test_what_is_due_and_has_no_receiver(written, place, expected):
    assert due(written, place=place) == expected


@pytest.mark.parametrize("reason", ["TENSHUTSU", "KOKUGAI_TENSHUTSU", "TENSHUTSU_TORIKESHI"])
def test_a_plan_calls_for_nothing(reason):
    assert due(Written(resident=resident(reason, "amendment", planned_on=None), before=BEFORE)) == []


FOREIGN = {
    "kind": "2", "honseki": "", "honseki_head": "", "nationality": "ZZZ", "nationality_name": "架空国",
    "category": "mid_to_long_term", **date_row("foreign_since", DAY),
}  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "items", "expected"),
    [
        ("TENKYO", {"address_town": "別町"}, ["municipal-notice"]),
        ("ZAIRYU_SHUSEI", {"residence_status": "留学"}, []),
        ("HOMU_SHOJO", {"state": "9"}, ["card-ended"]),
        ("BIKO", {"remarks": "備考"}, []),
    ],
)
def test_the_ministry_hears_of_what_it_did_not_tell_itself(reason, items, expected):
    before = resident(**FOREIGN)
    assert due(Written(resident=resident(reason, **FOREIGN | items), before=before)) == expected
