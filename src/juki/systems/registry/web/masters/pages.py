"""住所辞書, 国名, 方書 and 地番: listed, searched, corrected one by one, renewed from a file. Source: STD 1.3.2–1.3.4."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import NotPermitted
from juki.kernel.errors import JukiError
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render, wareki
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.address_errors import MasterFileRefused, MasterLong, NoSuchEntry
from juki.systems.registry.domain.address_masters import LOT_KINDS
from juki.systems.registry.services.address_masters import intake, masters
from juki.systems.registry.services.address_masters.intake import Taken
from juki.systems.registry.services.address_masters.masters import MASTERS, Master
from juki.systems.registry.web import posted

MOST_BYTES = 20_000_000
_TYPED = 400
_FIRST_FAULTS = 200
_OPTIONS = {"kind": list(LOT_KINDS.items())}


@page(permission=Permission.SEE_MASTER)
def front(_request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The first of the masters."""
    return see_other(f"/masters/{next(iter(MASTERS))}")


@page(permission=Permission.SEE_MASTER)
def show(request: HttpRequest, visitor: Visitor, name: str) -> HttpResponseBase:
    """What ``?q=`` finds in a master; with ``?ended=`` also what holds no more."""
    return _list(request, visitor, masters.of(name), Typed())


@page(permission=Permission.KEEP_MASTER, method="POST")
def add(request: HttpRequest, visitor: Visitor, name: str) -> HttpResponseBase:
    """A new entry."""
    master, typed = masters.of(name), Typed(request.POST)
    if _keep(request, visitor, master, typed, key=""):
        return see_other(f"/masters/{name}")
    return _list(request, visitor, master, typed)


@page(permission=Permission.SEE_MASTER)
def show_entry(request: HttpRequest, visitor: Visitor, name: str, key: str) -> HttpResponseBase:
    """One entry."""
    master = masters.of(name)
    return _entry(request, visitor, master, masters.entry(master, key), Typed())


@page(permission=Permission.KEEP_MASTER, method="POST")
def correct(request: HttpRequest, visitor: Visitor, name: str, key: str) -> HttpResponseBase:
    """One entry corrected, or ended by its last day."""
    master, typed = masters.of(name), Typed(request.POST)
    row = masters.entry(master, key)
    if _keep(request, visitor, master, typed, key=key):
        return see_other(f"/masters/{name}")
    return _entry(request, visitor, master, row, typed)


@page(permission=Permission.KEEP_MASTER, method="POST")
def take_file(request: HttpRequest, visitor: Visitor, name: str) -> HttpResponseBase:
    """A file as the new state of the master, or every row that is wrong."""
    master, typed, done = masters.of(name), Typed(request.POST), None
    if not master.from_file:
        raise NoSuchEntry
    trace = posted.key(request)
    try:
        content = _content(request)
        done = intake.take(
            content, master, actor=visitor.actor, times=visitor.times, trace=trace,
            dry_run=request.POST.get("action") == "try",
        )  # fmt: skip
        if done.faults:
            typed.refuse("file", MasterFileRefused(count=len(done.faults)))
    except JukiError as refusal:
        typed.refuse("file", refusal)
    return _list(request, visitor, master, typed, done)


listing = by_method(GET=show, POST=add)
single = by_method(GET=show_entry, POST=correct)


def _keep(request: HttpRequest, visitor: Visitor, master: Master, typed: Typed, *, key: str) -> bool:
    """Write it, or say beside the field that it is about what is wrong."""
    values = {one.name: typed.text(one.name, limit=_TYPED) for one in master.fields}
    for one in master.fields:
        if one.required and not values[one.name].strip() and not (key and one.name == master.key):
            typed.errors[one.name] = f"{one.label}を入力してください。"
    version, trace = posted.version(request) if key else 0, posted.key(request)
    if not typed.errors:
        try:
            masters.keep(
                master, values, key=key, version=version, actor=visitor.actor, times=visitor.times, trace=trace
            )  # fmt: skip
        except JukiError as refusal:
            typed.refuse("", refusal)
    return not typed.errors


def _content(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is None or not file.size or file.size > MOST_BYTES:
        raise MasterLong
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MasterLong from None


def _list(
    request: HttpRequest, visitor: Visitor, master: Master, typed: Typed, done: Taken | None = None
) -> HttpResponseBase:
    if not visitor.may(Permission.SEE_MASTER):
        raise NotPermitted(permission=Permission.SEE_MASTER)
    asked, ended = request.GET.get("q", "")[:_TYPED], "ended" in request.GET
    found = masters.listed(master, text=asked, today=visitor.times.legal_day, ended=ended)
    shown = found[: masters.MOST]
    return render(
        request, "registry/masters/list.html", title=master.label, key="masters", status=typed.status, form=typed,
        rows=[(str(row.pk), [_word(row, one.name) for one in master.columns]) for row in shown], asked=asked,
        ended=ended, more=len(found) > len(shown), most=masters.MOST, done=done,
        faults=done.faults[:_FIRST_FAULTS] if done else (), **_common(visitor, master),
    )  # fmt: skip


def _entry(
    request: HttpRequest, visitor: Visitor, master: Master, row: Model, typed: Typed
) -> HttpResponseBase:  # fmt: skip
    if not visitor.may(Permission.SEE_MASTER):
        raise NotPermitted(permission=Permission.SEE_MASTER)
    version, by = (getattr(row, name) for name in ("version", "changed_by"))
    return render(
        request, "registry/masters/entry.html", title=f"{master.label}の訂正", key="masters", status=typed.status,
        form=typed, pk=str(row.pk), values={one.name: _typed(row, one.name) for one in master.fields},
        version=version, by=by.removeprefix("client:"), fixed=master.key if master.key == "code" else "",
        **_common(visitor, master),
    )  # fmt: skip


def _common(visitor: Visitor, master: Master) -> dict[str, Any]:
    return {
        "master": master, "options": _OPTIONS, "new_key": Typed().key_of_form,
        "may_keep": visitor.may(Permission.KEEP_MASTER),
        "tabs": [
            {"label": one.label, "href": f"/masters/{one.name}", "current": one is master}
            for one in MASTERS.values()
        ],
    }  # fmt: skip


def _word(row: Model, name: str) -> str:
    """What a cell shows."""
    value = getattr(row, name)
    if name == "kind":
        return LOT_KINDS[value]
    if isinstance(value, bool):
        return "あり" if value else ""
    return value if isinstance(value, str) else wareki(value) if value else ""


def _typed(row: Model, name: str) -> str:
    """What a field holds."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return "yes" if value else ""
    return value if isinstance(value, str) else wareki(value) if value else ""
