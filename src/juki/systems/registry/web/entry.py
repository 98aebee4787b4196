"""仮登録: one form for a family. Nothing typed is lost, whatever stands against it. Source: STD 2.3.1, 4.0.2, 4.0.10, 4.1.1."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import KeyReused, Malformed
from juki.kernel.errors import JukiError
from juki.screens.form_fields import nested
from juki.screens.page import by_method, page, see_other
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.errors import ReasonDoesNotFit
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.errors import FaultyForm, HeldElsewhere, NoSuchApplication, StaleApplication
from juki.systems.registry.services.application_forms import EntryForm
from juki.systems.registry.services.applications import entering, faults, queries
from juki.systems.registry.services.applications.queries import ShownApplication
from juki.systems.registry.web import entry_fields, entry_former, entry_labels, entry_sheet, posted
from juki.systems.registry.web.entry_sheet import Sheet

OPEN = frozenset({"received", "provisional", "returned"})
"""States in which there is something to enter."""


@page(permission=Permission.ENTER)
def show(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """The form: blank, from a 転出証明書情報, or as it was saved."""
    shown = _application(application, visitor)
    if shown.standing.kind != "move_in":
        return see_other(f"/changes/{application}/entry")
    if shown.standing.state not in OPEN:
        return see_other(f"/applications/{application}")
    if shown.form is not None:
        sheet = entry_sheet.saved(shown)
    elif request.GET.get("certificate"):
        sheet = entry_sheet.prefilled(shown, request.GET["certificate"], visitor)
    else:
        sheet = entry_sheet.blank(shown, request.GET, visitor)
    return entry_sheet.page_of(request, visitor, sheet)


@page(permission=Permission.ENTER, method="POST")
def take(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """Save, or change the form itself (a person more or less, repeated items, the planned address)."""
    action, _, place = request.POST.get("action", "save").partition(":")
    if action == "save":
        return _save(request, visitor, application)
    shown = _application(application, visitor)
    before = entry_fields.typed(request.POST)
    sheet = Sheet(shown, before, version=posted.version(request), key=str(posted.key(request)))
    _change(sheet, request, visitor, action, place)
    return entry_sheet.page_of(request, visitor, sheet)


entry = by_method(GET=show, POST=take)


def _change(sheet: Sheet, request: HttpRequest, visitor: Visitor, action: str, place: str) -> None:
    count = len(entry_fields.persons_of(nested(request.POST)))
    if action == "add" and count < MOST:
        sheet.typed = entry_fields.with_person(sheet.typed, count=count)
        sheet.focus = f"persons.{count}.kind"
    elif action == "remove" and _is_place(place, count) and count > 1:
        sheet.typed = entry_fields.without_person(request.POST, int(place))
    elif action == "repeat" and _is_place(place, count) and int(place) > 0:
        sheet.typed = entry_fields.repeated(sheet.typed, int(place))
        sheet.focus = f"persons.{place}.name.given"
    elif action in ("former", "return", "newcomer", "more"):
        _about_former(sheet, request, visitor, action, place)
    elif action == "planned":
        entry_sheet.take_planned_address(sheet, visitor)
    elif action == "paper":
        sheet.typed.pop("certificate", None)
    elif action == "household":
        entry_sheet.take_household(sheet, visitor)
    else:
        raise Malformed(where="action")


def _about_former(sheet: Sheet, request: HttpRequest, visitor: Visitor, action: str, text: str) -> None:
    """再転入 (STD 4.1.1.2), or the items that are folded away."""
    asked = entry_former.place_of(text, request.POST)
    if asked is None:
        raise Malformed(where="action")
    place, number = asked
    if action == "former":
        entry_former.offer(sheet, request.POST, place, visitor)
    elif action == "return":
        entry_former.choose(sheet, place, number, visitor)
    elif action == "newcomer":
        entry_former.release(sheet, place)
    else:
        sheet.typed[f"persons.{place}.open"] = "yes"


def _save(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    form = entry_fields.form_of(request.POST)
    before, key, version = entry_fields.typed(request.POST), posted.key(request), posted.version(request)
    unplaced, misshapen = entry_fields.place_faults(form), entry_fields.shape_faults(form)
    certificate = before.get("certificate", "")
    try:
        if unplaced or misshapen:
            found = faults.faults(form, today=visitor.times.legal_day)
            known = [one for one in found if not unplaced or one.code != ReasonDoesNotFit.code]
            raise FaultyForm([*known, *unplaced, *misshapen])
        entering.enter(
            EntryForm(
                application=application, version=version, form=form,
                move_out_certificate=entry_labels.identity(certificate) if certificate else None,
            ),
            actor=visitor.actor, times=visitor.times, trace=key,
        )  # fmt: skip
    except (StaleApplication, KeyReused) as error:
        return _stale(request, visitor, application, error)
    except (Malformed, NoSuchApplication):
        raise
    except JukiError as error:
        sheet = Sheet(_application(application, visitor), before, version=version, key=str(key))
        return _refused(request, visitor, sheet, error)
    return see_other(f"/applications/{application}")


def _refused(request: HttpRequest, visitor: Visitor, sheet: Sheet, error: JukiError) -> HttpResponseBase:
    """The form as it was typed, with what stands against it."""
    if isinstance(error, FaultyForm):
        sheet.errors = entry_fields.errors_of(error.details, sheet.typed)
    elif isinstance(error, HeldElsewhere):
        entry_sheet.tell_holder(sheet, error, visitor)
    else:
        sheet.notices.append(("error", "仮登録していません", f"{error.message}（{error.code}）", "", ""))
    return entry_sheet.page_of(request, visitor, sheet, status=error.status)


def _stale(request: HttpRequest, visitor: Visitor, application: UUID, error: JukiError) -> HttpResponseBase:
    """Both: what stands now, and what was typed, ready to be sent on the version that stands now."""
    shown = _application(application, visitor)
    if shown.standing.state not in OPEN:
        raise error
    sheet = Sheet(shown, entry_fields.typed(request.POST), version=shown.standing.version, key=str(uuid4()))
    entry_sheet.tell_conflict(sheet, error)
    return entry_sheet.page_of(request, visitor, sheet, status=409)


def _application(application: UUID, visitor: Visitor) -> ShownApplication:
    return queries.application(
        application, actor=visitor.actor, times=visitor.times,
        with_numbers=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER),
    )  # fmt: skip


def _is_place(text: str, count: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 3 and int(text) < count
