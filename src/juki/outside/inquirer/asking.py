"""情報照会: ask, decrypt, record, reply. No transaction is open while the network thinks."""

import hashlib
import json
import os
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor, one_act
from juki.outside.inquirer import codes, peers
from juki.outside.inquirer.records.models import Inquiry, Received
from juki.outside.inquirer.rules import require_agency

REASON = "inquiry"


class Whom(NamedTuple):
    """A person by the trace of the counter act, or by 処理通番."""

    trace: UUID | None
    processing_number: str


class Asking(NamedTuple):
    """One asking as a whole: its key, which client asks, about whom and what."""

    key: UUID
    client: str
    whom: Whom
    wanted: peers.Wanted

    def digest(self, salt: bytes) -> bytes:
        """Salted SHA-256 over what is asked (32 bytes): tells whether it is the same, and nothing else."""
        content = [str(self.whom.trace or ""), self.whom.processing_number, *self.wanted]
        return hashlib.sha256(salt + json.dumps(content, ensure_ascii=False).encode()).digest()


def ask(*, whom: Whom, wanted: peers.Wanted, key: UUID, client: str, actor: Actor, times: Times) -> Inquiry:
    """Ask once per ``key`` and keep what came of it. Source: 番号法19条8号, 21条, 23条1項.

    Raises:
        OtherAgency: ``client`` may not speak for this agency.
        KeyReused: the key was used by another client, about somebody else, or for something else.
        NobodyNamed, NoCodeYet, SeveralPersons: nobody is asked about.
        PeerUnreachable, PeerRefused: recorded as unanswered; may be asked again under the same key.
        AnswerUnreadable: recorded as unanswered; the answer was altered on its way.
    """
    require_agency(client, wanted.agency)
    asking = Asking(key, client, whom, wanted)
    if known := _settled(asking):
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
        _keep(asking, unanswered, None, outcome="unanswered", actor=actor, times=times)
        raise
    try:
        return _keep(asking, answer, fact, outcome=answer.outcome, actor=actor, times=times)
    except IntegrityError:
        if known := _settled(asking):
            return known
        raise


def _settled(asking: Asking) -> Inquiry | None:
    """What the same asking came to before.

    Raises:
        KeyReused: there was another one under this key, answered or not.
    """
    settled = None
    for row in Inquiry.objects.filter(key=asking.key):
        if row.asked_by != asking.client or bytes(row.form_digest) != asking.digest(bytes(row.salt)):
            raise KeyReused
        if row.outcome != "unanswered":
            settled = row
    return settled


def _keep(
    asking: Asking, answer: peers.InquiryAnswer, fact: peers.ProvidedFact | None, *, outcome: str, actor: Actor,
    times: Times,
) -> Inquiry:  # fmt: skip
    salt = os.urandom(16)
    with one_act(actor, reason=REASON, times=times, trace=asking.key) as act:
        row = Inquiry.objects.create(
            key=asking.key, asked_by=asking.client, salt=salt, form_digest=asking.digest(salt), record=answer.record,
            **asking.wanted._asdict(), outcome=outcome, code=answer.code, asked_at=times.machine,
            legal_day=times.legal_day,
        )  # fmt: skip
        if fact is not None:
            household = fact.household
            Received.objects.create(
                inquiry=row, layout=fact.layout, valid_from=fact.valid_from, is_head=household.is_head,
                head_name=household.head_name, relationship=household.relationship,
            )  # fmt: skip
        act.log("inquirer.inquiry", outcome=outcome, detail={"record": answer.record, "code": answer.code})
    return row
