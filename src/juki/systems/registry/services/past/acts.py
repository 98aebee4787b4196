"""The 異動 behind a version, as it is shown: reason, days, who entered it where, on which documents."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.records.models import EventRow
from juki.systems.registry.services.item_labels import CLASSES
from juki.systems.registry.services.showing import ShownDate, shown_date


class ShownAlert(msgspec.Struct, frozen=True):
    """An alert that was confirmed when the act was recorded, and why."""

    code: str
    text: str
    reason: str


class ShownSource(msgspec.Struct, frozen=True):
    """A document that the 異動 rests on."""

    kind: str
    issuer: str = ""
    number: str = ""
    day: str = ""


class ShownEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One 異動: ``day_label`` says what ``notified_on`` is (届出日, 申出日, 請求日, 通知日 …), ``target`` is the trace of
    the 異動 that it cancels or corrects. ``operator`` entered it at ``terminal``, in the 入力場所 ``place`` (its code).

    Source: STD 1.2.1, 4.0.3.
    """

    trace: UUID
    reason: str
    label: str
    event_class: str
    class_label: str
    day: ShownDate
    notified_on: str
    day_label: str
    basis: str
    basis_label: str
    processed_on: date
    household_number: str
    whole_household: bool
    note: str
    operator: str
    terminal: str
    place: str
    sources: tuple[ShownSource, ...]
    documents: tuple[str, ...]
    alerts: tuple[ShownAlert, ...]
    target: UUID | None


def reason_label(code: str) -> str:
    """What a reason is called; of an unknown one the code."""
    return REASONS[code].label if code in REASONS else code


def shown_event(row: EventRow) -> ShownEvent:
    """The act of ``row``. Who came is not told here: it is no item of the history."""
    basis = Basis(row.basis)
    return ShownEvent(
        trace=row.trace, reason=row.reason, label=reason_label(row.reason), event_class=row.event_class,
        class_label=CLASSES[row.event_class],
        day=shown_date(LegalDate.from_storage(StoredDate(row.day.isoformat(), row.day_form, row.day_text))),
        notified_on=row.notified_on.isoformat() if row.notified_on else "", day_label=basis.day_label,
        basis=str(basis), basis_label=basis.label, processed_on=row.processed_on,
        household_number=row.household_number, whole_household=row.whole_household, note=row.note,
        operator=row.operator, terminal=row.terminal, place=row.place,
        sources=tuple(_source(one) for one in row.sources),
        documents=tuple(row.came_documents), alerts=_alerts(row), target=row.target,
    )  # fmt: skip


def _source(document: Mapping[str, Any]) -> ShownSource:
    return msgspec.convert(document, ShownSource)


def _alerts(row: EventRow) -> tuple[ShownAlert, ...]:
    texts = {alert.code: alert.text for alert in Alert}
    return tuple(
        ShownAlert(code, texts.get(code, ""), row.alert_reasons.get(code, "")) for code in row.alerts
    )
