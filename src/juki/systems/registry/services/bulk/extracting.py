"""A list to be filled in: the households or persons of an area with what stands now, by number. Source: STD 9.7.

Numbers and the wording that is to change, nothing else: a list of the area's names must not be made.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec
from django.db.models import OuterRef, Subquery

from juki.kernel.clock import Times
from juki.kernel.door.forms import Reason
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.bulk_errors import BulkNoArea
from juki.systems.registry.records.bulk import ADDRESS
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services import csv_text
from juki.systems.registry.services.bulk.lists import shapes
from juki.systems.registry.services.forms import Form, Long


class ExtractForm(Form, frozen=True, kw_only=True):
    """Which wording: ``beginning`` of 番地 in the 町字 ``town`` (exact), or of 本籍. ``purpose`` is kept in the log."""

    purpose: Reason
    kind: Literal["address", "honseki"]
    town: Long = ""
    beginning: Long = ""


class Extract(msgspec.Struct, frozen=True):
    """CSV text in the columns of such a list, and how many rows it has."""

    content: str
    rows: int


def extract(form: ExtractForm, *, actor: Actor, times: Times) -> Extract:
    """Households (address) or persons (honseki) who stand under this wording now; what it becomes is left blank.

    Raises:
        BulkNoArea: neither a 町字 nor the beginning of a 本籍: that would be the whole city.
    """
    if not (form.town if form.kind == ADDRESS else form.beginning):
        raise BulkNoArea
    shape = shapes()[form.kind]
    found = list(_addresses(form) if form.kind == ADDRESS else _registers(form))
    log_before_showing(
        actor,
        "bulk.extracted",
        reason=form.purpose,
        times=times,
        detail={"rows": len(found), "kind": form.kind},
    )
    blank = [""] * len(shape.after)
    lines = [csv_text.written(shape.required), *(csv_text.written([*row, *blank]) for row in found)]
    return Extract("".join(lines), len(found))


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
