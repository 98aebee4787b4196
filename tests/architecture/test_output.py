"""No file leaves a system but by the ledger of outputs: in the code that exists, and in the settings of every process."""

import ast
import re
from pathlib import Path

import pytest

import juki
from juki.launch.reference.applications import URLCONFS
from juki.oversight.output.domain.exports import exports

SOURCE = Path(juki.__file__).parent
HOUSES = [SOURCE / "systems", SOURCE / "office", SOURCE / "screens", SOURCE / "oversight"]
FILES = sorted(file for house in HOUSES for file in house.rglob("*.py"))
KEPT = re.compile(
    r"text/(csv|plain|tab)|/(zip|x-zip|gzip|octet-stream|x-tar|vnd\.|msexcel|x-7z)|attachment", re.IGNORECASE
)
ALLOWED = {
    "oversight/output/web/reply.py": "the ledger's own answer",
    "oversight/output/web/gate.py": "the gate, which asks for the word",
    "screens/static_files.py": "files of ours: styles, scripts, fonts",
}
STREAMS = {"FileResponse", "StreamingHttpResponse"}
CERTIFICATES = {"systems/registry/web/preview.py": "application/pdf"}
"""A certificate is issued, numbered and logged on its own account."""


def _places(wanted) -> set[str]:
    found = set()
    for file in FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        }
        if any(wanted(node, docs) for node in ast.walk(tree)):
            found.add(str(file.relative_to(SOURCE)))
    return found


def _says_file(node: ast.AST, docs: set[str | None]) -> bool:
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return bool(text) and text not in docs and bool(KEPT.search(text))


def test_only_the_ledger_answers_with_a_file():
    found = _places(_says_file)
    assert found - set(ALLOWED) == set(CERTIFICATES)
    for file, kind in CERTIFICATES.items():
        text = (SOURCE / file).read_text(encoding="utf-8")
        assert re.findall(r'content_type="([^"]+)"', text.replace("image/png", kind)) == [kind] * 2


def test_only_static_files_are_streamed():
    found = _places(lambda node, _docs: isinstance(node, ast.Name) and node.id in STREAMS)
    assert found == {"screens/static_files.py"}


@pytest.mark.parametrize("system", sorted(set(URLCONFS) - {"outside"}))
def test_every_process_of_the_city_has_the_gate(system: str):
    place = SOURCE / "office" if system == "office" else SOURCE / "systems" / system
    text = (place / "settings.py").read_text(encoding="utf-8")
    assert re.search(r"^    house_settings\($", text, re.MULTILINE)
    assert "MIDDLEWARE" not in text
    shared = (SOURCE / "oversight" / "settings.py").read_text(encoding="utf-8")
    assert '[*settings["MIDDLEWARE"], GATE]' in shared


def test_every_export_is_made_by_the_ledger():
    """Each kind of file names its code: the one place that makes it calls ``release``."""
    calls = {
        str(file.relative_to(SOURCE))
        for file in [*FILES, *(SOURCE / "launch").rglob("*.py")]
        if re.search(r"(?<![\w.])(release|let_out)\(\s*act,", file.read_text(encoding="utf-8"))
    }
    assert calls >= {"systems/registry/services/bulk/extracting.py", "systems/registry/services/linkage.py"}
    assert set(exports()) == {"linkage", "bulk_extract"}
