"""The size of files, and what must not stand in any of them."""

import re
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def _committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("folder", ["src", "tests", "bench"])
def test_no_file_is_longer_than_500_lines(folder: str):
    long = {
        str(file.relative_to(ROOT)): _lines(file)
        for file in (ROOT / folder).rglob("*.py")
        if _lines(file) > 500
    }
    assert long == {}


def test_the_median_file_is_short():
    assert statistics.median(_lines(file) for file in SOURCES if file.name != "__init__.py") <= 120


def test_no_module_is_a_catch_all():
    refused = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "misc", "base"}
    assert [
        str(file) for file in SOURCES if refused & set(file.relative_to(ROOT).with_suffix("").parts)
    ] == []


def test_no_committed_file_names_a_package_registry_or_mirror():
    names = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "npmjs" + ".org",
        "deb.debian" + ".org",
        "--index" + "-url",
    )
    pattern = re.compile("|".join(re.escape(name) for name in names))
    found = []
    for file in _committed():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if pattern.search(text):
            found.append(str(file.relative_to(ROOT)))
    assert found == []


def test_every_dependency_is_pinned_with_a_hash():
    for name in ("requirements.txt", "requirements-uv.txt"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==\S+", text, re.MULTILINE)
        blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert pins
        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_no_test_is_named_after_what_differs_between_two_workers():
    refused = "ids=" + "str"
    found = [
        str(file.relative_to(ROOT)) for file in (ROOT / "tests").rglob("*.py") if refused in file.read_text()
    ]
    assert found == []
