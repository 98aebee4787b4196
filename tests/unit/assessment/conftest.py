"""Small catalogues."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from support import small_ledger


@pytest.fixture
def ledger_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small catalogue; keyword arguments hold more files."""
    return partial(small_ledger.write, tmp_path / "ledger")
