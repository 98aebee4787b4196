"""同一人候補: proposed by the program, decided by a person."""

from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.work import Act, Actor, one_act
from juki.systems.unified.codes import Verdict
from juki.systems.unified.domain.candidates import grade
from juki.systems.unified.domain.four_items import Keys
from juki.systems.unified.errors import CandidateDecided, NoSuchCandidate, ReasonMissing
from juki.systems.unified.records.models import Candidate, CandidateDecision, Person
from juki.systems.unified.services.persons import keys_of


def propose(act: Act, person: Person, keys: Keys) -> int:
    """List every other person whose details look like this one's; a pair that was proposed before is not again.

    Source: document I-2 system 4 (2).
    """
    alike = Q(name_key=keys.name)
    if keys.kana:
        alike |= Q(kana_key=keys.kana)
    others = Person.objects.filter(alike, birth_day=keys.birth_day, sex=keys.sex).exclude(pk=person.pk)
    found = [(other, graded) for other in others if (graded := grade(keys, keys_of(other)))]
    for other, graded in found:
        first, second = sorted((person.pk, other.pk))
        _, is_new = Candidate.objects.get_or_create(
            person_id=first,
            other_id=second,
            defaults={
                "grade": graded, "legal_day": act.times.legal_day, "machine_time": act.times.machine,
                "trace": act.trace,
            },
        )  # fmt: skip
        if is_new:
            subjects = [f"unified:{person.number}", f"unified:{other.number}"]
            act.log("candidate.proposed", subjects=subjects, detail={"grade": graded})
    return len(found)


def decide(
    *, candidate: int, verdict: Verdict, reason: str, actor: Actor, times: Times, trace: UUID
) -> CandidateDecision:
    """Record what a person decided about a pair. The numbers stay two: nothing is linked by this.

    Raises:
        ReasonMissing: no reason.
        NoSuchCandidate: no such pair.
        CandidateDecided: it was decided in another act.
        KeyReused: the trace belongs to another decision or to somebody else.
    """
    if not reason.strip():
        raise ReasonMissing
    wanted = (candidate, str(verdict), reason, actor.who)
    if earlier := _before(trace, wanted):
        return earlier
    try:
        return _decided(candidate, verdict, reason=reason, actor=actor, times=times, trace=trace)
    except IntegrityError:
        if earlier := _before(trace, wanted):
            return earlier
        raise


def _before(trace: UUID, wanted: tuple[object, ...]) -> CandidateDecision | None:
    row = CandidateDecision.objects.select_related("candidate").filter(trace=trace).first()
    if row and (row.candidate.pk, row.verdict, row.reason, row.who) != wanted:
        raise KeyReused
    return row


def _decided(
    candidate: int, verdict: Verdict, *, reason: str, actor: Actor, times: Times, trace: UUID
) -> CandidateDecision:
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        row = Candidate.objects.select_related("person", "other").filter(pk=candidate).first()
        if row is None:
            raise NoSuchCandidate
        decision, is_new = CandidateDecision.objects.get_or_create(
            candidate=row,
            defaults={
                "verdict": verdict, "reason": reason, "who": actor.who, "legal_day": times.legal_day,
                "machine_time": times.machine, "trace": trace,
            },
        )  # fmt: skip
        if not is_new:
            raise CandidateDecided
        subjects = [f"unified:{row.person.number}", f"unified:{row.other.number}"]
        act.log("candidate.decided", subjects=subjects, detail={"verdict": verdict})
        return decision
