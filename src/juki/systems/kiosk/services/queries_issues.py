"""Searching 交付履歴 for the staff console. No row holds a name or a 個人番号."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from juki.systems.kiosk.domain.refusals import text_of
from juki.systems.kiosk.errors import UnreadableQuery
from juki.systems.kiosk.records.models import ISSUED, IssueLog, PrintOutcome

MOST = 100
_NO_WORD = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; every item that is given must fit."""

    day: date | None = None
    kiosk: str = ""
    issue_number: str = ""
    addressee_number: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of 交付履歴 with what the kiosk made of it; ``reason`` is the exact one, in words."""

    transaction: str
    kiosk: str
    addressee_number: str
    kind: str
    options: list[str]
    members: list[str]
    pages: int
    issue_number: str
    document_digest: str
    result: str
    reason: str
    printed: str
    city_in: datetime
    city_out: datetime


def search(wanted: Wanted) -> list[Line]:
    """The latest rows that fit, newest first, at most ``MOST``.

    Raises:
        UnreadableQuery: nothing to look for was given.
    """
    fits: dict[str, Any] = {}
    if wanted.day is not None:
        fits["legal_day"] = wanted.day
    if wanted.kiosk:
        fits["kiosk"] = wanted.kiosk
    if wanted.issue_number:
        fits["issue_number"] = wanted.issue_number
    if wanted.addressee_number:
        fits["addressee_number"] = wanted.addressee_number
    if not fits:
        raise UnreadableQuery
    rows = list(IssueLog.objects.filter(**fits).order_by("-id")[:MOST])
    words = PrintOutcome.objects.filter(transaction__in=[row.transaction for row in rows])
    printed = dict(words.values_list("transaction", "result"))
    return [_line(row, printed.get(row.transaction, _NO_WORD)) for row in rows]


def is_known(addressee_number: str) -> bool:
    """Whether 交付履歴 has this 宛名番号, so that it may be written into the log of who looked."""
    return IssueLog.objects.filter(addressee_number=addressee_number).exists()


def _line(row: IssueLog, printed: str) -> Line:
    return Line(
        transaction=str(row.transaction or ""), kiosk=row.kiosk, addressee_number=row.addressee_number, kind=row.kind,
        options=row.options, members=row.members, pages=row.pages, issue_number=row.issue_number,
        document_digest=row.document_digest, result=row.result,
        reason="" if row.result == ISSUED else text_of(row.result), printed=printed if row.result == ISSUED else "",
        city_in=row.city_in, city_out=row.city_out,
    )  # fmt: skip
