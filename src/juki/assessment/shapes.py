"""The catalogue's files as they are written; any of them may hold any of the arrays."""

from typing import Literal

import msgspec


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every row may say."""

    note: str = ""
    simulated: bool = False
    not_applicable: str = ""


class Function(Shape, frozen=True, kw_only=True):
    """``[[function]]``: 事務で使用するシステムの機能. Source: document I-2."""

    id: str
    system: str
    title: str
    text: str = ""


class Connection(Shape, frozen=True, kw_only=True):
    """``[[connection]]``: 他のシステムとの接続. Source: document I-2, each system's ③."""

    id: str
    system: str
    title: str
    decision: Literal["none", "yes", "forbidden", "self"]
    text: str = ""


class Measure(Shape, frozen=True, kw_only=True):
    """``[[measure]]``: use and retention. Source: document II-3, II-6."""

    id: str
    systems: tuple[str, ...]
    kind: Literal["enforce", "support", "organisational"]
    title: str
    text: str = ""


class Item(Shape, frozen=True, kw_only=True):
    """``[[item]]``: 記録項目. Source: document 別添2."""

    id: str
    group: str
    label: str
    system: str
    columns: tuple[str, ...] = ()


class Promise(Shape, frozen=True, kw_only=True):
    """``[[safeguard.promise]]``: a safeguard as one file promises it; ``every``: each of ``systems`` has to keep it."""

    file: Literal["1", "2", "3", "4", "all"]
    systems: tuple[str, ...]
    every: bool = False
    sources: tuple[str, ...]


class Safeguard(Shape, frozen=True, kw_only=True):
    """``[[safeguard]]``: リスク対策. Source: document III, IV."""

    key: str
    kind: Literal["enforce", "support", "organisational"]
    title: str
    text: str = ""
    promise: tuple[Promise, ...]


class Clause(Shape, frozen=True, kw_only=True):
    """One sentence of a requirement; ``not_for`` says why a general city (一般市) is not meant."""

    text: str
    not_for: str = ""
    systems: tuple[str, ...] = ()


class Requirement(Shape, frozen=True, kw_only=True):
    """``[[requirement]]``: one clause number of the national functional standard."""

    clause: str
    title: str
    systems: tuple[str, ...] = ("registry",)
    must: tuple[Clause, ...] = ()
    may: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[[table]]``: columns of a table that no item covers; ``personal`` says why each is there."""

    name: str
    system: str
    technical: tuple[str, ...] = ()
    personal: dict[str, str] = {}


class Remark(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``[[finding]]``: something wrong with the source itself, or where we depart from it."""

    kind: Literal["misprint", "unreadable", "contradiction", "departure"]
    where: str
    title: str
    text: str
    rows: tuple[str, ...] = ()


class CatalogueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One TOML file. ``file`` and ``title`` stand before the items of one file of personal data."""

    file: int = 0
    title: str = ""
    function: tuple[Function, ...] = ()
    connection: tuple[Connection, ...] = ()
    measure: tuple[Measure, ...] = ()
    item: tuple[Item, ...] = ()
    safeguard: tuple[Safeguard, ...] = ()
    requirement: tuple[Requirement, ...] = ()
    table: tuple[Table, ...] = ()
    finding: tuple[Remark, ...] = ()
