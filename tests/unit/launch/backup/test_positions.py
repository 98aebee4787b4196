"""What a restored database lacks of what its backup noted."""

import msgspec
import pytest

from juki.launch.backup.manifest import Position, Sent, Taken
from juki.launch.backup.positions import missing

THEN = Position(
    rows={"a": 3, "b": 0},
    audit_rows=7,
    audit_digest="d7",
    sent=[Sent("registry", "kiosk", 2, 5, 4, 1)],
    taken=[Taken("registry", "unified", 1, 9)],
)
FARTHER = Position(
    rows={"a": 2, "b": 4, "c": 1},
    audit_rows=8,
    audit_digest="d8",
    sent=[Sent("registry", "kiosk", 3, 1, 0, 1), Sent("registry", "office", 1, 1, 1, 0)],
    taken=[Taken("registry", "unified", 1, 10)],
)


def changed(**values: object) -> Position:
    return msgspec.structs.replace(THEN, **values)


def test_the_same_is_whole():
    assert missing(THEN, THEN, still=True) == missing(THEN, THEN, still=False) == []


def test_a_city_that_ran_may_be_farther_and_one_that_stood_may_not():
    assert missing(THEN, FARTHER, still=False) == []
    assert missing(THEN, FARTHER, still=True) == ["a", "b", "c"]
    assert missing(THEN, changed(audit_rows=8), still=True) == ["links, audit"]


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (changed(sent=[]), ["registry > kiosk"]),
        (changed(sent=[Sent("registry", "kiosk", 2, 4, 4, 0)]), ["registry > kiosk"]),
        (changed(sent=[Sent("registry", "kiosk", 1, 9, 9, 0)]), ["registry > kiosk"]),
        (changed(taken=[]), ["registry < unified"]),
        (changed(taken=[Taken("registry", "unified", 1, 8)]), ["registry < unified"]),
        (changed(rows={"a": 3}), ["b"]),
        (changed(audit_rows=6), ["audit"]),
    ],
)
def test_whatever_is_behind_is_named(now: Position, what: list[str]):
    assert missing(THEN, now, still=False) == what
    assert missing(THEN, now, still=True) != []
