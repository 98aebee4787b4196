"""The log names types and places, never what a person is called."""

import json
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from juki.launch.process import logs


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    root, names = logging.getLogger(), ("django.request", "django.security")
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    kept = {name: (logging.getLogger(name).propagate, logging.getLogger(name).handlers[:]) for name in names}
    logs.begin(tmp_path / "x.log", "registry")
    yield tmp_path / "x.log"
    for handler in root.handlers:
        handler.close()
    root.handlers[:], root.level, sys.excepthook, threading.excepthook = before
    for name, (propagate, handlers) in kept.items():
        logging.getLogger(name).propagate, logging.getLogger(name).handlers[:] = propagate, handlers


def lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_a_line_is_json_and_nobody_elses(file: Path):
    logging.getLogger("juki.x").info("送信 %s", 3)
    (line,) = lines(file)
    assert (line["process"], line["level"], line["logger"], line["text"]) == (
        "registry",
        "info",
        "juki.x",
        "送信 3",
    )
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_exceptions_text_is_dropped(file: Path):
    try:
        raise ValueError("辻󠄂秘匿太郎")
    except ValueError:
        logging.getLogger("juki.x").exception("failed")
    assert lines(file)[0]["error"].startswith("ValueError ")
    assert "秘匿" not in file.read_text()


def test_what_nobody_caught_is_dropped_too(file: Path):
    def fail() -> None:
        raise KeyError("秘匿太郎")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    sys.excepthook(KeyError, KeyError("秘匿太郎"), None)
    assert [line["error"].split()[0] for line in lines(file)] == ["KeyError", "KeyError"]
    assert "秘匿" not in file.read_text()


def test_what_a_caller_wrote_is_not_repeated(file: Path):
    logging.getLogger("django.request").error("Not Found: /秘匿太郎")
    logging.getLogger("django.security.DisallowedHost").error("秘匿太郎")
    assert file.read_text() == ""
