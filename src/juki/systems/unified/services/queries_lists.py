"""The lists a person works through: candidates, and errors of three kinds. Source: document I-2 system 4 (2), (13)."""

from datetime import datetime
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.values.individual_number import IndividualNumberCheckDigitMismatch, InvalidIndividualNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.unified.codes import CodeState, ErrorKind
from juki.systems.unified.errors import FormerNumberOfAnother, NumberHeldByAnother, NumberTakenByAnother
from juki.systems.unified.peers import parked
from juki.systems.unified.records.models import Candidate, Person

NUMBER_ERRORS = frozenset(
    error.code
    for error in (
        NumberHeldByAnother, NumberTakenByAnother, FormerNumberOfAnother,
        InvalidIndividualNumber, IndividualNumberCheckDigitMismatch,
    )
)  # fmt: skip
NO_CODE = "符号を取得していません。"
CODE_FAILED = "符号の取得に失敗しました。同一人が二重に付番されていないか確認してください。"


class ErrorRow(msgspec.Struct, frozen=True):
    """A line of an error list: which number, what is wrong, since when. No name, no individual number."""

    kind: ErrorKind
    code: str
    why: str
    addressee_number: str = ""
    unified_number: str = ""
    message_id: UUID | None = None
    received_at: datetime | None = None


class CandidateRow(msgspec.Struct, frozen=True):
    """A pair that waits for a decision."""

    candidate: int
    grade: str
    unified_numbers: tuple[str, str]
    found_at: datetime


def errors(*, actor: Actor, times: Times) -> list[ErrorRow]:
    """Rejected requests first, then persons without a code."""
    log_before_showing(actor, "errors.listed", reason="error list", times=times)
    rejected = [
        ErrorRow(
            kind=ErrorKind.INDIVIDUAL_NUMBER if row.code in NUMBER_ERRORS else ErrorKind.FOUR_ITEMS,
            code=row.code, why=row.why, addressee_number=row.addressee_number, message_id=row.message_id,
            received_at=row.received_at,
        )
        for row in parked.rejected_requests()
    ]  # fmt: skip
    uncoded = [
        ErrorRow(
            kind=ErrorKind.UNIFIED_NUMBER,
            code=person.code_state,
            why=CODE_FAILED if person.code_state == CodeState.FAILED else NO_CODE,
            unified_number=person.number,
        )
        for person in Person.objects.exclude(code_state=CodeState.ACQUIRED).order_by("id")
    ]
    return rejected + uncoded


def candidates(*, actor: Actor, times: Times) -> list[CandidateRow]:
    """Pairs nobody has decided yet, close ones first."""
    log_before_showing(actor, "candidates.listed", reason="candidates", times=times)
    rows = Candidate.objects.select_related("person", "other").filter(decision=None).order_by("grade", "id")
    return [
        CandidateRow(row.pk, row.grade, (row.person.number, row.other.number), row.machine_time)
        for row in rows
    ]
