"""Rows and labels: what stands where, and what is left out how."""

from collections.abc import Callable

import msgspec
import pytest

from juki.paper import sheet
from juki.paper.certificate import Certificate, Entry, Japanese, Person

Make = Callable[..., Certificate]
Build = Callable[..., Person]


def cells(block: sheet.Block) -> dict[str, sheet.Cell]:
    return {cell.label: cell for row in block for cell in row.cells}


class TestSheets:
    @pytest.mark.parametrize(
        ("persons", "sizes"), [(1, [1]), (4, [4]), (5, [4, 1]), (8, [4, 4]), (10, [4, 4, 2])]
    )
    def test_hold_four_persons(self, person: Build, certificate: Make, persons: int, sizes: list[int]):
        layout = sheet.compose(certificate(*[person()] * persons))
        assert [len(blocks) for blocks in layout.sheets] == sizes

    def test_keep_the_order_of_the_record(self, person: Build, certificate: Make):
        names = [f"見本　{mark}" for mark in "一二三四五六"]
        layout = sheet.compose(certificate(*[person(name=name) for name in names]))
        assert [cells(block)["氏名"].text for blocks in layout.sheets for block in blocks] == names


class TestSpecimen:
    def test_says_so_across_the_page_and_bears_no_seal(self, person: Build, certificate: Make):
        original = certificate(person())
        shown = sheet.compose(msgspec.structs.replace(original, specimen=True))
        assert (shown.across, shown.certification.seal) == (sheet.SPECIMEN, "")
        assert sheet.compose(original).across == ""
        assert shown.sheets == sheet.compose(original).sheets


class TestItems:
    @pytest.mark.parametrize(
        ("item", "label"),
        [
            ("relationship", "続柄"),
            ("previous_address", "従前の住所"),
            ("individual_number", "個人番号"),
            ("resident_code", "住民票コード"),
        ],
    )
    def test_left_out_or_shown(self, person: Build, certificate: Make, item: str, label: str):
        for value, printed in ((None, "【省略】"), ("値", "値"), ("＊＊＊", "＊＊＊")):
            layout = sheet.compose(certificate(person(**{item: value})))
            assert cells(layout.sheets[0][0])[label].text == printed

    def test_blank_stays_blank(self, person: Build, certificate: Make):
        shown = cells(sheet.compose(certificate(person(previous_address="", notified=""))).sheets[0][0])
        assert (shown["従前の住所"].text, shown["届出年月日"].text) == ("", "")

    def test_reading_follows_in_brackets(self, person: Build, certificate: Make):
        origin = Japanese(
            honseki=None, register_head=None, former_surname="試験", former_surname_kana="シケン"
        )
        shown = cells(sheet.compose(certificate(person(origin=origin))).sheets[0][0])
        assert (shown["氏名"].under, shown["旧氏"].under) == ("（ミホン　タロウ）", "（シケン）")

    def test_uncertified_reading_leaves_no_brackets(self, person: Build, certificate: Make):
        assert cells(sheet.compose(certificate(person(kana=""))).sheets[0][0])["氏名"].under == ""

    def test_no_former_surname_is_not_applicable(self, person: Build, certificate: Make):
        assert cells(sheet.compose(certificate(person())).sheets[0][0])["旧氏"].text == "＊＊＊"

    def test_only_the_foreign_block_has_the_stay(self, person: Build, foreigner: Build, certificate: Make):
        japanese, foreign = (cells(b) for b in sheet.compose(certificate(person(), foreigner())).sheets[0])
        only_foreign = {"国籍・地域", "通称", "在留資格", "在留期間の満了の日", "外国人住民となった年月日"}
        only_japanese = {"本籍", "筆頭者", "旧氏", "住民となった年月日"}
        assert only_foreign <= foreign.keys() - japanese.keys()
        assert only_japanese <= japanese.keys() - foreign.keys()

    def test_further_entries_come_last(self, person: Build, certificate: Make):
        entry = Entry(label="通称の記載及び削除に関する事項", text=None)
        block = sheet.compose(certificate(person(entries=(entry,)))).sheets[0][0]
        assert block[-1] == sheet.Row("wide", (sheet.Cell(entry.label, "【省略】"),))


class TestTexts:
    def test_reach_everything_that_is_drawn(self, person: Build, foreigner: Build, certificate: Make):
        layout = sheet.compose(certificate(person(), foreigner(remarks="備考の文")))
        checked = "".join(text for _where, text in sheet.texts(layout))
        drawn = [cell for blocks in layout.sheets for block in blocks for row in block for cell in row.cells]
        assert layout.household.text in checked
        for cell in drawn:
            assert cell.label in checked
            assert cell.text in checked
            assert cell.under in checked
        certification = msgspec.to_builtins(layout.certification)
        for text in [*certification.pop("certifier").values(), *certification.values(), layout.issue_number]:
            assert text in checked
