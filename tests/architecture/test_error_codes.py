"""Every error has one stable code, of its system's prefix, and a Japanese text that says what to do."""

import importlib
import pkgutil
import re
from collections import Counter
from pathlib import Path

import juki
from juki.kernel.errors import JukiError, catalogue

PREFIXES = {
    "juki.kernel": "KRN", "juki.links": "LNK", "juki.paper": "PAP", "juki.launch": "LCH", "juki.office": "OFC",
    "juki.assessment": "ASM", "juki.vault": "VLT", "juki.oversight": "OVS",
    "juki.outside": "OUT",
    "juki.screens": "SCR", "juki.systems.registry": "REG", "juki.systems.jukinet": "JKN", "juki.systems.kiosk": "KSK",
    "juki.systems.unified": "UNI", "juki.systems.intermediary": "MID", "juki.systems.addressee": "ADR",
}  # fmt: skip
SETTINGS = re.compile(r"\.(settings|__main__)$")


def _errors() -> list[type[JukiError]]:
    for module in pkgutil.walk_packages([str(Path(juki.__file__).parent)], prefix="juki."):
        if not SETTINGS.search(module.name) and "migrations" not in module.name:
            importlib.import_module(module.name)
    return [error for error in catalogue() if error.__module__.startswith("juki.")]


def test_codes_are_unique():
    shared = {code for code, count in Counter(error.code for error in _errors()).items() if count > 1}
    assert [
        f"{error.code} {error.__module__}.{error.__name__}" for error in _errors() if error.code in shared
    ] == []


def test_codes_have_the_prefix_of_their_house():
    wrong = []
    for error in _errors():
        house = max((place for place in PREFIXES if error.__module__.startswith(place)), key=len)
        if not re.fullmatch(rf"{PREFIXES[house]}-\d{{3,4}}", error.code):
            wrong.append(f"{error.code} {error.__module__}")
    assert wrong == []


def test_texts_are_japanese_sentences():
    japanese = re.compile(r"[ぁ-んァ-ヶ一-龠]")
    assert [
        error.code
        for error in _errors()
        if not (japanese.search(error.text) and error.text.endswith(("。", "}")))
    ] == []


def test_a_refusal_is_never_a_server_error_of_unknown_kind():
    assert [error.code for error in _errors() if not 400 <= error.status <= 599 or error.status == 500] == []
