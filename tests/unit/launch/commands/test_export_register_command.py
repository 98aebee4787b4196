"""``juki export-register`` writes in clear and past the ledger of outputs: not in earnest."""

from argparse import Namespace
from pathlib import Path

import pytest

from juki.launch.commands import export_register
from juki.launch.errors import NotByTheLedger
from juki.launch.home import Home


def test_a_city_in_earnest_writes_no_register_past_the_ledger(tmp_path: Path):
    home = Home(tmp_path / "home")
    home.root.mkdir()
    home.city_file.write_text("production = true\n", encoding="utf-8")
    home.founded_file.write_text("{}", encoding="utf-8")
    options = Namespace(folder=tmp_path / "out", mapping=None, bom=False, lf=False)
    with pytest.raises(NotByTheLedger):
        export_register.execute(home, options)
    assert not options.folder.exists()
