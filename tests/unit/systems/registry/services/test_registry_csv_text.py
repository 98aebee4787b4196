"""CSV in every dialect comes in alike, and what goes out comes back."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.systems.registry.services.csv_text import BOM, LF, UnreadableCsv, opened, rows, written


def _read(text: str) -> list[list[str]]:
    return [cells for _, cells in rows(io.StringIO(text, newline=""))]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("bom", ["", BOM])
def test_every_dialect_says_the_same(end: str, bom: str):
    assert _read(f'{bom}番号,氏名{end}1,"架空,一"{end}') == [["番号", "氏名"], ["1", "架空,一"]]


def test_a_bom_is_taken_away_once_and_only_at_the_beginning():
    assert _read(f"{BOM}{BOM}a,b\n{BOM}c,d\n") == [[f"{BOM}a", "b"], [f"{BOM}c", "d"]]


def test_rows_are_numbered_as_in_the_file_and_blank_ones_passed_over():
    found = list(rows(io.StringIO("a,b\n\nc,d\n", newline="")))
    assert found == [(1, ["a", "b"]), (3, ["c", "d"])]


@pytest.mark.parametrize("text", ['a,"b\n', 'a,"b"c\n'])
def test_broken_quotes_say_which_row(text: str):
    with pytest.raises(UnreadableCsv) as refused:
        _read(f"x,y\n{text}")
    assert refused.value.fields == {"row": 2}


def test_what_is_no_utf_8_comes_through_as_surrogates(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("氏,名\n".encode("cp932"))
    with opened(file) as stream:
        ((_, cells),) = rows(stream)
    assert any("\ud800" <= sign <= "\udfff" for cell in cells for sign in cell)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=12)


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=4), st.sampled_from(["\r\n", LF])
)
def test_what_goes_out_comes_back(table: list[list[str]], end: str):
    assert _read("".join(written(row, end=end) for row in table)) == table
