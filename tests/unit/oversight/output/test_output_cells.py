"""A spreadsheet computes nothing of what is written, and what is read is what was."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.oversight.output.domain.cells import STARTERS, harmless, restored
from juki.systems.registry.services import csv_text

TABLE = [
    ("", ""), ("青葉台", "青葉台"), ("1-2", "1-2"), ("=1+1", "'=1+1"), ("+81", "'+81"), ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\n=1", "'\n=1"), ("＝1", "'＝1"), ("－1", "'－1"),
    ("＋1", "'＋1"), ("＠x", "'＠x"), ("'=1", "''=1"), ("''=1", "'''=1"), ("'80", "'80"), ("'", "'"), ("''", "''"),
    ('=cmd|"/c calc"!A1', '\'=cmd|"/c calc"!A1'), (" =1", " =1"), ("a=1", "a=1"), ("-", "'-"), ("=", "'="),
]  # fmt: skip
TEXT = st.one_of(
    st.text(max_size=20),
    st.text(alphabet=[*STARTERS, "'", '"', ",", "あ", " "], max_size=8),
)


@pytest.mark.parametrize(("cell", "written"), TABLE)
def test_how_a_cell_is_written(cell, written):
    assert harmless(cell) == written
    assert restored(written) == cell


@given(TEXT)
def test_no_cell_begins_a_formula_and_every_one_comes_back(cell):
    assert harmless(cell)[:1] not in STARTERS
    assert restored(harmless(cell)) == cell


@given(st.lists(TEXT.filter(lambda text: "\0" not in text and "\r" not in text), min_size=2, max_size=5))
def test_a_row_comes_back_through_the_files_reader(cells):
    line = csv_text.written(cells)
    ((_number, read),) = csv_text.rows(io.StringIO(line, newline=""))
    assert read == cells


@pytest.mark.parametrize("start", sorted(STARTERS))
def test_each_starter_is_quoted_or_marked_in_the_file(start):
    line = csv_text.written(["a", f'{start}HYPERLINK("x")'])
    assert line.split(",", 1)[1].lstrip('"').startswith("'")
