"""情報提供: one inquiry of the network, examined, recorded and only then answered.

Source: 番号法19条8号, 21条, 22条, 23条; document I-2 system 5 (3), (5); III(1)6 risks 5, 6, 7.
"""

from datetime import date, datetime
from hmac import compare_digest
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import Q

from juki.kernel.errors import JukiError
from juki.kernel.work import Act, one_act
from juki.systems.intermediary import errors
from juki.systems.intermediary.domain.provision import (
    Finding,
    Holdings,
    PermitCheck,
    Permitted,
    Review,
    check_permit,
    decide,
)
from juki.systems.intermediary.peers import contract, nws
from juki.systems.intermediary.records.models import Copy, LinkageCode, PermitEntry, Provision, Ruling
from juki.systems.intermediary.services import reviews
from juki.systems.intermediary.services.code_keys import cipher
from juki.systems.intermediary.services.operations_copies import in_force, read

REASONS: dict[Finding, type[JukiError]] = {
    Finding.NOT_SIGNED: errors.PermitNotSigned,
    Finding.IRREGULAR: errors.PermitIrregular,
    Finding.DOES_NOT_FIT: errors.PermitDoesNotFit,
    Finding.EXPIRED: errors.PermitExpired,
    Finding.KEY_UNUSABLE: errors.AnswerKeyUnusable,
    Finding.USED: errors.PermitUsed,
    Finding.NOT_ON_LIST: errors.NotOnList,
    Finding.CODE_UNKNOWN: errors.CodeUnknown,
    Finding.NO_COPY: errors.NothingToProvide,
    Finding.REFUSED_AFTER_REVIEW: errors.RefusedAfterReview,
    Finding.HELD: errors.HeldForReview,
}


def answer(asked: contract.Asked, question: contract.PermittedInquiry) -> contract.PermittedInquiryAnswer:
    """Examine an inquiry; whatever comes of it is recorded before the answer leaves.

    Raises:
        CodeKeyMissing: our own key is gone; nothing is answered or recorded until it is back.
    """
    permitted = nws.permitted(question.permit)
    key = nws.answer_key(question.answer_key)
    with one_act(asked.actor, reason=question.name, times=asked.times, trace=asked.trace) as act:
        fault = check_permit(
            PermitCheck(
                permitted, question.linkage_code, question.answer_key, key is not None, asked.times.machine
            )
        )
        if fault is None and permitted is not None and not _use_up(permitted.permit, asked.times.machine):
            fault = Finding.USED
        found = _Examined(act, permitted if fault is None else None)
        finding = decide(fault, found.holdings)
        provision = _record(act, asked, None if fault is Finding.IRREGULAR else permitted, found, finding)
    if finding is Finding.ANSWERED and key is not None and found.copy is not None:
        sealed = nws.sealed(read(found.copy), key=key)
        return contract.PermittedInquiryAnswer(
            outcome="answered", record=str(provision.record), sealed=sealed
        )
    return contract.PermittedInquiryAnswer(
        outcome="held" if finding is Finding.HELD else "refused",
        record=str(provision.record),
        code=provision.code,
    )


class _Examined:
    """What we hold about an inquiry whose permit is good; nothing is looked up for any other."""

    def __init__(self, act: Act, permitted: Permitted | None) -> None:
        self.unified_number = ""
        self.copy: Copy | None = None
        self.ruling: Ruling | None = None
        is_listed = permitted is not None and _is_listed(permitted, act.times.legal_day)
        flagged = False
        if permitted is not None and is_listed:
            self.unified_number = _person_of(act, permitted.linkage_code)
            if self.unified_number:
                self.copy = in_force(self.unified_number, on=act.times.legal_day)
                flagged = reviews.is_flagged(self.unified_number)
        if permitted is not None and self.copy is not None and flagged:
            _one_at_a_time(self.unified_number)
            self.ruling = reviews.standing(
                permitted,
                unified_number=self.unified_number,
                copy_version=self.copy.pk,
                now=act.times.machine,
            )
        self.holdings = Holdings(
            is_listed=is_listed,
            code_is_known=bool(self.unified_number),
            copy_exists=self.copy is not None,
            no_automatic_answer=flagged,
            review=Review(self.ruling.ruling) if self.ruling else Review.NONE,
        )


def _record(
    act: Act, asked: contract.Asked, permitted: Permitted | None, found: _Examined, finding: Finding
) -> Provision:
    reason = REASONS.get(finding)
    outcome = {Finding.ANSWERED: "answered", Finding.HELD: "held"}.get(finding, "refused")
    named: dict[str, Any] = {"permit": "", "agency": "", "duty": "", "procedure": "", "information": ""}
    if permitted is not None:
        named = {item: getattr(permitted, item) for item in named}
    provision = Provision.objects.create(
        record=uuid4(), through=asked.sender, **named, unified_number=found.unified_number,
        copy_version=found.copy.pk if found.copy else None, outcome=outcome, code=reason.code if reason else "",
        asked_at=permitted.issued_at if permitted else None, answered_at=act.times.machine,
        legal_day=act.times.legal_day, trace=act.trace, ruling=found.ruling,
        continues=reviews.waiting(permitted, found.unified_number) if permitted and finding is Finding.HELD else None,
    )  # fmt: skip
    act.log(
        "inquiry.examined",
        subjects=[f"unified:{found.unified_number}"] if found.unified_number else (),
        outcome=outcome,
        detail={"record": str(provision.record), "code": provision.code},
    )
    return provision


def _is_listed(permitted: Permitted, on: date) -> bool:
    return (
        PermitEntry.objects.filter(
            agency=permitted.agency, duty=permitted.duty, procedure=permitted.procedure,
            information=permitted.information, valid_from__lte=on,
        )
        .filter(Q(valid_to=None) | Q(valid_to__gt=on))
        .exists()
    )  # fmt: skip


def _person_of(act: Act, code: str) -> str:
    """Whose code it is, or empty; a row that does not open as this code is an alarm and nobody's."""
    keys = cipher()
    row = LinkageCode.objects.select_related("acquisition").filter(digest=keys.digest(code)).first()
    if row is None:
        return ""
    number = row.acquisition.unified_number
    try:
        opened = keys.opened(bytes(row.sealed), unified_number=number)
    except errors.CodeUnreadable:
        opened = ""
    if not compare_digest(opened.encode(), code.encode()):
        act.log("code.altered", subjects=[f"unified:{number}"], outcome="alarm")
        return ""
    return number


def _use_up(permit: str, now: datetime) -> bool:
    """Take the one use of a permit; false when it was taken before, also by somebody at this very moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into intermediary_used_permit (permit, machine_time) values (%s, %s) on conflict do nothing",
            [permit, now],
        )
        return bool(cursor.rowcount)


def _one_at_a_time(unified_number: str) -> None:
    """Two inquiries at once must not use up one ruling; a table without changes has no row to lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"intermediary review {unified_number}"]
        )
