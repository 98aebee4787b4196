"""What of a home is in a backup."""

from pathlib import Path

from juki.launch.backup.contents import files
from juki.launch.home import Home

IN = [
    "city.toml", "clients/a.b.key", "clock.json", "cards/authority.key", "founded.json", "identities/kiosk/tls.key",
    "keys/made-by-a-system.key", "whatever/deep/down/file",
]  # fmt: skip
OUT = [
    "postgres/data/PG_VERSION", "pg/18/bin/postgres", "log/kiosk.log", "run/state.json", "systems/kiosk.json",
    "restoring/city.toml", "before-20261124T000000Z/secrets/postgres", "backups/a.juki", "a.juki", "clock.new",
    ".a.juki.7.partial", "secrets/.kiosk.app.7",
]  # fmt: skip


def test_everything_but_what_is_written_anew(tmp_path: Path):
    for name in IN + OUT:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "link.json").symlink_to(tmp_path / "city.toml")
    found = dict(files(Home(tmp_path)))
    assert sorted(found) == sorted(IN)
    assert all(file.read_text() == name for name, file in found.items())
