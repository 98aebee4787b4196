"""Every permission that some door or page of the city demands has a name on the list of rights, and no other has."""

import re
from pathlib import Path

import juki
from juki.office.domain.permission import System
from juki.office.domain.permission_names import permission_names

_GROUPS = "|".join([*System, "link", "approval", "output", "trail"])
_PERMISSION = re.compile(rf'(?:permission=|^ *[A-Z_]+ = )"((?:{_GROUPS})\.[a-z_.]+)"', re.MULTILINE)
_DECLARED = ("codes.py", "permissions.py", "mending.py", "views.py", "directory.py")


def test_each_has_a_name_and_each_name_is_used():
    source = Path(juki.__file__).parent
    declared = {
        found
        for name in _DECLARED
        for path in source.rglob(name)
        if "launch" not in path.parts and "outside" not in path.parts
        for found in _PERMISSION.findall(path.read_text(encoding="utf-8"))
    }
    names = set(permission_names())
    assert declared - names == set()
    assert names - declared == set()


def test_names_are_japanese_and_not_given_twice_within_a_system():
    seen = set()
    for permission, name in permission_names().items():
        assert name.isprintable()
        assert re.search("[ぁ-んァ-ヶ一-龠]", name)
        key = (permission.split(".", maxsplit=1)[0], name)
        assert key not in seen
        seen.add(key)
