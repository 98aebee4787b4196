"""入力場所 and 入力端末: the masters, registered and changed. Source: STD 1.3.1."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import NotPermitted
from juki.kernel.errors import JukiError
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.place import (
    NoSuchPlace,
    NoTerminalAddress,
    PlaceClosed,
    PlaceKind,
    PlaceKnown,
    SectionTaken,
)
from juki.systems.registry.services import places
from juki.systems.registry.services.places import PlaceForm, ShownPlace, TerminalForm
from juki.systems.registry.web import posted

KINDS = {str(kind): kind.label for kind in PlaceKind}
BAD_CODE = "場所コードは半角の数字と英大文字で1文字から8文字までで入力してください。"
NO_NAME = "名称を40文字以内で入力してください。"
NO_KIND = "区分を選んでください。"
NO_ADDRESS = "端末のアドレスを入力してください。"
_NAME_LIMIT = 40
F = TypeVar("F", bound=msgspec.Struct)
_FIELDS: dict[type[JukiError], str] = {
    SectionTaken: "section", NoTerminalAddress: "address", PlaceClosed: "place", NoSuchPlace: "place",
}  # fmt: skip


@page(permission=Permission.SEE_PLACE)
def show_all(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """All places, and a form for a new one."""
    return _list(request, visitor, Typed())


@page(permission=Permission.SET_PLACE, method="POST")
def add(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """A new place."""
    typed, code = Typed(request.POST), request.POST.get("code", "").strip()
    kind = typed.one_of("kind", KINDS, missing=NO_KIND)
    if not _set_place(request, visitor, typed, code=code, kind=kind, version=0):
        return _list(request, visitor, typed)
    return see_other(f"/places/{code}")


@page(permission=Permission.SEE_PLACE)
def show(request: HttpRequest, visitor: Visitor, code: str) -> HttpResponseBase:
    """A place with its terminals."""
    return _one(request, visitor, code)


@page(permission=Permission.SET_PLACE, method="POST")
def change(request: HttpRequest, visitor: Visitor, code: str) -> HttpResponseBase:
    """Another name or section; or it is closed, or opened again."""
    typed, version = Typed(request.POST), posted.version(request)
    kind = _found(code).kind
    if not _set_place(request, visitor, typed, code=code, kind=kind, version=version):
        return _one(request, visitor, code, form=typed)
    return see_other(f"/places/{code}")


@page(permission=Permission.SET_PLACE, method="POST")
def add_terminal(request: HttpRequest, visitor: Visitor, code: str) -> HttpResponseBase:
    """A new terminal at a place."""
    typed = Typed(request.POST)
    _found(code)
    address = typed.required("address", str, missing=NO_ADDRESS)
    if not _set_terminal(request, visitor, typed, address=address, place=code, version=0):
        return _one(request, visitor, code, terminal=typed)
    return see_other(f"/places/{code}")


@page(permission=Permission.SEE_PLACE)
def show_terminal(request: HttpRequest, visitor: Visitor, address: str) -> HttpResponseBase:
    """A terminal."""
    return _terminal(request, visitor, address, Typed())


@page(permission=Permission.SET_PLACE, method="POST")
def change_terminal(request: HttpRequest, visitor: Visitor, address: str) -> HttpResponseBase:
    """Another place or name; or it is retired, or in use again."""
    typed, version = Typed(request.POST), posted.version(request)
    place = typed.text("place")
    if not _set_terminal(request, visitor, typed, address=address, place=place, version=version):
        return _terminal(request, visitor, address, typed)
    return see_other(f"/places/{place}")


all_places = by_method(GET=show_all, POST=add)
one_place = by_method(GET=show, POST=change)
one_terminal = by_method(GET=show_terminal, POST=change_terminal)


def _set_place(
    request: HttpRequest, visitor: Visitor, typed: Typed, *, code: str, kind: str, version: int
) -> bool:  # fmt: skip
    key = posted.key(request)
    typed.required("name", str, missing=NO_NAME)
    named = {
        "code": code, "kind": kind if kind in KINDS else PlaceKind.MAIN,
        "name": typed.text("name", limit=_NAME_LIMIT).strip() or "-",
        "section": typed.text("section").strip(), "in_use": _in_use(request, version), "version": version,
    }  # fmt: skip
    form = _read(typed, named, PlaceForm, "code", BAD_CODE)
    return form is not None and _do(
        typed, lambda: places.set_place(form, actor=visitor.actor, times=visitor.times, trace=key)
    )


def _set_terminal(
    request: HttpRequest, visitor: Visitor, typed: Typed, *, address: str, place: str, version: int
) -> bool:  # fmt: skip
    key = posted.key(request)
    named = {
        "address": address, "place": place, "name": typed.text("name", limit=_NAME_LIMIT).strip(),
        "in_use": _in_use(request, version), "version": version,
    }  # fmt: skip
    form = _read(typed, named, TerminalForm, "place", NoSuchPlace.text)
    return form is not None and _do(
        typed, lambda: places.set_terminal(form, actor=visitor.actor, times=visitor.times, trace=key)
    )


def _in_use(request: HttpRequest, version: int) -> bool:
    """What is new is in use."""
    return not version or request.POST.get("in_use") == "yes"


def _read(typed: Typed, named: dict[str, Any], shape: type[F], field: str, told: str) -> F | None:
    """The form, if nothing is wrong; ``told`` beside ``field`` where it has not the shape of one."""
    try:
        form = msgspec.convert(named, shape)
    except msgspec.ValidationError:
        typed.errors.setdefault(field, told)
    return None if typed.errors else form


def _do(typed: Typed, act: Callable[[], None]) -> bool:
    try:
        act()
    except JukiError as refusal:
        typed.refuse(_field(typed, refusal), refusal)
        return False
    return True


def _field(typed: Typed, refusal: JukiError) -> str:
    """The field that a refusal is about; empty where it is none."""
    if isinstance(refusal, PlaceKnown):
        return "code" if "code" in typed.typed else "address"
    return _FIELDS.get(type(refusal), "")


def _list(request: HttpRequest, visitor: Visitor, typed: Typed) -> HttpResponseBase:
    _demand_see(visitor)
    return render(
        request, "registry/places/index.html", title="入力場所・入力端末", key="places", status=typed.status, form=typed,
        found=places.listed(), kinds=KINDS, new_key=typed.key_of_form, may_set=visitor.may(Permission.SET_PLACE),
    )  # fmt: skip


def _one(
    request: HttpRequest, visitor: Visitor, code: str, *, form: Typed | None = None, terminal: Typed | None = None
) -> HttpResponseBase:  # fmt: skip
    _demand_see(visitor)
    wrong, found = form or terminal or Typed(), _found(code)
    return render(
        request, "registry/places/place.html", title=f"入力場所　{found.name}", key="places", status=wrong.status,
        wrong=wrong, form=form or Typed(), terminal=terminal or Typed(), found=found, kinds=KINDS,
        place_key=(form or Typed()).key_of_form, terminal_key=(terminal or Typed()).key_of_form,
        may_set=visitor.may(Permission.SET_PLACE),
    )  # fmt: skip


def _terminal(request: HttpRequest, visitor: Visitor, address: str, typed: Typed) -> HttpResponseBase:
    _demand_see(visitor)
    every = places.listed()
    found = next((one for place in every for one in place.terminals if one.address == address), None)
    if found is None:
        raise NoSuchPlace
    return render(
        request, "registry/places/terminal.html", title=f"入力端末　{found.address}", key="places", status=typed.status,
        form=typed, found=found, places=[(one.code, f"{one.code}　{one.name}") for one in every],
        new_key=typed.key_of_form, may_set=visitor.may(Permission.SET_PLACE),
    )  # fmt: skip


def _found(code: str) -> ShownPlace:
    """The place.

    Raises:
        NoSuchPlace: there is none.
    """
    found = next((one for one in places.listed() if one.code == code), None)
    if found is None:
        raise NoSuchPlace
    return found


def _demand_see(visitor: Visitor) -> None:
    if not visitor.may(Permission.SEE_PLACE):
        raise NotPermitted(permission=Permission.SEE_PLACE)
