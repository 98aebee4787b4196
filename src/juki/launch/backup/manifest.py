"""What a backup says about itself: the last of its parts."""

from datetime import datetime
from typing import Literal

import msgspec

from juki.launch.backup.parts import Part

NAME = "manifest.json"
CLUSTER = "cluster.tar"
DUMPS = "dumps/"
HOME = "home/"


class Sent(msgspec.Struct, frozen=True):
    """A direction as its sender knows it: the last number given, the last acknowledged, and how many wait."""

    owner: str
    destination: str
    epoch: int
    last: int
    acknowledged: int
    waiting: int


class Taken(msgspec.Struct, frozen=True):
    """A direction as its receiver knows it."""

    owner: str
    sender: str
    epoch: int
    last: int


class Position(msgspec.Struct, frozen=True):
    """How far a database was: rows by table, end of its audit chain (digest in hex), and its links."""

    rows: dict[str, int]
    audit_rows: int
    audit_digest: str
    sent: list[Sent]
    taken: list[Taken]


class Manifest(msgspec.Struct, frozen=True):
    """``way``: the embedded server's files, or one dump per database. ``still``: positions are those of the copy itself.

    When a city ran while its server was copied, positions were read just before: the copy is as far or farther.
    """

    format: int
    version: str
    municipality: str
    production: bool
    made_at: datetime
    city_time: datetime
    way: Literal["cluster", "dumps"]
    postgres: str
    still: bool
    positions: dict[str, Position]
    parts: dict[str, Part]


class Restored(msgspec.Struct, frozen=True):
    """``restored.json``: which moment came back when, under which epoch, and who was set back together."""

    backup_at: datetime
    restored_at: datetime
    epoch: int
    together: list[str]
