"""registers.toml: what an installation says of itself, and what it may not say."""

from datetime import date
from pathlib import Path

import pytest

from juki.assessment.catalogue import load
from juki.assessment.errors import RegisterInFuture, RegisterRefused, RegistersUnreadable, UnknownReference
from juki.assessment.registers import Registers, read
from support import small_ledger

TODAY = date(2026, 11, 24)
SAID = '[[declared]]\nrow = "{row}"\nrole = "市民課長"\nday = {day}\nstatement = "行った。"\n'
KEPT = '[[evidenced]]\nrow = "{row}"\nregister = "点検表"\nday = {day}\nmonths = {months}\n'


def written(place: Path, text: str) -> Registers:
    file = place / "registers.toml"
    file.write_text(text, encoding="utf-8")
    return read(file, rows=load(small_ledger.write(place / "ledger")).by_id, today=TODAY)


def test_an_installation_without_the_file_says_nothing(tmp_path: Path):
    assert read(tmp_path / "registers.toml", rows={}, today=TODAY) == Registers()


def test_statements_and_registers_are_read(tmp_path: Path):
    text = SAID.format(row="C:edu.training@1", day="2026-11-24")
    text += KEPT.format(row="C:acc.2fa@1", day="2026-11-01", months=12)
    found = written(tmp_path, text)
    assert found.declared[0].role == "市民課長"
    assert found.evidenced[0].months == 12


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (SAID.format(row="C:edu.training@9", day="2026-10-01"), UnknownReference),
        (SAID.format(row="S1.01", day="2026-10-01"), RegisterRefused),
        (KEPT.format(row="STD:4.0.8/1", day="2026-10-01", months=1), RegisterRefused),
        (SAID.format(row="C:edu.training@1", day="2026-11-25"), RegisterInFuture),
        (KEPT.format(row="C:edu.training@1", day="2026-10-01", months=0), RegistersUnreadable),
        (SAID.format(row="C:edu.training@1", day='"yesterday"'), RegistersUnreadable),
        (SAID.format(row="C:edu.training@1", day="2026-10-01").replace("市民課長", ""), RegistersUnreadable),
        (SAID.format(row="C:edu.training@1", day="2026-10-01").replace("市民課長", " "), RegistersUnreadable),
        (SAID.format(row="C:edu.training@1", day="2026-10-01").replace("行った。", "\u3000 "), RegistersUnreadable),
        (KEPT.format(row="C:edu.training@1", day="2026-10-01", months=1).replace("点検表", "　"), RegistersUnreadable),
        ("[[declared", RegistersUnreadable),
    ],
)  # fmt: skip
def test_what_may_not_be_said(tmp_path: Path, text: str, error: type[Exception]):
    with pytest.raises(error):
        written(tmp_path, text)
