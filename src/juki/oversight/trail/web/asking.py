"""What was asked for on a page of the trail, checked."""

from datetime import date, timedelta

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.oversight.trail.domain.kinds import LABELS, Kind
from juki.oversight.trail.errors import NothingAsked
from juki.oversight.trail.services.queries import Asked
from juki.screens.typed import Typed

VIEWS = {
    "suspicious": "不審な操作の点検",
    "list": "記録の一覧",
    "night": "深夜・休業日の利用",
    "failures": "サインインの失敗",
    "sign_ins": "ID別のサインイン数",
    "mass": "大量検索",
    "person": "この宛名番号を見た人",
}
KINDS = [(str(kind), f"{LABELS[kind]}ログ") for kind in Kind]
WEEK = timedelta(days=6)
NO_NUMBER = "宛名番号を入力してください。"
LONG = "期間は400日以内で、はじめの日から終わりの日の順に入力してください。"


def asked(typed: Typed, *, today: date) -> Asked | None:
    """What the form asks for, a week up to today if it names no day; None when something is wrong with it."""
    end = typed.day("end") or today
    begin = typed.day("begin") or end - WEEK
    number = typed.by_rule("number", AddresseeNumber.parse, limit=20)
    who = typed.text("who", limit=60).strip()
    kind = typed.text("kind", limit=20)
    if view_of(typed) == "person" and not number:
        typed.errors.setdefault("number", NO_NUMBER)
    if typed.errors:
        return None
    try:
        return Asked(
            begin, end, kind=Kind(kind) if kind in set(Kind) else None, who=who, subjects=_subjects(number),
        )  # fmt: skip
    except NothingAsked:
        typed.errors["begin"] = LONG
        return None


def view_of(typed: Typed) -> str:
    """The analysis chosen; the suspicious ones unless another is."""
    view = typed.text("view", limit=20)
    return view if view in VIEWS else "suspicious"


def _subjects(number: str) -> tuple[str, ...]:
    return (f"addressee:{number}",) if number else ()
