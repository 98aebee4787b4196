"""The part of a page's form that says where a file goes: read here, drawn by ``output/fields.html``."""

from typing import Any

import msgspec

from juki.kernel.clock import Times
from juki.oversight.output.codes import MEDIUM, TERMINAL
from juki.oversight.output.domain.exports import exports
from juki.oversight.output.services import places
from juki.oversight.output.services.ledger import Wanted
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor

KINDS = {TERMINAL: "この端末", MEDIUM: "媒体"}
NO_PLACE = "出力先を選んでください。"
NO_BASIS = "根拠を選んでください。"
OTHERWISE = "2回の入力が一致しません。同じパスフレーズを入力してください。"


def choices(export: str, visitor: Visitor) -> dict[str, Any]:
    """What the form offers this person at this terminal."""
    kind = exports()[export]
    found = _usable(export, terminal=visitor.terminal, times=visitor.times)
    return {
        "places": [(str(one.pk), f"{KINDS[one.kind]} {one.ident}") for one in found],
        "basis": [(text, text) for text in kind.basis], "by_passphrase": kind.by_passphrase,
        "witnessed": MEDIUM in kind.places,
    }  # fmt: skip


def wanted(typed: Typed, export: str, visitor: Visitor, *, asking: bool = False) -> Wanted | None:
    """What was chosen; None when something is wrong, which then stands beside its field. Asking needs no passphrase."""
    offered = choices(export, visitor)
    place = typed.one_of("out.place", dict(offered["places"]), missing=NO_PLACE)
    basis = typed.one_of("out.basis", dict(offered["basis"]), missing=NO_BASIS)
    witness = typed.text("out.witness").strip()
    passphrase = "" if asking else typed.typed.get("out.passphrase", "")
    if offered["by_passphrase"] and not asking and passphrase != typed.typed.get("out.again", ""):
        typed.errors["out.passphrase"] = OTHERWISE
    if typed.errors:
        return None
    values = {"place": int(place), "basis": basis, "witness": witness, "passphrase": passphrase}
    return msgspec.convert(values, Wanted)


def _usable(export: str, *, terminal: str, times: Times) -> list[places.Place]:
    kind = exports()[export]
    return places.usable(kind.system, kind, terminal=terminal, times=times)
