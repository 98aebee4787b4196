"""入力場所 and 入力端末: the masters, and where somebody sits who enters or issues something. Source: STD 1.2.1, 1.3.1."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.apps import apps
from django.db import IntegrityError, connection, models

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor, one_act
from juki.systems.registry.codes import OWN
from juki.systems.registry.domain.place import (
    NoSuchPlace,
    PlaceClosed,
    PlaceKind,
    PlaceKnown,
    PlaceStillUsed,
    SectionTaken,
    StalePlace,
    TerminalAddress,
)
from juki.systems.registry.records.models import PlaceRow, TerminalRow
from juki.systems.registry.services.forms import Form, Short

REASON = "place"
_PERSON = "client:"
_SCREENS = "juki.screens.records"
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Code = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Z]{1,8}\Z")]
Version = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class PlaceForm(Form, frozen=True, kw_only=True):
    """A place as it is to be. ``version`` is the state that the caller saw, 0 of a new one."""

    code: Code
    kind: PlaceKind
    name: Name
    section: Short = ""
    in_use: bool = True
    version: Version = 0


class TerminalForm(Form, frozen=True, kw_only=True):
    """A terminal as it is to be; ``place`` is the code of one."""

    address: Short
    place: Code
    name: Short = ""
    in_use: bool = True
    version: Version = 0


class ShownTerminal(msgspec.Struct, frozen=True):
    """A line of the list."""

    address: str
    place: str
    name: str
    in_use: bool
    version: int
    changed_at: datetime
    changed_by: str


class ShownPlace(msgspec.Struct, frozen=True):
    """A place with its terminals, in the order of their addresses."""

    code: str
    kind: PlaceKind
    name: str
    section: str
    in_use: bool
    version: int
    changed_at: datetime
    changed_by: str
    terminals: list[ShownTerminal]


def listed() -> list[ShownPlace]:
    """All places in the order of their codes, those that are closed too."""
    terminals: dict[str, list[ShownTerminal]] = {}
    rows = TerminalRow.objects.order_by("address")
    columns = ("address", "place_id", "name", "in_use", "version", "changed_at", "changed_by")
    for address, place, name, in_use, version, at, by in rows.values_list(*columns):
        one = ShownTerminal(address, place, name, in_use, version, at, _staff(by))
        terminals.setdefault(one.place, []).append(one)
    return [
        ShownPlace(
            row.code, PlaceKind(row.kind), row.name, row.section, row.in_use, row.version, row.changed_at,
            _staff(row.changed_by), terminals.get(row.code, []),
        )
        for row in PlaceRow.objects.order_by("code")
    ]  # fmt: skip


def names() -> dict[str, str]:
    """What the places are called, by code."""
    return dict(PlaceRow.objects.order_by("code").values_list("code", "name"))


def place_of(who: str, terminal: str) -> str:
    """The code of the place where somebody sits: that of the terminal, else that of the person's section.

    Empty for what no person does, and where the office does not know it.
    """
    if not who.startswith(_PERSON):
        return ""
    with connection.cursor() as cursor:
        if not apps.is_installed(_SCREENS):  # nobody signs in where there are none
            cursor.execute(f"select ({_OF_TERMINAL})", [terminal])
        else:
            own = [terminal, OWN, who.removeprefix(_PERSON)]
            cursor.execute(f"select coalesce(({_OF_TERMINAL}), ({_OF_SECTION}))", own)
        ((code,),) = cursor.fetchall()
    return code or ""


_OF_TERMINAL = """select p.code from registry_terminal t join registry_place p on p.code = t.place_id
 where t.address = %s and t.in_use and p.in_use"""
_OF_SECTION = """select p.code from registry_place p where p.in_use and p.section <> '' and p.section = (
 select s.section from screens_session s where s.system = %s and s.client = %s and s.ended_at is null
 order by s.signed_in_at desc limit 1) order by p.code limit 1"""
"""By the 所属 of who is signed in here, as the directory said it."""


def set_place(form: PlaceForm, *, actor: Actor, times: Times, trace: UUID) -> None:
    """Register a place or change it; its code and its sort stay. Sending it twice has one effect.

    Raises:
        NoSuchPlace: it is to be changed and there is none.
        PlaceKnown: it is to be new, and the code is taken.
        StalePlace: it is no longer what the caller saw.
        PlaceStillUsed: it is to be closed while a terminal in use stands there.
        SectionTaken: the section sits at another place.
    """

    def check() -> None:
        standing = PlaceRow.objects.filter(pk=form.code).first()
        if standing is not None and standing.kind != form.kind:
            raise PlaceKnown
        if not form.in_use and TerminalRow.objects.filter(place_id=form.code, in_use=True).exists():
            raise PlaceStillUsed
        others = PlaceRow.objects.exclude(pk=form.code).filter(section=form.section, in_use=True)
        if form.in_use and form.section and others.exists():
            raise SectionTaken

    values = {"kind": str(form.kind), "name": form.name, "section": form.section, "in_use": form.in_use}
    _set(PlaceRow, form.code, form.version, values, check, actor=actor, times=times, trace=trace)


def set_terminal(form: TerminalForm, *, actor: Actor, times: Times, trace: UUID) -> None:
    """Register a terminal, move it to another place, or retire it. Sending it twice has one effect.

    Raises:
        NoTerminalAddress: not an address.
        NoSuchPlace: no place under this code; or the terminal is to be changed and there is none.
        PlaceClosed: the place is not in use.
        PlaceKnown, StalePlace: see ``set_place``.
    """
    address = TerminalAddress(form.address).text

    def check() -> None:
        place = PlaceRow.objects.select_for_update().filter(pk=form.place).first()
        if place is None:
            raise NoSuchPlace
        if form.in_use and not place.in_use:
            raise PlaceClosed

    values = {"place_id": form.place, "name": form.name, "in_use": form.in_use}
    _set(TerminalRow, address, form.version, values, check, actor=actor, times=times, trace=trace)


def _set(
    table: type[models.Model], key: str, version: int, values: dict[str, Any], check: Callable[[], None], *,
    actor: Actor, times: Times, trace: UUID,
) -> None:  # fmt: skip
    rows: models.QuerySet[Any] = table._default_manager.select_for_update()
    try:
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row = rows.filter(pk=key).first()
            if row is not None and row.trace == trace:
                return
            _demand(row, version)
            check()
            row = row or table(pk=key, version=0)
            for name, value in values.items():
                setattr(row, name, value)
            _save(act, row)
    except IntegrityError:
        raise StalePlace from None


def _demand(row: Any, version: int) -> None:  # noqa: ANN401 - of either master
    if row is None and version:
        raise NoSuchPlace
    if row is not None and not version:
        raise PlaceKnown
    if row is not None and row.version != version:
        raise StalePlace


def _save(act: Act, row: Any) -> None:  # noqa: ANN401 - of either master
    row.version += 1
    row.trace, row.changed_at, row.changed_by = act.trace, act.times.machine, act.actor.who
    row.save(force_insert=row.version == 1)
    kind = "place" if isinstance(row, PlaceRow) else "terminal"
    detail = {
        "version": row.version,
        "in_use": int(row.in_use),
        "place": row.code if kind == "place" else row.place_id,
    }
    act.log(f"{kind}.set", subjects=[f"{kind}:{row.pk}"], detail=detail)


def _staff(who: str) -> str:
    return who.removeprefix(_PERSON)
