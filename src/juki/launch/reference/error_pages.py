"""The error catalogue: every coded error of the suite, and the proof that no code stands for two things."""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import msgspec

import juki
from juki.kernel.errors import JukiError, catalogue
from juki.launch.errors import DuplicateCode

PACKAGE = Path(juki.__file__).parent
DECLARES = re.compile(r'^    code(?:: ClassVar\[str\])? = "[A-Z]{3}-[0-9]+"$', re.MULTILINE)


class ErrorEntry(msgspec.Struct, frozen=True):
    """An error as published."""

    code: str
    name: str
    status: int
    text: str
    meaning: str
    module: str


def modules() -> list[str]:
    """Names of our modules that declare a coded error, found in their text."""
    return [
        ".".join(["juki", *file.relative_to(PACKAGE).with_suffix("").parts])
        for file in sorted(PACKAGE.rglob("*.py"))
        if DECLARES.search(file.read_text(encoding="utf-8"))
    ]


def entries() -> list[ErrorEntry]:
    """All coded errors of the suite by code.

    Raises:
        DuplicateCode: two errors share one.
    """
    for module in modules():
        import_module(module)
    found = [error for error in catalogue() if error.__module__.startswith("juki.")]
    require_unique(found)
    return [
        ErrorEntry(
            error.code,
            error.__name__,
            error.status,
            error.text,
            " ".join((error.__doc__ or "").split()),
            error.__module__,
        )
        for error in found
    ]


def require_unique(errors: Sequence[type[JukiError]]) -> None:
    """Refuse a catalogue in which a code stands for two things.

    Raises:
        DuplicateCode: names every such code and where it stands.
    """
    # A subclass that keeps its parent's code is the parent to whoever meets it.
    places: dict[str, list[str]] = {}
    for error in errors:
        if "code" in vars(error):
            places.setdefault(error.code, []).append(f"{error.__module__}.{error.__name__}")
    doubled = {code: where for code, where in places.items() if len(where) > 1}
    if doubled:
        raise DuplicateCode(
            which=", ".join(doubled), where="; ".join(" / ".join(where) for where in doubled.values())
        )


def pages() -> Iterator[tuple[str, str]]:
    """The catalogue for people and for programs."""
    found = entries()
    rows = [f"| {one.code} | {one.status} | {one.text} | {one.meaning} |" for one in found]
    yield (
        "errors.md",
        "\n".join(
            ["# エラー一覧 / Errors", "", "| code | HTTP | 表示 | meaning |", "|---|---|---|---|", *rows, ""]
        ),
    )
    yield "errors.json", msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"
