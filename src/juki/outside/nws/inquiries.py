"""情報照会, permitted or refused, carried and recorded. The answer passes through sealed."""

from uuid import UUID, uuid4

from django.db.models import Q

from juki.kernel.errors import JukiError
from juki.kernel.work import one_act
from juki.links.post.inbound import Asked
from juki.outside.nws import peers, rules
from juki.outside.nws.errors import ProviderSilent
from juki.outside.nws.peers import Inquiry as Question
from juki.outside.nws.peers import InquiryAnswer, Permit, PermittedInquiryAnswer
from juki.outside.nws.records.models import Code, Inquiry, Outcome, PermitEntry


def answer(asked: Asked, question: Question) -> InquiryAnswer:
    """Refuse with a code, or sign a permit, ask the provider, and hand its answer on unread.

    The inquiry is recorded before the provider hears of it, its outcome before the inquirer does.
    Source: 番号法19条8号, 21条2項, 23条3項.
    """
    record = uuid4()
    refused, provider_code = _examined(asked, question)
    permit = None if refused else _permit(asked, question, provider_code)
    row = _keep(asked, question, record=record, permit=permit.permit if permit else "", refused=refused)
    if refused is not None or permit is None:
        return InquiryAnswer(outcome="refused", record=str(record), code=refused.code if refused else "")
    try:
        reply = peers.ask_provider(asked, permit=permit, token=peers.signed(permit), record=record)
    except JukiError:
        reply = PermittedInquiryAnswer(outcome="refused", record="", code=ProviderSilent.code)
    _close(asked, row, reply)
    return InquiryAnswer(outcome=reply.outcome, record=str(record), code=reply.code, sealed=reply.sealed)


def _examined(asked: Asked, question: Question) -> tuple[type[JukiError] | None, str]:
    """Why there is no permit, and the provider's code for the person."""
    given = Code.objects.filter(code=question.linkage_code).first()
    provider = (
        Code.objects.filter(body=rules.PROVIDER, person_token=given.person_token).first() if given else None
    )
    seen = rules.Seen(
        is_listed=_is_listed(asked, question),
        code_of=given.body if given else None,
        asker=asked.sender,
        provider_has_code=provider is not None,
    )
    return rules.refusal(seen), provider.code if provider else ""


def _is_listed(asked: Asked, question: Question) -> bool:
    on = asked.times.legal_day
    return (
        PermitEntry.objects.filter(
            agency=question.agency, duty=question.duty, procedure=question.procedure,
            information=question.information, valid_from__lte=on,
        )
        .filter(Q(valid_to=None) | Q(valid_to__gt=on))
        .exists()
    )  # fmt: skip


def _permit(asked: Asked, question: Question, provider_code: str) -> Permit:
    now = asked.times.machine
    return Permit(
        permit=uuid4().hex, agency=question.agency, duty=question.duty, procedure=question.procedure,
        information=question.information, linkage_code=provider_code, answer_key=question.answer_key,
        issued_at=now, expires_at=now + rules.PERMIT_LASTS,
    )  # fmt: skip


def _keep(
    asked: Asked, question: Question, *, record: UUID, permit: str, refused: type[JukiError] | None
) -> Inquiry:
    with one_act(asked.actor, reason=question.name, times=asked.times, trace=asked.trace) as act:
        row = Inquiry.objects.create(
            record=record, asker=asked.sender, agency=question.agency, duty=question.duty,
            procedure=question.procedure, information=question.information, permit=permit,
            asked_at=asked.times.machine, legal_day=asked.times.legal_day, trace=asked.trace,
        )  # fmt: skip
        if refused is not None:
            Outcome.objects.create(
                inquiry=row,
                outcome="refused",
                code=refused.code,
                provider_record="",
                answered_at=asked.times.machine,
            )
        act.log(
            "nws.inquiry", outcome="refused" if refused else "permitted",
            detail={"record": str(record), "code": refused.code if refused else ""},
        )  # fmt: skip
    return row


def _close(asked: Asked, row: Inquiry, reply: PermittedInquiryAnswer) -> None:
    with one_act(asked.actor, reason=Question.name, times=asked.times, trace=asked.trace) as act:
        Outcome.objects.create(
            inquiry=row, outcome=reply.outcome, code=reply.code, provider_record=reply.record,
            answered_at=asked.times.machine,
        )  # fmt: skip
        act.log("nws.outcome", outcome=reply.outcome, detail={"record": str(row.record), "code": reply.code})
