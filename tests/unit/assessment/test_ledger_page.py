"""The whole ledger of a small catalogue: lines, findings, and the page with all of it."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from juki.assessment.catalogue import load
from juki.assessment.evidence import Evidence, Trial
from juki.assessment.findings import columns_of
from juki.assessment.ledger import Ledger, assess
from juki.assessment.page import html_of
from juki.assessment.registers import Declared, Registers
from juki.assessment.rows import Kind
from juki.assessment.sources import Sources, sources_of
from juki.assessment.states import State
from support import small_ledger

WHEN = datetime(2026, 11, 24, 1, tzinfo=UTC)
HERE = Sources(product="p", tests="t")


def made(place: Path, *, product: str = "p", sources: Sources = HERE) -> Ledger:
    entries = (
        Trial(
            nodeid="test_<x>", outcome="passed", when=WHEN, seconds=0.1, rows=("S1.01", "STD:4.0.8/1"),
            systems=("registry",),
        ),
        Trial(
            nodeid="test_net", outcome="passed", when=WHEN, seconds=0.1, rows=("S2.01",), systems=("jukinet",),
        ),
    )  # fmt: skip
    found = Evidence(commit="c", product=product, tests="t", started=WHEN, finished=WHEN, entries=entries)
    said = Registers(
        declared=(
            Declared(row="C:edu.training@1", role="課長", day=date(2026, 11, 1), statement="<b>行った"),
        )
    )
    rows = load(small_ledger.write(place / "ledger"))
    return assess(rows, evidence=found, registers=said, sources=sources, today=date(2026, 11, 24))


def states(ledger: Ledger) -> dict[str, State]:
    return {line.row.id: line.state for line in ledger.lines}


def test_every_row_has_its_state(tmp_path: Path):
    found = states(made(tmp_path))
    assert found["S1.01"] is State.VERIFIED
    assert found["S2.01"] is State.SIMULATED
    assert found["STD:4.0.8"] is State.VERIFIED
    assert found["MAY:4.0.8/1"] is State.NOT_APPLICABLE
    assert found["NOT:4.0.8"] is State.OPEN
    assert found["C:edu.training@1"] is State.DECLARED
    assert found["STD:3.5"] is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("product", "sources", "state"),
    [
        ("another", HERE, State.STALE),
        ("p", Sources(product="p", tests="another"), State.STALE),
        ("p", Sources(product="p", tests=""), State.VERIFIED),
    ],
    ids=["product", "tests", "no-tests-installed"],
)
def test_a_proof_on_other_sources_is_stale(tmp_path: Path, product: str, sources: Sources, state: State):
    found = states(made(tmp_path, product=product, sources=sources))
    assert found["S1.01"] is state
    assert found["STD:4.0.8"] is state


def test_any_change_of_a_source_changes_the_digest(tmp_path: Path):
    file = tmp_path / "src" / "juki" / "x.py"
    file.parent.mkdir(parents=True)
    file.write_text("a")
    (tmp_path / "tests").mkdir()
    before = sources_of(tmp_path)
    assert before.tests == ""
    (file.parent / "__pycache__").mkdir()
    (file.parent / "__pycache__" / "x.pyc").write_text("a")
    assert sources_of(tmp_path) == before
    file.write_text("b")
    changed = sources_of(tmp_path)
    assert changed.product != before.product
    (tmp_path / "tests" / "test_x.py").write_text("c")
    assert (sources_of(tmp_path).product, bool(sources_of(tmp_path).tests)) == (changed.product, True)


def test_findings_stand_beside_the_rows(tmp_path: Path):
    found = {(one.kind, one.where) for one in made(tmp_path).findings}
    assert found == {("uncovered", "registry_resident.serial"), ("homeless", "I1.002")}


def test_a_column_is_known_by_what_it_is(tmp_path: Path):
    found = columns_of(load(small_ledger.write(tmp_path)))
    assert found["registry_resident.individual_number"] == ["I1.001"]
    assert found["registry_resident.serial"] == ["personal"]
    assert found["audit_entry.number"] == ["technical"]


def test_rows_are_chosen_and_counted(tmp_path: Path):
    ledger = made(tmp_path)
    assert [line.row.id for line in ledger.chosen(state=State.SIMULATED)] == ["S2.01"]
    assert "C:acc.2fa@1" in {line.row.id for line in ledger.chosen(system="office")}
    assert ledger.summary()[Kind.SAFEGUARD] == {State.OPEN: 2, State.DECLARED: 1}
    assert ledger.summary(system="jukinet")[Kind.FUNCTION] == {State.SIMULATED: 1}


class Outline(HTMLParser):
    """Ids, links into the page, and whatever would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tables: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"]] if values.get("id") else []
        self.tables += [tag] if tag in ("table", "caption") else []
        place = values.get("src") or values.get("href") or "#"
        self.fetched += [] if place.startswith("#") else [place]


def test_the_page_has_every_row_once_and_fetches_nothing(tmp_path: Path):
    ledger = made(tmp_path)
    page = html_of(ledger)
    outline = Outline()
    outline.feed(page)
    assert [one for one in outline.ids if one in states(ledger)] == list(
        dict.fromkeys(
            line.row.id for kind in Kind for line in ledger.lines if line.row.kind is kind
        )
    )  # fmt: skip
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.fetched == []
    assert "url(" not in page
    assert outline.tables.count("table") == outline.tables.count("caption")
    assert "test_&lt;x&gt;" in page
    assert "<b>行った" not in page
    assert page.count('<details class="kind"') == page.count("<section ") > 0
    assert "署名はありません" in page


def test_what_has_to_be_looked_at_stands_above_the_folded_rows(tmp_path: Path):
    page = html_of(made(tmp_path))
    summary, opened, rows = (page.index(f'id="{name}"') for name in ("summary", "state-OPEN", "rows"))
    assert summary < opened < rows
    assert page.count('href="#I1.001"') == 1
    assert page.index('href="#I1.001"') < rows
