"""自動応答不可: set and lifted by a person, and the word of a clerk who has looked. Source: document III(1)6 risk 5."""

from uuid import UUID

from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.work import Actor, one_act
from juki.oversight.approvals.services.using import use
from juki.systems.intermediary.codes import Ruling as Word
from juki.systems.intermediary.domain import household_copy
from juki.systems.intermediary.errors import AlreadyRuled, InvalidNumber, NotExamined, NotHeld, ReasonMissing
from juki.systems.intermediary.records.models import Flag, Provision, Ruling
from juki.systems.intermediary.services import releases
from juki.systems.intermediary.services.operations_copies import in_force


def flag(
    *, unified_number: str, no_automatic_answer: bool, reason: str, actor: Actor, times: Times, trace: UUID
) -> Flag:
    """Set or lift 自動応答不可 of a person; it never ends by itself.

    Raises:
        InvalidNumber: not a 団体内統合宛名番号.
        ReasonMissing: no reason.
        KeyReused: the trace belongs to another flag or to somebody else, who is shown nothing.
    """
    if not household_copy.is_number(unified_number):
        raise InvalidNumber
    _require(reason)
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        row, is_new = Flag.objects.get_or_create(
            trace=trace,
            defaults={
                "unified_number": unified_number, "no_automatic_answer": no_automatic_answer, "reason": reason,
                "who": actor.who, "legal_day": times.legal_day, "machine_time": times.machine,
            },
        )  # fmt: skip
        wanted = (unified_number, no_automatic_answer, reason, actor.who)
        if (row.unified_number, row.no_automatic_answer, row.reason, row.who) != wanted:
            raise KeyReused
        if is_new:
            detail = {"no_automatic_answer": int(no_automatic_answer)}
            act.log("flag.set", subjects=[f"unified:{unified_number}"], detail=detail)
        return row


def rule(
    *, record: UUID, word: Word, copy_version: int, reason: str, actor: Actor, times: Times, trace: UUID
) -> Ruling:
    """Release or refuse a held inquiry after looking at ``copy_version``; the inquirer's next asking takes effect.

    A release spends the approval of another person; nobody needs one to refuse.

    Raises:
        JukiError: no approval of this release counts, see ``approvals.using.use``.
        ReasonMissing: no reason.
        NotHeld: no such inquiry waits.
        NotExamined: what would leave is another version by now.
        AlreadyRuled: decided in another act.
        KeyReused: the trace belongs to another decision or to somebody else.
    """
    _require(reason)
    wanted = (record, word.value, copy_version, reason, actor.who)
    if earlier := _before(trace, wanted):
        return earlier
    try:
        return _decided(record, word, copy_version, reason=reason, actor=actor, times=times, trace=trace)
    except IntegrityError:
        if earlier := _before(trace, wanted):
            return earlier
        raise


def _decided(
    record: UUID, word: Word, copy_version: int, *, reason: str, actor: Actor, times: Times, trace: UUID
) -> Ruling:
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        held = Provision.objects.filter(record=record, outcome="held", continues=None).first()
        if held is None:
            raise NotHeld
        copy = in_force(held.unified_number, on=times.legal_day)
        if copy is None or copy.pk != copy_version:
            raise NotExamined
        row, is_new = Ruling.objects.get_or_create(
            held=held,
            defaults={
                "ruling": word.value, "copy_version": copy_version, "reason": reason, "who": actor.who,
                "legal_day": times.legal_day, "machine_time": times.machine, "trace": trace,
            },
        )  # fmt: skip
        if not is_new:
            raise AlreadyRuled
        if word == Word.RELEASED:
            wanted = releases.content_of(held, copy_version=copy_version)
            use(act, releases.KIND, wanted, system=releases.OWN)
        act.log(
            f"inquiry.{word.value}",
            subjects=[f"unified:{held.unified_number}"],
            detail={"record": str(record)},
        )
        return row


def _before(trace: UUID, wanted: tuple[object, ...]) -> Ruling | None:
    row = Ruling.objects.select_related("held").filter(trace=trace).first()
    if row and (row.held.record, row.ruling, row.copy_version, row.reason, row.who) != wanted:
        raise KeyReused
    return row


def _require(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
