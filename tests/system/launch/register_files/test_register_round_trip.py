"""A register with a past goes out as files, into an empty city, and out again: the same to the byte. Bad files change nothing."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from juki.launch import loading
from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.home import Home
from juki.launch.loading.errors import AlreadyLoaded
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.register_files.errors import NoFile, OpenToOthers, PlaceTaken, Refused
from juki.launch.register_files.exporting import Dialect, export
from juki.launch.register_files.importing import REPORT, Wish, import_register
from juki.launch.serving import served
from support.sealed import plain_rows

sys.path.insert(0, str(Path(__file__).parents[4] / "bench"))

import history_load

RESIDENTS = 60


@dataclass
class Cities:
    """Where the files of the first city are, and the second, which is empty until the last test."""

    files: Path
    empty: Home
    place: Path

    def copy(self, name: str, change: Callable[[Path], None]) -> Path:
        folder = self.place / name
        shutil.copytree(self.files, folder)
        change(folder)
        return folder

    def rows(self, system: str, query: str) -> list[tuple[object, ...]]:
        with psycopg.connect(dsn_for(system, Role.OWNER, home=self.empty.root)) as connection:
            return plain_rows(self.empty, system, connection.execute(query.encode()).fetchall())


@pytest.fixture(scope="module")
def cities() -> Iterator[Cities]:
    root = Path(tempfile.mkdtemp(prefix="juki-import-"))
    root.chmod(0o755)
    try:
        one, two = Home(root / "one"), Home(root / "two")
        quiet = Progress(lambda _text: None)
        load = lambda home: loading.load(home, progress=lambda _done, _total: None)  # noqa: E731
        first = found(one, Founding(residents=RESIDENTS, seed=7, load=load), quiet)
        with served(one, first):
            with psycopg.connect(dsn_for("registry", Role.OWNER, home=one.root)) as register:
                history_load.multiply(register, 3)
            export(one, root / "files")
        second = found(two, Founding(residents=RESIDENTS, seed=8), quiet)
        with served(two, second):
            yield Cities(root / "files", two, root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _replaced(folder: Path, old: str, new: str, *, file: str = "residents.csv", count: int = 1) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, count), encoding="utf-8")


def _cell(folder: Path, row: int, name: str, value: str) -> None:
    lines = (folder / "residents.csv").read_text(encoding="utf-8").split("\n")
    at = lines[0].rstrip("\r").split(",").index(name)
    cells = lines[row - 1].split(",")
    cells[at] = value
    lines[row - 1] = ",".join(cells)
    (folder / "residents.csv").write_text("\n".join(lines), encoding="utf-8")


def _no_events(folder: Path) -> None:
    file = folder / "events.csv"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\r\n", encoding="utf-8")


BAD: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "unmapped code": (lambda folder: _cell(folder, 2, "性別", "7"), "性別", "LCH-0721"),
    "wrong number": (lambda folder: _cell(folder, 2, "個人番号", "123456789012"), "個人番号", "KRN-01"),
    "other municipality": (lambda folder: _cell(folder, 3, "市区町村コード", "011011"), "市区町村コード", "LCH-0727"),
    "no such day": (lambda folder: _cell(folder, 2, "異動届出年月日", "2026-02-30"), "異動届出年月日", "LCH-0723"),
    "gap": (lambda folder: _cell(folder, 2, "個人履歴番号", "9"), "", "LCH-073"),
    "no latest": (lambda folder: _cell(folder, 2, "最新フラグ", "7"), "", "LCH-0732"),
    "header": (lambda folder: _replaced(folder, "記載順位", "順位"), "記載順位", "LCH-0729"),
    "constraint": (lambda folder: _cell(folder, 2, "本籍", ""), "", "LCH-0733"),
    "order": (lambda folder: _cell(folder, 2, "記載順位", "8"), "世帯番号", "LCH-0734"),
    "width": (lambda folder: _replaced(folder, "\n132292,", "\nx,132292,"), "", "LCH-0730"),
    "event": (_no_events, "trace", "LCH-0743"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_bad_rows_are_reported_and_nothing_is_kept(cities: Cities, what: str):
    change, column, code = BAD[what]
    folder = cities.copy(what.replace(" ", "-"), change)
    if what in ("order", "no latest"):  # of somebody with one version, so that nothing else is wrong
        _alone(folder, what)
    with pytest.raises(Refused):
        import_register(cities.empty, folder, Wish())
    report = (cities.empty.root / "log" / REPORT).read_text(encoding="utf-8-sig").splitlines()[1:]
    assert any(
        line.split(",")[3].startswith(code) and (not column or line.split(",")[2] == column)
        for line in report
    ), report[:5]
    secrets = (folder / "residents.csv").read_text(encoding="utf-8").splitlines()[2].split(",")
    assert secrets[21] not in "\n".join(report)
    assert cities.rows("registry", "select count(*) from registry_resident_version") == [(0,)]
    assert cities.rows("registry", "select count(*) from registry_event") == [(0,)]


def _alone(folder: Path, what: str) -> None:
    fresh = folder.with_name(f"{folder.name}-again")
    shutil.copytree(folder.parent / "files", fresh)
    lines = (fresh / "residents.csv").read_text(encoding="utf-8").split("\n")
    header = lines[0].rstrip("\r").split(",")
    number, latest = header.index("個人履歴番号"), header.index("最新フラグ")
    row = next(
        place for place, line in enumerate(lines[1:], start=2)
        if (cells := line.split(","))[number] == cells[latest] == "1"
    )  # fmt: skip
    name, value = ("記載順位", "8") if what == "order" else ("最新フラグ", "0")
    _cell(fresh, row, name, value)
    shutil.rmtree(folder)
    fresh.rename(folder)


def test_files_that_others_may_read_are_refused(cities: Cities):
    folder = cities.copy("open", lambda folder: (folder / "residents.csv").chmod(0o644))
    with pytest.raises(OpenToOthers):
        import_register(cities.empty, folder, Wish())


def test_a_place_without_files_is_refused(cities: Cities, tmp_path: Path):
    with pytest.raises(NoFile):
        import_register(cities.empty, tmp_path, Wish())


def test_a_trial_keeps_nothing(cities: Cities):
    tried = import_register(cities.empty, cities.files, Wish(dry_run=True))
    assert tried.residents == RESIDENTS
    assert cities.rows("registry", "select count(*) from registry_resident") == [(0,)]
    assert cities.rows("unified", "select count(*) from unified_person") == [(0,)]


def test_the_standard_file_alone_is_enough_to_try(cities: Cities):
    folder = cities.place / "alone"
    folder.mkdir()
    shutil.copy2(cities.files / "residents.csv", folder / "residents.csv")
    tried = import_register(cities.empty, folder, Wish(dry_run=True))
    assert (tried.residents, tried.left_out) == (RESIDENTS, 0)


def test_what_has_no_place_is_told_and_the_rest_taken(cities: Cities):
    folder = cities.copy("absent", lambda folder: _cell(folder, 2, "届出番号", "A-1"))
    assert import_register(cities.empty, folder, Wish(dry_run=True)).left_out == 1
    report = (cities.empty.root / "log" / REPORT).read_text(encoding="utf-8-sig")
    assert ",届出番号,LCH-0726," in report
    assert "A-1" not in report


def test_out_in_and_out_again_is_the_same_to_the_byte(cities: Cities):
    """Last, because it fills the city."""
    bom = cities.copy("bom", _as_bom_and_lf)
    done = import_register(cities.empty, bom, Wish())
    assert done.residents == RESIDENTS
    again = cities.place / "again"
    export(cities.empty, again)
    for file in sorted(cities.files.iterdir()):
        assert (again / file.name).read_bytes() == file.read_bytes(), file.name
        assert (again / file.name).stat().st_mode & 0o077 == 0
    _demand_everywhere(cities)
    with pytest.raises(AlreadyLoaded):
        import_register(cities.empty, cities.files, Wish())
    with pytest.raises(PlaceTaken):
        export(cities.empty, again)
    export(cities.empty, cities.place / "lf", dialect=Dialect(bom=True, end="\n"))
    first = (cities.place / "lf" / "residents.csv").read_bytes()
    assert first.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in first


def _as_bom_and_lf(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\r\n", b"\n"))


def _demand_everywhere(cities: Cities) -> None:
    """Every system says of everybody what the register says last."""
    register = cities.rows(
        "registry",
        """select r.resident_code, v.full_name, v.individual_number, v.address_town || v.address_lot from registry_resident r
           join registry_resident_version v on v.addressee_number = r.addressee_number and v.number = r.version order by 1""",
    )
    assert len(register) == RESIDENTS
    kiosk = cities.rows(
        "kiosk",
        "select resident_code, name, individual_number, address_town || address_lot from kiosk_person order by 1",
    )
    assert kiosk == register
    for system, table in (("jukinet", "jukinet_identification"), ("outside", "nation_person")):
        told = cities.rows(system, f"select resident_code, name, individual_number from {table} order by 1")
        assert told == [row[:3] for row in register]
    people = cities.rows(
        "unified",
        "select v.individual_number, v.name_full from unified_person p join unified_version v on v.person_id = p.id",
    )
    assert sorted(people) == sorted((number, name) for _, name, number, _ in register)
    assert cities.rows("addressee", "select count(*) from addressee_addressee") == [(RESIDENTS,)]
    assert cities.rows("registry", "select * from registry_disagreements()") == []
