"""Every item has a label and stands in one line, and what differs is told without the 個人番号."""

from datetime import date

import pytest
from tests.support.small_register import SmallRegister, place, somebody

from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.items import EVENT
from juki.systems.registry.domain.movement import NEW, Numbers
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.services.item_labels import (
    ITEMS,
    LABELS,
    MASKED,
    ItemChange,
    item_changes,
    item_of,
    value_text,
)


@pytest.fixture
def row():
    city = SmallRegister()
    city.act(
        "SHOKKEN_KISAI", "2026-04-01", [somebody("架空", "一", "世帯主")], basis=Basis.EX_OFFICIO, household=NEW,
        address=place("本町"), numbers=Numbers(addressees=("1",), household="10"),
    )  # fmt: skip
    return flat(city.now("1"))


def test_every_column_has_a_label_and_one_line(row):
    lines = [column for item in ITEMS for column in item.columns]
    assert LABELS.keys() == row.keys()
    assert sorted(lines) == sorted(row.keys() - set(EVENT))
    assert all(item_of(column) in ITEMS for column in lines)
    labels = [item.label for item in ITEMS]
    assert (len(set(labels)), len(set(LABELS.values()))) == (len(labels), len(LABELS))
    with pytest.raises(KeyError):
        item_of("event_reason")


def test_every_line_can_be_read(row):
    assert all(isinstance(item.text(row), str) for item in ITEMS)
    texts = {item.label: item.text(row) for item in ITEMS}
    assert (texts["氏名"], texts["住所"], texts["生年月日"]) == (
        "架空　一",
        "東京都試験市本町1番地",
        "昭和55年1月1日",
    )
    assert (texts["住民状態"], texts["性別"], texts["続柄"], texts["転居前住所"]) == (
        "住民",
        "男",
        "世帯主",
        "",
    )


TOLD = [
    ({"address_lot": "2番地", "address_building": "仮館"}, [("住所", "東京都試験市本町1番地", "東京都試験市本町2番地　仮館")]),
    ({"address_town_code": "0001000"}, [("住所（町字コード）", "", "0001000")]),
    ({"individual_number": "123456789018"}, [("個人番号", "", MASKED)]),
    ({"kana_surname": "カクウ", "kana_given": "ハジメ"}, [("氏名の振り仮名", "", "カクウ　ハジメ")]),
    ({"kana_certified": True}, [("氏名の振り仮名の公証", "", "あり")]),
    ({"stay_expires_on": date(2030, 1, 2)}, [("在留期間の満了の日", "", "2030年1月2日")]),
    ({"card_expires_on": date(2030, 1, 2)}, [("在留カード等の有効期間の満了の日", "", "令和12年1月2日")]),
    ({"settled_reason": "TENKYO", "settled_basis": "petition"},
     [("住所を定めた事由", "職権記載", "転居"), ("住所を定めた届出区分", "職権", "申出")]),
    ({"state": "2"}, [("住民状態", "住民", "転出")]),
    ({"event_reason": "TENKYO"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "told"), TOLD)
def test_what_differs(row, changed, told):
    found = item_changes(row, row | changed)
    assert [(one.label, one.before, one.after) for one in found] == told


def test_one_number_after_another_is_told_without_either(row):
    before, after = row | {"individual_number": "123456789018"}, row | {"individual_number": "023456789013"}
    assert item_changes(before, after) == [ItemChange(label="個人番号", before=MASKED, after=MASKED)]
    assert value_text("individual_number", "123456789018") == MASKED
