"""COPY's text format, read back as PostgreSQL documents it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.launch.loading.lines import NULL, Block, line, statement

CELLS = st.lists(
    st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x02")), min_size=1
)
MEANING = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}


def _read(text: str) -> list[str | None]:
    assert text.endswith("\n")
    cells = text[:-1].split("\t")
    return [None if one == NULL else re.sub(r"\\.", lambda found: MEANING[found[0]], one) for one in cells]


@given(CELLS)
def test_what_is_written_reads_back(cells: list[str | None]):
    text = line(cells)
    assert text.count("\n") == 1
    assert "\r" not in text
    assert _read(text) == cells


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["a", "b"], "a\tb\n"),
        (["", None], f"\t{NULL}\n"),
        (["𠮷\U000e0100", "　"], "𠮷\U000e0100\t　\n"),
        (["a\tb", None], f"a\\tb\t{NULL}\n"),
        (["\\xff"], "\\\\xff\n"),
        (["a\nb\rc"], "a\\nb\\rc\n"),
    ],
)
def test_lines(cells: list[str | None], text: str):
    assert line(cells) == text


def test_a_block_keeps_the_order_of_tables_and_is_empty_when_taken():
    block = Block()
    block.add("b", {"x": "1", "y": None})
    block.add("a", {"z": "2"})
    block.add("b", {"x": "3", "y": "4"})
    assert block.taken() == [
        ("b", ("x", "y"), f"1\t{NULL}\n3\t4\n".encode()),
        ("a", ("z",), b"2\n"),
    ]
    assert block.taken() == []
    block.add("a", {"z": "5"})
    assert block.taken() == [("a", ("z",), b"5\n")]


def test_names_are_quoted():
    assert 'copy "t""x" ("a", "b")' in statement('t"x', ("a", "b")).as_string()
