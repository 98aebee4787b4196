"""Cells of the standard file that only repeat other items: written for those who read it, never read back."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from juki.kernel.values.person_name import BETWEEN
from juki.systems.registry.domain.resident import Sex, State


def _unknown_flag(version: Mapping[str, str | None]) -> str:
    return "0" if version["became_resident_form"] == "D" else "1"


def _unknown_text(version: Mapping[str, str | None]) -> str:
    return "" if version["became_resident_form"] == "D" else version["became_resident_text"] or ""


def _reading(version: Mapping[str, str | None]) -> str:
    return BETWEEN.join(part for part in (version["kana_surname"], version["kana_given"]) if part)


DERIVED: Mapping[str, Callable[[Mapping[str, str | None]], str]] = MappingProxyType({
    "性別表記": lambda version: Sex(version["sex"] or "").label,
    "氏名_優先": lambda version: version["full_name"] or "",
    "氏名_フリガナ_優先": _reading,
    "記載の異動年月日": lambda version: version["became_resident"] or "",
    "記載の異動年月日_不詳フラグ": _unknown_flag,
    "記載の異動年月日_不詳表記": _unknown_text,
    "除票フラグ": lambda version: "0" if version["state"] == State.RESIDENT else "1",
})  # fmt: skip
"""By the name of the cell; the others stay blank."""
