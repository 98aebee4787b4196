"""The written pages: no dead link, programs that read, no source that nobody can look up."""

import re
from pathlib import Path

import pytest

from juki.launch.home import REPOSITORY
from juki.launch.reference import writing

DOCS = REPOSITORY / "docs"
PAGES = sorted(page for page in DOCS.rglob("*.md") if DOCS / "reference" not in page.parents)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
GENERATED = writing.pages()
INTERNAL = "rul" + "ings"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_links_lead_somewhere(page: Path):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        place = (page.parent / target).resolve()
        is_generated = place.is_relative_to(DOCS / "reference")
        known = str(place.relative_to(DOCS / "reference")) in GENERATED if is_generated else False
        assert known or place.exists(), target


@pytest.mark.parametrize("name", [name for name in GENERATED if name.endswith(".md")])
def test_generated_links_lead_somewhere(name: str):
    for target in LINK.findall(GENERATED[name]):
        assert target in GENERATED or (DOCS / "reference" / target).resolve().exists(), target


def test_the_programs_in_the_pages_read():
    texts = [text for page in PAGES for text in PYTHON.findall(page.read_text(encoding="utf-8"))]
    programs = [*texts, *(file.read_text(encoding="utf-8") for file in (DOCS / "howto").glob("*.py"))]
    assert len(programs) >= 3
    for text in programs:
        compile(text, "page", "exec")


def test_every_code_named_in_a_page_exists():
    known = GENERATED["errors.md"]
    for page in PAGES:
        for code in re.findall(r"`([A-Z]{3}-[0-9]{4})`", page.read_text(encoding="utf-8")):
            assert f"| {code} |" in known, f"{page.name} {code}"


def test_every_decision_has_one_shape_and_stands_in_the_index():
    index = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    for page in sorted((DOCS / "adr").glob("0*.md")):
        assert f"({page.name})" in index
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]} ")
        assert "Status:" not in text


def test_every_rule_page_stands_in_the_index():
    index = (DOCS / "rules" / "README.md").read_text(encoding="utf-8")
    assert {page.name for page in (DOCS / "rules").glob("*.md")} - {"README.md"} == set(
        re.findall(r"\]\(([a-z-]+\.md)\)", index)
    )


def test_sources_are_texts_that_somebody_published():
    files = [*(REPOSITORY / "src").rglob("*.py"), *DOCS.rglob("*.md"), REPOSITORY / "links.toml"]
    word = re.compile(rf"\b{INTERNAL}\b")
    assert [
        str(file.relative_to(REPOSITORY)) for file in files if word.search(file.read_text(encoding="utf-8"))
    ] == []
