"""``juki simulate`` from nothing to the figures, in a home of its own that is gone afterwards."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "src"


@pytest.mark.city
def test_a_simulation_leaves_nothing_behind():
    with tempfile.TemporaryDirectory(prefix="juki-city-") as name:
        place = Path(name)
        place.chmod(0o711)  # the database's user may pass
        done = subprocess.run(
            [sys.executable, "-m", "juki.launch", "simulate", "--days", "6", "--residents", "80", "--seed", "3"],
            check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "TMPDIR": name, "JUKI_HOME": str(place / "home")},
        )  # fmt: skip
        assert list(place.iterdir()) == []
    assert "一致 / reconciled" in done.stdout
    assert "no invariant was broken" in done.stdout
