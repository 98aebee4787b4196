"""Letting a file out: every condition, the seal, and the entry, in the transaction of the act.

Option ``output_threshold``: how many records may leave without the approval of the 情報システム管理者 (100).
"""

import hashlib
import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, NamedTuple
from uuid import uuid4

import msgspec
from django.db import connection

from juki.kernel.access.grants import permissions_of
from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused, NotPermitted
from juki.kernel.settings import current
from juki.kernel.work import Act, Actor
from juki.oversight.approvals.domain.content import Content
from juki.oversight.approvals.records.models import Request
from juki.oversight.approvals.services.asking import ask, person
from juki.oversight.approvals.services.using import use
from juki.oversight.output.codes import COPY
from juki.oversight.output.domain import rules
from juki.oversight.output.domain.exports import Export, exports
from juki.oversight.output.errors import NoBasis, NoWitness
from juki.oversight.output.records.models import Entry, Place
from juki.oversight.output.services import places, sealing

THRESHOLD = 100
_LOCK = "select pg_advisory_xact_lock(hashtextextended('output-entry:' || %s, 0))"


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a file goes, on what ground, who stands by, and the passphrase that opens it (unless only its receiver can)."""

    place: Annotated[int, msgspec.Meta(ge=1, le=10**15)]
    basis: Annotated[str, msgspec.Meta(max_length=200)]
    witness: Annotated[str, msgspec.Meta(max_length=100)] = ""
    passphrase: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Material(NamedTuple):
    """What would leave: which export, how many records, SHA-256 of what they say, and why."""

    export: str
    records: int
    rows: str
    purpose: str


class Released(NamedTuple):
    """What left, by the number of its entry."""

    number: int
    name: str
    content: bytes


def rows_digest(content: str) -> str:
    """What an approval is bound to, for an output whose content is ``content``."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def release(
    act: Act, material: Material, wanted: Wanted, *, content: bytes, name: str, subjects: Sequence[str] = ()
) -> Released:
    """Let ``content`` out under the conditions of its kind, and enter it; ``subjects`` are whom it is about, for the log.

    Raises:
        NotPermitted: the person may not copy data at all.
        NoPlace, NoBasis, NoWitness, WeakPassphrase: a condition is not met.
        KeyReused: something else left under this trace.
        JukiError: an approval is missing, see ``approvals.using.use``.
    """
    export = exports()[material.export]
    place = _demand(export, wanted, actor=act.actor, times=act.times)
    if export.by_passphrase:
        rules.demand_passphrase(wanted.passphrase)
    if Entry.objects.filter(trace=act.trace).exists():
        raise KeyReused
    facts = _content(export, material, wanted, place)
    approvals = [use(act, kind, facts, system=export.system).id for kind in _kinds(material, place)]
    number = _next(export.system)
    sealed, fingerprint = _sealed(export, content, number=number, name=name, passphrase=wanted.passphrase)
    Entry.objects.create(
        system=export.system, number=number, trace=act.trace, export=export.name, purpose=material.purpose,
        basis=wanted.basis, items=list(export.items), count=material.records, rows=material.rows, place=place,
        witness=f"client:{wanted.witness}" if wanted.witness else "", approvals=approvals, name=name,
        size=len(sealed), sha256=fingerprint, opened_by="passphrase" if export.by_passphrase else "receiver",
        who=act.actor.who, terminal=act.actor.terminal, city_time=act.times.city, machine_time=act.times.machine,
        destroy_by=act.times.legal_day + timedelta(days=export.keep_days),
    )  # fmt: skip
    detail: dict[str, str | int] = {
        "number": number,
        "export": export.name,
        "count": material.records,
        "place": place.kind,
    }
    act.log("output.made", subjects=subjects, detail=detail)
    return Released(number, f"{name}.juki" if export.by_passphrase else name, sealed)


def ask_approvals(
    material: Material, wanted: Wanted, *, page: str, actor: Actor, times: Times
) -> list[Request]:
    """Ask for whatever approvals this very output needs; none for a small one to a terminal.

    Raises:
        NotPermitted, NoPlace, NoBasis, NoWitness: it could not leave even with them.
        NotAsked: see ``approvals.asking.ask``.
    """
    export = exports()[material.export]
    place = _demand(export, wanted, actor=actor, times=times)
    content = _content(export, material, wanted, place)
    return [
        ask(
            system=export.system, kind=kind, content=content, place=page, reason=material.purpose, actor=actor,
            times=times, trace=uuid4(),
        )
        for kind in _kinds(material, place)
    ]  # fmt: skip


def _demand(export: Export, wanted: Wanted, *, actor: Actor, times: Times) -> Place:
    author, system, day = person(actor), export.system, times.legal_day
    if COPY not in permissions_of(system=system, client=author, on=day):
        raise NotPermitted(permission=COPY)
    place = places.demand(system, export, wanted.place, terminal=actor.terminal, times=times)
    if wanted.basis not in export.basis:
        raise NoBasis
    rules.demand_witness(place_kind=place.kind, author=author, witness=wanted.witness)
    if wanted.witness and not permissions_of(system=system, client=wanted.witness, on=day):
        raise NoWitness
    return place


def _kinds(material: Material, place: Place) -> tuple[str, ...]:
    threshold = int(current().options.get("output_threshold", THRESHOLD))
    return rules.approvals_for(place_kind=place.kind, count=material.records, threshold=threshold)


def _content(export: Export, material: Material, wanted: Wanted, place: Place) -> Content:
    facts: dict[str, str | int | tuple[str, ...]] = {
        "what": export.title, "purpose": material.purpose, "basis": wanted.basis, "items": export.items,
        "count": material.records, "place": f"{place.kind}:{place.ident}", "witness": wanted.witness,
        "rows": material.rows,
    }  # fmt: skip
    return Content(f"output:{export.name}", facts)


def _next(system: str) -> int:
    """The number behind the last; whoever else wants one waits until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [system])
    last = Entry.objects.filter(system=system).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _sealed(export: Export, content: bytes, *, number: int, name: str, passphrase: str) -> tuple[bytes, str]:
    if not export.by_passphrase:
        return content, hashlib.sha256(content).hexdigest()
    target = io.BytesIO()
    fingerprint = sealing.seal(
        io.BytesIO(content), target, system=export.system, number=number, name=name, passphrase=passphrase
    )
    return target.getvalue(), fingerprint
