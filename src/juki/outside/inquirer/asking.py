"""情報照会: ask, decrypt, record, reply. No transaction is open while the network thinks."""

from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor, one_act
from juki.outside.inquirer import codes, peers
from juki.outside.inquirer.records.models import Inquiry, Received

REASON = "inquiry"


class Whom(NamedTuple):
    """A person by the trace of the counter act, or by 処理通番."""

    trace: UUID | None
    processing_number: str


def ask(*, whom: Whom, wanted: peers.Wanted, key: UUID, actor: Actor, times: Times) -> Inquiry:
    """Ask once per ``key`` and keep what came of it. Source: 番号法19条8号, 21条, 23条1項.

    Raises:
        KeyReused: the key was used for something else.
        NobodyNamed, NoCodeYet, SeveralPersons: nobody is asked about.
        PeerUnreachable, PeerRefused: recorded as unanswered; may be asked again under the same key.
        AnswerUnreadable: recorded as unanswered; the answer was altered on its way.
    """
    if known := _settled(key):
        if wanted != peers.Wanted(known.agency, known.duty, known.procedure, known.information):
            raise KeyReused
        return known
    code = codes.of_person(trace=whom.trace, processing_number=whom.processing_number)
    secret = peers.fresh_key()
    try:
        answer = peers.inquire(
            wanted, linkage_code=code, answer_key=peers.public_part(secret), key=key, actor=actor, times=times
        )
        fact = peers.opened(answer.sealed, key=secret) if answer.outcome == "answered" else None
    except JukiError as error:
        unanswered = peers.InquiryAnswer(outcome="refused", record="", code=error.code)
        _keep(wanted, unanswered, None, key=key, outcome="unanswered", actor=actor, times=times)
        raise
    try:
        return _keep(wanted, answer, fact, key=key, outcome=answer.outcome, actor=actor, times=times)
    except IntegrityError:
        if known := _settled(key):
            return known
        raise


def _settled(key: UUID) -> Inquiry | None:
    """What an earlier asking under this key came to."""
    return Inquiry.objects.filter(key=key).exclude(outcome="unanswered").first()


def _keep(
    wanted: peers.Wanted, answer: peers.InquiryAnswer, fact: peers.ProvidedFact | None, *, key: UUID, outcome: str,
    actor: Actor, times: Times,
) -> Inquiry:  # fmt: skip
    with one_act(actor, reason=REASON, times=times, trace=key) as act:
        row = Inquiry.objects.create(
            key=key, record=answer.record, **wanted._asdict(), outcome=outcome, code=answer.code,
            asked_at=times.machine, legal_day=times.legal_day,
        )  # fmt: skip
        if fact is not None:
            household = fact.household
            Received.objects.create(
                inquiry=row, layout=fact.layout, valid_from=fact.valid_from, is_head=household.is_head,
                head_name=household.head_name, relationship=household.relationship,
            )  # fmt: skip
        act.log("inquirer.inquiry", outcome=outcome, detail={"record": answer.record, "code": answer.code})
    return row
