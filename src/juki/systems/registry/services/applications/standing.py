"""An application as its caller sees it: where it stands and what stands against it. No personal data."""

from datetime import datetime
from uuid import UUID

import msgspec

from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.records.models import Application

_TEXTS = {alert.code: alert.text for alert in Alert}


class Coded(msgspec.Struct, frozen=True):
    """A stable code and what to do."""

    code: str
    text: str


class PersonCheck(msgspec.Struct, frozen=True):
    """The number check of the person at this place of the form (from 0). ``code`` is empty when nothing stands against it."""

    person: int
    outcome: str
    differing: list[str]
    code: str
    text: str


class FoundAlert(msgspec.Struct, frozen=True):
    """An alert; ``reason`` is empty until somebody confirms it."""

    code: str
    text: str
    reason: str


class Standing(msgspec.Struct, frozen=True):
    """``version`` goes into the next form; ``pending`` says why the number checks could not be made."""

    application: UUID
    number: str
    kind: str
    state: str
    version: int
    pending: Coded | None
    checks: list[PersonCheck]
    alerts: list[FoundAlert]
    author: str
    last_changed_by: str
    changed_at: datetime
    move_out_certificate: UUID | None = None


def standing_of(row: Application) -> Standing:
    """``row`` for its caller."""
    return Standing(
        application=row.id, number=row.number, kind=row.kind, state=row.state, version=row.version,
        pending=pending_of(row),
        checks=[
            PersonCheck(place, one["outcome"], one["differing"], one["code"], one["text"])
            for place, one in enumerate(row.checks)
        ],
        alerts=[FoundAlert(code, _TEXTS[code], row.alert_reasons.get(code, "")) for code in row.found_alerts],
        author=staff(row.author), last_changed_by=staff(row.last_changed_by), changed_at=row.changed_at,
        move_out_certificate=row.move_out_certificate,
    )  # fmt: skip


def pending_of(row: Application) -> Coded | None:
    """Why the number checks could not be made, if so."""
    return Coded(row.pending_code, row.pending_text) if row.pending_code else None


def staff(who: str) -> str:
    """The staff id of ``who`` acted."""
    return who.removeprefix("client:")
