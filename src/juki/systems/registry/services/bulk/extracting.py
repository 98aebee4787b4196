"""A list to be filled in: the households or persons of an area with what stands now, by number. Source: STD 9.7.

Numbers and the wording that is to change, nothing else: a list of the area's names must not be made.
"""

from base64 import b64encode
from collections.abc import Iterator
from typing import Literal
from uuid import UUID

import msgspec
from django.db.models import OuterRef, Subquery

from juki.kernel.clock import Times
from juki.kernel.door.errors import NotPermitted
from juki.kernel.door.forms import Reason
from juki.kernel.work import Actor, log_before_showing, one_act
from juki.oversight.approvals.records.models import Request
from juki.oversight.output.services.ledger import (
    Material,
    Released,
    Wanted,
    ask_approvals,
    release,
    rows_digest,
)
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.bulk_errors import BulkNoArea
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.records.bulk import ADDRESS
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services import csv_text
from juki.systems.registry.services.bulk.lists import shapes
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.forms import Form, Long
from juki.systems.registry.services.veiling import Hidden


class ExtractForm(Form, frozen=True, kw_only=True):
    """Which wording: ``beginning`` of 番地 in the 町字 ``town`` (exact), or of 本籍. ``purpose`` is kept in the log."""

    purpose: Reason
    kind: Literal["address", "honseki"]
    town: Long = ""
    beginning: Long = ""


class ExtractOut(ExtractForm, frozen=True, kw_only=True):
    """The same, and where the file goes."""

    out: Wanted


class Extract(msgspec.Struct, frozen=True):
    """The sealed file in base64, the number of its entry in the ledger, and how many rows it has."""

    content: str
    number: int
    rows: int


EXPORT, NAME = "bulk_extract", "一括変更の一覧.csv"


def extract(
    form: ExtractForm, out: Wanted, *, actor: Actor, times: Times, trace: UUID
) -> tuple[Released, int]:
    """Households (address) or persons (honseki) who stand under this wording now; what it becomes is left blank.

    The list leaves by the ledger of outputs, sealed; and the number of its rows.

    Raises:
        BulkNoArea: neither a 町字 nor the beginning of a 本籍: that would be the whole city.
        NotPermitted: a list of 本籍 for who may not see them.
        JukiError: the list may not leave so, see ``output.ledger.release``.
    """
    content, material = _made(form, hidden_from(actor, times))
    with one_act(actor, reason=form.purpose, times=times, trace=trace) as act:
        act.log("bulk.extracted", detail={"rows": material.records, "kind": form.kind})
        written = content.encode("utf-8-sig")
        return release(act, material, out, content=written, name=NAME), material.records


def ask_extract(form: ExtractForm, out: Wanted, *, page: str, actor: Actor, times: Times) -> list[Request]:
    """Ask for the approvals that this very list needs to leave.

    Raises:
        BulkNoArea: as above.
        JukiError: it could not leave even with them, see ``output.ledger.ask_approvals``.
    """
    _content, material = _made(form, hidden_from(actor, times))
    counted = {"rows": material.records, "kind": form.kind}
    log_before_showing(actor, "bulk.counted", reason=form.purpose, times=times, detail=counted)
    return ask_approvals(material, out, page=page, actor=actor, times=times)


def reply_of(released: Released, rows: int) -> Extract:
    """What a program gets."""
    return Extract(b64encode(released.content).decode(), released.number, rows)


def _made(form: ExtractForm, hidden: Hidden) -> tuple[str, Material]:
    if not (form.town if form.kind == ADDRESS else form.beginning):
        raise BulkNoArea
    if form.kind != ADDRESS and FieldGroup.HONSEKI in hidden:
        raise NotPermitted(permission=Permission.SEE_HONSEKI)
    shape = shapes()[form.kind]
    found = list(_addresses(form) if form.kind == ADDRESS else _registers(form))
    blank = [""] * len(shape.after)
    lines = [csv_text.written(shape.required), *(csv_text.written([*row, *blank]) for row in found)]
    content = "".join(lines)
    return content, Material(EXPORT, len(found), rows_digest(content), form.purpose)


def _addresses(form: ExtractForm) -> Iterator[tuple[str, str, str]]:
    rows = _current().filter(address_town=form.town, address_lot__startswith=form.beginning)
    columns = ("household_number", "address_town", "address_lot")
    yield from rows.order_by(*columns).values_list(*columns).distinct()


def _registers(form: ExtractForm) -> Iterator[tuple[str, str]]:
    rows = _current().filter(honseki__startswith=form.beginning)
    yield from rows.order_by("addressee_number").values_list("addressee_number", "honseki")


def _current():  # type: ignore[no-untyped-def]  # noqa: ANN202 - a queryset of Django
    latest = ResidentRow.objects.filter(addressee_number=OuterRef("addressee_number")).values("version")[:1]
    return ResidentVersion.objects.filter(state="1", number=Subquery(latest))
