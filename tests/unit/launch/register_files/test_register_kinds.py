"""Every kind of cell: what it takes, what it refuses and under which code; what goes out comes back."""

from typing import Any

import pytest

from juki.kernel.errors import JukiError
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.launch.register_files.cells import Spec
from juki.launch.register_files.kinds import KINDS, is_faithful
from juki.launch.register_files.layout import CodeTable, Part, code_tables

CITY = "132292"
NUMBER = IndividualNumber.from_body("12345678901").digits
CODE = ResidentCode.from_body("1234567890").digits


def _spec(kind: str, cells: int, columns: int = 1, *, table: str = "", limit: int = 10) -> Spec:
    names = tuple(f"c{place}" for place in range(cells))
    part = Part(kind, names, (limit,) * cells, tuple(f"k{place}" for place in range(columns)), table)
    return Spec(part, code_tables().get(table), CITY)


GOOD: list[tuple[str, Spec, tuple[str, ...], tuple[str | None, ...]]] = [
    ("text", _spec("text", 1), ("髙󠄀",), ("髙󠄀",)),
    ("text", _spec("text", 1), ("",), ("",)),
    ("serial", _spec("serial", 1), ("000000000000017",), ("000000000000017",)),
    ("individual_number", _spec("individual_number", 1), (NUMBER,), (NUMBER,)),
    ("individual_number", _spec("individual_number", 1), ("",), ("",)),
    ("resident_code", _spec("resident_code", 1), (CODE,), (CODE,)),
    ("flag", _spec("flag", 1), ("1",), ("t",)),
    ("day", _spec("day", 1), ("2026-11-24",), ("2026-11-24",)),
    ("day", _spec("day", 1), ("",), (None,)),
    ("legal_date", _spec("legal_date", 3, 3), ("2026-11-24", "0", ""), ("2026-11-24", "D", "令和8年11月24日")),
    ("legal_date", _spec("legal_date", 3, 3), ("1945-01-01", "1", "昭和20年 月日不詳"),
     ("1945-01-01", "U10", "昭和20年 月日不詳")),
    ("legal_date_or_none", _spec("legal_date_or_none", 3, 3), ("", "0", ""), (None, "", "")),
    ("code", _spec("code", 1, table="sex"), ("1",), ("1",)),
    ("code", _spec("code", 1, table="reason"), ("TENNYU",), ("TENNYU",)),
    ("two_flags", _spec("two_flags", 1, 2, table="kana_state"), ("2",), ("f", "t")),
    ("name", _spec("name", 4, 3), ("架空　一", "架空", "一", ""), ("架空　一", "架空", "一")),
    ("name", _spec("name", 4, 3), ("KAKU ICHI", "", "", "KAKU ICHI"), ("KAKU ICHI", "", "")),
    ("reading", _spec("reading", 3, 2), ("カクウ　イチ", "カクウ", "イチ"), ("カクウ", "イチ")),
    ("reading", _spec("reading", 3, 2), ("カク イチ", "", ""), ("カク イチ", "")),
    ("relationship", _spec("relationship", 5, 5, table="relationship"), ("20", "12", "", "", "子の妻"),
     ("20", "12", "", "", "子の妻")),
    ("address", _spec("address", 8, 8), ("132292", "", "東京都", "西東京市", "南町", "1番", "", "1880012"),
     ("132292", "", "東京都", "西東京市", "南町", "1番", "", "1880012")),
    ("address_or_abroad", _spec("address_or_abroad", 10, 9, table="country"), ("",) * 8 + ("USA", "1 Main St"),
     ("", "", "", "", "1 Main St", "", "", "", "USA")),
    ("register", _spec("register", 9, 3), ("東京都西東京市南町1番", "132292", "", "", "", "", "架空　一", "架空", "一"),
     ("東京都西東京市南町1番", "132292", "架空　一")),
    ("whole", _spec("whole", 1), ("0",), ("0",)),
    ("whole_or_none", _spec("whole_or_none", 1), ("",), (None,)),
    ("basis", _spec("basis", 1), ("ex_officio",), ("ex_officio",)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "spec", "cells", "values"), GOOD)
def test_cells_are_read_and_written_alike(kind: str, spec: Spec, cells: Any, values: Any):
    assert KINDS[kind].read(cells, spec) == values
    assert is_faithful(KINDS[kind], values, spec) == (cells, True)


