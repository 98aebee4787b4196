"""``juki assess`` from a checkout without a city: what it reads, what it prints, how it ends."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from juki.assessment import evidence
from juki.assessment.catalogue import load
from juki.assessment.findings import findings_of
from juki.assessment.rows import Kind
from juki.assessment.sources import sources_of
from juki.launch.command_line import main
from juki.launch.commands import assess
from juki.launch.home import Home

WHEN = datetime(2026, 11, 24, 1, tzinfo=UTC)
NODE = "tests/unit/launch/commands/test_assess_command.py::test_x"


@pytest.fixture(autouse=True)
def _no_evidence_of_this_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("JUKI_EVIDENCE", raising=False)
    monkeypatch.setattr(assess, "OF_THIS_CHECKOUT", tmp_path / "cache" / "evidence.json")


def leave(
    file: Path,
    *,
    outcome: evidence.Outcome = "passed",
    product: str | None = None,
    rows: tuple[str, ...] = ("S1.01",),
) -> Path:
    """Evidence of one test for S1.01, or other ``rows``, on these sources unless ``product`` says others."""
    here = sources_of()
    entry = evidence.Trial(
        nodeid=NODE,
        outcome=outcome,
        when=WHEN,
        seconds=0.1,
        rows=rows,
        systems=("registry",),
    )
    evidence.write(
        file,
        evidence.Evidence(
            commit="c" * 40, product=product or here.product, tests=here.tests, started=WHEN, finished=WHEN,
            entries=(entry,),
        ),
    )  # fmt: skip
    return file


def of_s1(capsys: pytest.CaptureFixture[str]) -> dict:
    rows = json.loads(capsys.readouterr().out)
    return next(row for row in rows if row["id"] == "S1.01")


def test_without_evidence_nothing_is_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["assess", "--home", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "証跡なし" in printed
    assert "証跡なし" in printed.splitlines()[-1]
    assert "misprint" in printed
    assert len(printed.splitlines()) < 40
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("outcome", "product", "state", "code"),
    [
        ("passed", None, "VERIFIED", 0),
        ("failed", None, "FAILED", 1),
        ("passed", "another", "STALE", 0),
        ("failed", "another", "FAILED", 1),
        ("skipped", None, "OPEN", 0),
    ],
)
def test_json_has_every_row_with_state_and_proofs(tmp_path: Path, capsys, outcome, product, state, code):
    file = leave(tmp_path / "e.json", outcome=outcome, product=product)
    assert main(["assess", "--json", "--home", str(tmp_path), "--evidence", str(file)]) == code
    row = of_s1(capsys)
    assert {"id", "title", "state", "proofs"} <= set(row)
    assert (row["state"], row["proofs"], row["system"]) == (state, [NODE], ["registry"])


def test_evidence_of_the_home_comes_before_that_of_the_checkout(tmp_path: Path):
    home = Home(tmp_path)
    assert assess.evidence_file(None, home, {}) == assess.OF_THIS_CHECKOUT
    installed = leave(tmp_path / "evidence" / "tests.json")
    assert assess.evidence_file(None, home, {}) == installed
    assert assess.evidence_file(None, home, {"JUKI_EVIDENCE": "/x"}) == Path("/x")
    assert assess.evidence_file(Path("/y"), home, {"JUKI_EVIDENCE": "/x"}) == Path("/y")


def test_rows_of_a_state_are_listed_by_its_short_or_whole_name(tmp_path: Path, capsys):
    file = str(leave(tmp_path / "e.json"))
    place = ["--home", str(tmp_path), "--evidence", file]
    assert main(["assess", "--state", "verified", *place]) == 0
    printed = capsys.readouterr().out
    assert "S1.01" in printed
    assert "S1.02" not in printed
    assert main(["assess", "--state", "OPEN", "--system", "kiosk", *place]) == 0
    printed = capsys.readouterr().out
    assert "S3.01" in printed
    assert "S1.02" not in printed
    with pytest.raises(SystemExit):
        main(["assess", "--state", "GOOD", *place])


def test_a_failure_ends_with_one_whatever_is_shown(tmp_path: Path, capsys):
    file = leave(tmp_path / "e.json", outcome="failed")
    assert (
        main(["assess", "--json", "--system", "kiosk", "--home", str(tmp_path), "--evidence", str(file)]) == 1
    )


def test_evidence_that_was_asked_for_must_be_there(tmp_path: Path, capsys):
    missing = str(tmp_path / "none.json")
    assert main(["assess", "--home", str(tmp_path), "--evidence", missing]) == 78
    assert "ASM-011" in capsys.readouterr().err


def test_declarations_of_the_home_are_read(tmp_path: Path, capsys):
    text = '[[declared]]\nrow = "U:none"\nrole = "課長"\nday = 2026-01-01\nstatement = "行った。"\n'
    (tmp_path / "registers.toml").write_text(text, encoding="utf-8")
    assert main(["assess", "--home", str(tmp_path)]) == 78
    assert "U:none" in capsys.readouterr().err


def test_what_failed_stands_between_the_summary_and_the_counts_of_findings(tmp_path: Path, capsys):
    file = str(leave(tmp_path / "e.json", outcome="failed"))
    assert main(["assess", "--home", str(tmp_path), "--evidence", file]) == 1
    lines = capsys.readouterr().out.splitlines()
    summary, failed, counts = (
        next(number for number, line in enumerate(lines) if begins in line)
        for begins in ("システムの機能", "FAILED: 1", "misprint: ")
    )
    assert summary < failed < counts
    assert len(lines) < 40
    assert "429 行 = 評価書の約束 471 件(212 の対策)" in "\n".join(lines)


def test_findings_are_listed_when_asked_for(tmp_path: Path, capsys):
    assert main(["assess", "--home", str(tmp_path)]) == 0
    short = capsys.readouterr().out
    assert main(["assess", "--home", str(tmp_path), "--findings"]) == 0
    whole = capsys.readouterr().out
    finding = next(one for one in findings_of(load()) if one.kind == "misprint")
    assert finding.where not in short
    assert finding.where in whole


def test_many_stale_rows_are_no_wall(tmp_path: Path, capsys):
    clauses = [row for row in load().rows if row.kind is Kind.CLAUSE and not row.not_applicable]
    rows = tuple(row.id for row in clauses if row.systems == ("registry",))[: assess.MOST_STALE + 9]
    file = leave(tmp_path / "e.json", product="another", rows=rows)
    assert main(["assess", "--home", str(tmp_path), "--evidence", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "他 / and" in printed
    assert rows[0] in printed
    assert rows[-1] not in printed
    assert "--state STALE" in printed


def test_the_page_is_written(tmp_path: Path, capsys):
    page = tmp_path / "ledger.html"
    assert main(["assess", "--home", str(tmp_path), "--html", str(page)]) == 0
    printed = capsys.readouterr().out
    assert str(page) in printed
    assert "FAILED 0" in printed
    assert len(printed.splitlines()) < 8
    assert 'id="S1.01"' in page.read_text(encoding="utf-8")
    assert main(["assess", "--home", str(tmp_path), "--html", str(tmp_path / "no" / "page.html")]) == 78
