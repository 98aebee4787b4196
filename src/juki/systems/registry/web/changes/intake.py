"""A document brought as CSV fills the form: nothing is saved by it. Source: STD 10.8."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.screens.page import page, see_other
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.event_reasons import REASONS, EventReason, Family
from juki.systems.registry.services.applications.queries import ShownApplication
from juki.systems.registry.services.change_forms import ChangeForm
from juki.systems.registry.services.forms import MoveInForm
from juki.systems.registry.services.intake.taking import IntakeForm, ShownIntakeForm, take_in
from juki.systems.registry.web import entry as move_in_entry
from juki.systems.registry.web import entry_fields, entry_sheet, posted
from juki.systems.registry.web.changes import filled, people, sheet
from juki.systems.registry.web.changes.entry import OPEN, application_of
from juki.systems.registry.web.changes.sheet import Sheet

MOST_BYTES = 900_000
NOT_READ = "CSVファイルを読み込めません"
NO_FILE = "ファイルを選んでください。"
TOO_LARGE = "ファイルが大きすぎます。届出1件分のファイルにしてください。"
NO_TEXT = "文字コードがUTF-8ではありません。UTF-8で保存し直してください。"
SEVERAL = "ファイルに届出が{count}件あります。この受付の1件だけのファイルにしてください。"
OTHER_REASON = "ファイルの異動事由（{label}）が、この受付の異動と違います。"
TAKEN = "CSVファイルの内容を項目に入れました"
TAKEN_TEXT = (
    "まだ登録されていません。書類と照らして確かめ、足りない項目を入力してから「仮登録する」を押してください。"
)
DOCUMENT_OF_MOVE_IN = "move_out_certificate"


class Unusable(Exception):
    """Why the file fills nothing: what to tell the clerk."""


@page(permission=Permission.ENTER, method="POST")
def take(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """The form of a change, filled from a 住民異動届."""
    shown = application_of(application, visitor)
    if shown.standing.state not in OPEN:
        return see_other(f"/applications/{application}")
    reason = REASONS.get(shown.change.reason if shown.change else shown.wanted_reason)
    if reason is None:
        return see_other(f"/changes/{application}/persons")
    try:
        found = _form(request, visitor, "notification")
        made = _sheet(shown, reason, found, visitor, posted.version(request))
    except (Unusable, JukiError) as error:
        joins = request.POST.get("household", "") if reason.family is Family.ENTRY else ""
        made = _empty(shown, reason, request.POST.getlist("of"), visitor, joins=joins)
        text = f"{error.message}（{error.code}）" if isinstance(error, JukiError) else str(error)
        made.notices.append(("error", NOT_READ, text))
        made.status = 422
    return sheet.page_of(request, visitor, made)


@page(permission=Permission.ENTER, method="POST")
def take_move_in(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """The form of a 転入, filled from a 転出証明書."""
    shown = application_of(application, visitor)
    if shown.standing.state not in move_in_entry.OPEN or shown.standing.kind != "move_in":
        return see_other(f"/applications/{application}")
    try:
        form = msgspec.convert(_form(request, visitor, DOCUMENT_OF_MOVE_IN), MoveInForm)
        made = entry_sheet.blank(shown, {}, visitor)
        reason = made.typed["reason"]
        made.typed = {**made.typed, **entry_fields.typed_of(form), "notified_on": made.typed["notified_on"]}
        made.typed |= {"reason": reason or form.reason, "household.mode": "found"}
        made.notices.append(("info", TAKEN, TAKEN_TEXT, "", ""))
    except (Unusable, JukiError) as error:
        made = entry_sheet.saved(shown) if shown.form else entry_sheet.blank(shown, {}, visitor)
        text = f"{error.message}（{error.code}）" if isinstance(error, JukiError) else str(error)
        made.notices.append(("error", NOT_READ, text, "", ""))
        return entry_sheet.page_of(request, visitor, made, status=422)
    return entry_sheet.page_of(request, visitor, made)


def _form(request: HttpRequest, visitor: Visitor, document: str) -> dict[str, object]:
    """The one form of the file.

    Raises:
        Unusable: no file, too large, no UTF-8, several documents, or cells that cannot be read.
        JukiError: the file has not the columns of such a document.
    """
    found = take_in(
        IntakeForm(document=document, content=_content(request)),  # type: ignore[arg-type]  # ours
        actor=visitor.actor, times=visitor.times,
    ).forms  # fmt: skip
    if len(found) > 1:
        raise Unusable(SEVERAL.format(count=len(found)))
    form = found[0].form
    if form is None:
        raise Unusable(_faults(found[0]))
    return form


def _content(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise Unusable(NO_FILE)
    if file.size > MOST_BYTES:
        raise Unusable(TOO_LARGE)
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(NO_TEXT) from None


def _faults(found: ShownIntakeForm) -> str:
    return " ".join(
        f"{one.row}行目{f'「{one.column}」' if one.column else ''}：{one.text}（{one.code}）"
        for one in found.faults
    )


def _sheet(
    shown: ShownApplication, reason: EventReason, found: dict[str, object], visitor: Visitor, version: int
) -> Sheet:
    if found.get("reason") != reason.code:
        other = REASONS.get(str(found.get("reason")))
        raise Unusable(OTHER_REASON.format(label=other.label if other else ""))
    form = msgspec.convert(found, ChangeForm)
    loaded = people.load([one.addressee_number for one in form.persons], reason, visitor)
    typed = filled.saved(form, reason, loaded, visitor)
    if not form.notified_on:
        typed["notified_on"] = filled.blank(reason, loaded, visitor)["notified_on"]
    typed["placement.where"] = ""
    made = Sheet(shown, reason, loaded, typed, version=version)
    made.notices.append(("info", TAKEN, TAKEN_TEXT))
    return made


def _empty(
    shown: ShownApplication, reason: EventReason, of: Sequence[str], visitor: Visitor, *, joins: str
) -> Sheet:
    """The form as it was before the file."""
    numbers = [one.addressee_number for one in shown.change.persons] if shown.change else list(of)
    loaded = people.load(numbers, reason, visitor, joins="" if shown.change else joins)
    typed = (
        filled.saved(shown.change, reason, loaded, visitor)
        if shown.change
        else filled.blank(reason, loaded, visitor, joins=joins)
    )
    return Sheet(shown, reason, loaded, typed, version=shown.standing.version)