BAD: list[tuple[str, Spec, tuple[str, ...], str]] = [
    ("text", _spec("text", 1), ("あ" * 11,), "KRN-0164"),
    ("text", _spec("text", 1), ("\udc82",), "KRN-0162"),
    ("text", _spec("text", 1), ("あ\tい",), "KRN-0162"),
    ("remark", _spec("remark", 1), ("\x02",), "LCH-0723"),
    ("serial", _spec("serial", 1), ("",), "LCH-0725"),
    ("serial", _spec("serial", 1), ("12a",), "KRN-0131"),
    ("individual_number", _spec("individual_number", 1), ("123456789012",), "KRN-01"),
    ("resident_code", _spec("resident_code", 1), ("1" * 10,), "KRN-01"),
    ("card_number", _spec("card_number", 1), ("A1",), "LCH-0723"),
    ("flag", _spec("flag", 1), ("有",), "LCH-0723"),
    ("day", _spec("day", 1), ("20261124",), "LCH-0723"),
    ("day", _spec("day", 1), ("2026-02-30",), "LCH-0723"),
    ("required_day", _spec("required_day", 1), ("",), "LCH-0725"),
    ("legal_date", _spec("legal_date", 3, 3), ("", "0", ""), "LCH-0725"),
    ("legal_date", _spec("legal_date", 3, 3), ("", "1", ""), "LCH-0725"),
    ("legal_date", _spec("legal_date", 3, 3), ("2026-11-24", "0", "令和8年頃"), "LCH-0724"),
    ("legal_date", _spec("legal_date", 3, 3), ("", "1", "いつか"), "KRN-01"),
    ("legal_date", _spec("legal_date", 3, 3), ("8.11.24", "0", ""), "LCH-0723"),
    ("code", _spec("code", 1, table="sex"), ("9",), "LCH-0721"),
    ("code", _spec("code", 1, table="sex"), ("",), "LCH-0725"),
    ("code", _spec("code", 1, table="reason"), ("23",), "LCH-0723"),
    ("optional_code", _spec("optional_code", 1, table="country"), ("233",), "LCH-0723"),
    ("name", _spec("name", 4, 3), ("仮名　一", "架空", "一", ""), "LCH-0724"),
    ("name", _spec("name", 4, 3), ("A B", "", "", "A C"), "LCH-0724"),
    ("name", _spec("name", 4, 3), ("", "", "", ""), "LCH-0725"),
    ("name", _spec("name", 4, 3), ("", "架空", "", ""), "KRN-0166"),
    ("reading", _spec("reading", 3, 2), ("カメイ　イチ", "カクウ", "イチ"), "LCH-0724"),
    ("relationship", _spec("relationship", 5, 5, table="relationship"), ("20", "", "", "", "妻"), "LCH-0724"),
    ("relationship", _spec("relationship", 5, 5, table="relationship"), ("21", "", "", "", ""), "LCH-0721"),
    ("relationship", _spec("relationship", 5, 5, table="relationship"), ("", "", "", "", "長男"), "KRN-0195"),
    ("address", _spec("address", 8, 8), ("132292", "", "", "", "", "", "", ""), "KRN-0183"),
    ("address", _spec("address", 8, 8), ("132291", "", "", "", "南町", "", "", ""), "KRN-01"),
    ("address", _spec("address", 8, 8), ("132292", "", "", "", "南町", "", "", "188-0012"), "KRN-0181"),
    ("address_or_abroad", _spec("address_or_abroad", 10, 9, table="country"), ("",) * 9 + ("1 Main St",), "LCH-0724"),
    ("municipality", _spec("municipality", 1, 0), ("011011",), "LCH-0727"),
    ("branch", _spec("branch", 1, 0), ("1",), "LCH-0728"),
    ("count", _spec("count", 1), ("0",), "LCH-0723"),
    ("count", _spec("count", 1), ("²",), "LCH-0723"),
    ("trace", _spec("trace", 1), ("x",), "LCH-0723"),
    ("moment", _spec("moment", 1), ("2026-11-24 10:00:00",), "LCH-0723"),
    ("basis", _spec("basis", 1), ("whim",), "LCH-0723"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "spec", "cells", "code"), BAD)
def test_a_bad_cell_is_refused_under_a_code_and_without_its_content(
    kind: str, spec: Spec, cells: Any, code: str
):
    with pytest.raises(JukiError) as refused:
        KINDS[kind].read(cells, spec)
    assert refused.value.code.startswith(code)
    assert not any(len(cell) > 3 and cell in str(refused.value) for cell in cells)


def test_a_code_of_another_register_is_mapped_and_never_guessed():
    table = CodeTable("reason", {"23": "SHIBO", "21": "SHIBO"})
    spec = Spec(Part("code", ("c",), (0,), ("k",), "reason"), table, CITY)
    assert KINDS["code"].read(("21",), spec) == ("SHIBO",)
    assert KINDS["code"].write(("SHIBO",), spec) == ("23",)
    with pytest.raises(JukiError) as missing:
        KINDS["code"].write(("TENKYO",), spec)
    assert missing.value.code == "LCH-0741"
