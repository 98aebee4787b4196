"""The seven kinds of log, what each action does, and the fields that STD 10.2 names, derived from a row.

Source: STD 10.2.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path


class Kind(StrEnum):
    """The kinds of STD 10.2."""

    OPERATION = "operation"
    AUTHENTICATION = "authentication"
    EVENT = "event"
    COMMUNICATION = "communication"
    PRINTING = "printing"
    SETTING = "setting"
    ERROR = "error"


LABELS = {
    Kind.OPERATION: "操作", Kind.AUTHENTICATION: "認証", Kind.EVENT: "イベント", Kind.COMMUNICATION: "通信",
    Kind.PRINTING: "印刷", Kind.SETTING: "設定変更", Kind.ERROR: "エラー",
}  # fmt: skip
DOINGS = {
    "search": "検索", "view": "照会", "change": "更新", "provide": "提供", "refuse": "提供の拒否", "output": "出力",
    "batch": "バッチ", "sign_in": "サインイン", "sign_out": "サインアウト", "failure": "失敗", "security": "安全に関わる事象",
    "message": "通信", "paper": "帳票", "setting": "設定の変更",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sort:
    """Kind of log, and what is done."""

    kind: Kind
    doing: str


@dataclass(frozen=True, slots=True)
class Fields:
    """What STD 10.2 asks of a row beyond who, when, where and whom: taken from action, outcome and detail."""

    individual_number: bool
    seal: bool
    form: str
    issue_number: str
    terms: str
    hits: int | None


SEALED = frozenset({"certificate.issued", "kiosk.issued"})
FORMS = {
    "certificate.previewed": "プレビュー", "certificate.begun": "印刷の準備", "certificate.issued": "印刷",
    "kiosk.issued": "キオスク端末",
    "bulk.extracted": "ファイル出力", "linkage.file": "ファイル出力", "trail.exported": "ファイル出力", "trail.answered": "PDF",
}  # fmt: skip


def sort_of(action: str) -> Sort | None:
    """Where ``action`` belongs; None when no entry fits (a test demands that every action of the code has one)."""
    return _sorts().get(action) or _by_pattern(action)


def is_failure(action: str, outcome: str) -> bool:
    """Whether the row tells of something that was refused or failed."""
    found = sort_of(action)
    return outcome in {"refused", "failed"} or (found is not None and found.doing in {"failure", "refuse"})


def fields_of(action: str, detail: Mapping[str, str | int]) -> Fields:
    """The named fields of a row."""
    count = detail.get("count", detail.get("rows"))
    return Fields(
        individual_number=_touches_number(action, detail),
        seal=action in SEALED,
        form=FORMS.get(action, ""),
        issue_number=str(detail.get("number", "")) if action in SEALED else "",
        terms=str(detail.get("by", "")),
        hits=count if isinstance(count, int) else None,
    )


def _touches_number(action: str, detail: Mapping[str, str | int]) -> bool:
    if action.startswith(("individual_number.", "number_check.")) or action in {
        "identification.number", "person.individual_number", "number.checked", "designated_number.forwarded",
    }:  # fmt: skip
        return not action.endswith(".refused")
    if action == "transfer.answered":
        return str(detail.get("number", "")) not in {"", "0", "False", "no", "none"}
    return "individual_number" in (
        *str(detail.get("show", "")).split(","),
        *str(detail.get("by", "")).split(","),
    )


@cache
def _entries() -> dict[str, Sort]:
    table = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
    return {
        pattern: Sort(Kind(kind), doing)
        for kind, doings in table.items()
        for doing, patterns in doings.items()
        for pattern in patterns
    }


@cache
def _sorts() -> dict[str, Sort]:
    return {pattern: sort for pattern, sort in _entries().items() if "*" not in pattern}


@cache
def _by_pattern(action: str) -> Sort | None:
    fitting = [one for one in _entries() if "*" in one and fnmatchcase(action, one)]
    return _entries()[max(fitting, key=len)] if fitting else None
