"""The kernel holds what is true in all six systems: its module list is fixed here, its size capped."""

from pathlib import Path

KERNEL = Path(__file__).parents[2] / "src" / "juki" / "kernel"

MODULES = {
    "access": "who may do what",
    "audit": "the log that cannot lie",
    "clock": "two clocks",
    "door": "listeners, endpoints, coded errors",
    "errors": "the base of every anticipated error",
    "settings": "what a process is told",
    "shape": "saying where a body is wrong without repeating it",
    "values": "numbers, dates, names, addresses, deadlines",
    "work": "the unit of work",
}
MOST_LINES = 4_200


def test_the_kernel_has_exactly_these_modules():
    found = {path.stem for path in KERNEL.iterdir() if path.stem != "__init__" and path.name != "__pycache__"}
    assert found == set(MODULES)


def test_the_kernel_stays_small():
    assert sum(len(file.read_text().splitlines()) for file in KERNEL.rglob("*.py")) <= MOST_LINES
