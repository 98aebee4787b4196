"""What only people can say of an installation: dated statements, and registers that are kept.

``<JUKI_HOME>/registers.toml``::

    [[declared]]
    row = "C:edu.training@1"
    role = "市民課長"
    day = 2026-10-01
    statement = "全職員が年次研修を修了した。"

    [[evidenced]]
    row = "C:aud.self@1"
    register = "自己点検表 令和8年度"
    day = 2026-10-01
    months = 12
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

from juki.assessment.errors import RegisterInFuture, RegisterRefused, RegistersUnreadable, UnknownReference
from juki.assessment.rows import Row
from juki.kernel.values.deadline import calendar_period

Filled = Annotated[str, msgspec.Meta(pattern=r"\S")]
"""Something other than blanks, those of Japanese keyboards (U+3000) included."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something said of a row on a day."""

    row: str
    day: date


class Declared(Entry, frozen=True, kw_only=True):
    """A statement: which role says what, and since when."""

    role: Filled
    statement: Filled


class Evidenced(Entry, frozen=True, kw_only=True):
    """A register that was looked at on ``day`` and holds for ``months`` calendar months from it."""

    register: Filled
    months: Annotated[int, msgspec.Meta(ge=1, le=1800)]

    def is_fresh(self, today: date) -> bool:
        """Whether the register still holds today. Source: 民法143条2項 (months by the calendar)."""
        return calendar_period(self.day, months=self.months).contains(today)


class Registers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; empty where an installation has none."""

    declared: tuple[Declared, ...] = ()
    evidenced: tuple[Evidenced, ...] = ()


def read(file: Path, *, rows: Mapping[str, Row], today: date) -> Registers:
    """The registers of an installation; none where there is no file.

    Raises:
        RegistersUnreadable: the file does not have the expected shape.
        UnknownReference: an entry on a row that does not exist.
        RegisterRefused: an entry on a row that no statement can satisfy.
        RegisterInFuture: an entry dated after today.
    """
    try:
        found = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Registers)
    except FileNotFoundError:
        return Registers()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RegistersUnreadable(file=str(file), why=str(error)) from None
    entries: tuple[Entry, ...] = (*found.declared, *found.evidenced)
    for entry in entries:
        row = rows.get(entry.row)
        if row is None:
            raise UnknownReference(where=str(file), row=entry.row)
        if not row.may_be_registered:
            raise RegisterRefused(file=str(file), row=entry.row)
        if entry.day > today:
            raise RegisterInFuture(file=str(file), row=entry.row, day=entry.day.isoformat())
    return found
