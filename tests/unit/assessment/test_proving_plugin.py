"""The plugin, in a pytest of its own: proofs that are refused, that fail, that prove nothing, and that count."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from juki.assessment import evidence
from juki.assessment.catalogue import load
from juki.assessment.ledger import assess
from juki.assessment.registers import Registers
from juki.assessment.sources import Sources
from juki.assessment.states import State
from support import small_ledger

ROOT = Path(__file__).parents[3]
PRODUCT = """
def allowed(author, reviewer):
    return author != reviewer

DEFAULT = [code for code in "ab"]
"""
BROKEN = PRODUCT.replace("author != reviewer", "True")
LOADED = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("juki.systems.registry.reviewing", {place!r})
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
import juki.systems.registry
juki.systems.registry.reviewing = module
sys.modules[spec.name] = module
"""
PROVES = """
import pytest
from juki.systems.registry import reviewing

@pytest.mark.proves("S1.01", "STD:4.0.8/1")
def test_nobody_reviews_alone():
    assert not reviewing.allowed("a", "a")
"""
VARIANTS = """
import threading
import pytest
from juki.systems.registry import reviewing

pytestmark = pytest.mark.proves("S1.01")

@pytest.fixture
def asked():
    return reviewing.allowed("a", "a")

@pytest.fixture
def broken():
    raise RuntimeError

def test_function():
    assert not reviewing.allowed("a", "a")

def test_thread():
    beside = threading.Thread(target=reviewing.allowed, args=("a", "a"))
    beside.start()
    beside.join()

def test_nothing():
    assert True

def test_constant():
    assert reviewing.DEFAULT

def test_import():
    with open(reviewing.__file__) as text:
        exec(compile(text.read(), reviewing.__file__, "exec"), {})

def test_in_fixture(asked):
    assert not asked

def test_broken_fixture(broken):
    pass

def test_raises():
    raise RuntimeError

def test_skipped():
    pytest.skip("no")

@pytest.mark.xfail
def test_expected_to_fail():
    assert reviewing.allowed("a", "a")

@pytest.mark.xfail
def test_not_expected_to_pass():
    assert not reviewing.allowed("a", "a")

@pytest.mark.city
def test_city_without_a_city():
    assert not reviewing.allowed("a", "a")

@pytest.mark.parametrize("who", [pytest.param("a", marks=pytest.mark.proves("I1.001")), "b"])
def test_each(who):
    assert not reviewing.allowed(who, who)
    assert who != "b"
"""


@dataclass(frozen=True)
class Bench:
    """A place with a product of one function, where pytest runs on a test module."""

    place: Path

    @property
    def file(self) -> Path:
        """The evidence."""
        return self.place / "evidence.json"

    def run(self, tests: str, *options: str, product: str = PRODUCT) -> subprocess.CompletedProcess[str]:
        """Run pytest on ``tests``; by default in one process."""
        module = self.place / "juki" / "systems" / "registry" / "reviewing.py"
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(product)
        (self.place / "conftest.py").write_text(LOADED.format(place=str(module)))
        (self.place / "test_tried.py").write_text(tests)
        ledger = small_ledger.write(self.place / "ledger")
        command = [
            sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(self.place), "-p", "support.proving",
            "-p", "no:cacheprovider", "--ledger", str(ledger), "--evidence", str(self.file), "-q",
            *(options or ("-p", "no:xdist")), str(self.place / "test_tried.py"),
        ]  # fmt: skip
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self.place, timeout=120,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip

    def entries(self) -> dict[str, evidence.Trial]:
        """The entries by the name of the test."""
        return {one.nodeid.partition("::test_")[2]: one for one in evidence.read(self.file).entries}

    def state(self, row: str) -> State:
        """The state of a row, on the sources of the latest run."""
        found = evidence.read(self.file)
        ledger = assess(
            load(self.place / "ledger"), evidence=found, registers=Registers(), today=date(2026, 11, 24),
            sources=Sources(product=found.product, tests=found.tests),
        )  # fmt: skip
        return next(line.state for line in ledger.lines if line.row.id == row)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A fresh one."""
    return Bench(tmp_path)


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """One that has run all variants."""
    used = Bench(tmp_path_factory.mktemp("variants"))
    done = used.run(VARIANTS)
    assert done.returncode == 1, done.stdout + done.stderr
    (used.place / "printed").write_text(done.stdout)
    return used


def test_a_broken_product_turns_the_rows_of_its_proof_failed(bench: Bench):
    done = bench.run(PROVES)
    assert done.returncode == 0, done.stdout + done.stderr
    assert bench.state("S1.01") is State.VERIFIED
    assert bench.state("STD:4.0.8") is State.VERIFIED

    assert bench.run(PROVES, product=BROKEN).returncode == 1
    assert bench.state("S1.01") is State.FAILED
    assert bench.state("STD:4.0.8") is State.FAILED


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("function", "passed"), ("thread", "passed"), ("each[a]", "passed"),
        ("nothing", "failed"), ("constant", "failed"), ("import", "failed"), ("in_fixture", "failed"),
        ("broken_fixture", "failed"), ("raises", "failed"), ("city_without_a_city", "failed"), ("each[b]", "failed"),
        ("skipped", "skipped"), ("expected_to_fail", "xfailed"), ("not_expected_to_pass", "xpassed"),
    ],
)  # fmt: skip
def test_only_a_pass_that_ran_its_system_counts(variants: Bench, name: str, outcome: str):
    entry = variants.entries()[name]
    assert entry.outcome == outcome
    assert "S1.01" in entry.rows
    if outcome == "passed":
        assert entry.systems == ("registry",)


def test_what_runs_nothing_is_told_why(variants: Bench):
    printed = (variants.place / "printed").read_text()
    assert printed.count("証明になりません") >= 5
    assert "監査ログ" in printed


def test_a_parameter_may_have_rows_of_its_own(variants: Bench):
    assert set(variants.entries()["each[a]"].rows) == {"S1.01", "I1.001"}
    assert variants.state("I1.001") is State.VERIFIED
    assert variants.state("S1.01") is State.FAILED


def test_workers_send_what_they_saw(bench: Bench):
    done = bench.run(PROVES, "-n", "2", "--dist", "loadfile")
    assert done.returncode == 0, done.stdout + done.stderr
    assert bench.entries()["nobody_reviews_alone"].systems == ("registry",)
    assert bench.state("S1.01") is State.VERIFIED


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_mark_that_names_no_row_ends_the_run_and_names_the_test(bench: Bench, options: tuple[str, ...]):
    done = bench.run(PROVES.replace('"S1.01"', '"S1.01", "S1.99"'), *options)
    assert done.returncode != 0
    assert "test_nobody_reviews_alone: ASM-032" in done.stdout + done.stderr
    assert not bench.file.exists()


def test_a_second_run_is_merged_unless_the_sources_changed(bench: Bench):
    bench.run(PROVES)
    bench.run(PROVES.replace("alone", "twice"))
    assert list(bench.entries()) == ["nobody_reviews_alone", "nobody_reviews_twice"]

    bench.file.write_text(json.dumps({**json.loads(bench.file.read_text()), "product": "another"}))
    bench.run(PROVES.replace("alone", "thrice"))
    assert list(bench.entries()) == ["nobody_reviews_thrice"]
