"""同一人候補: pairs of numbered persons for a person to decide, and what was decided."""

from django.db import models
from django.db.models import F, Q

from juki.systems.unified.codes import Verdict
from juki.systems.unified.domain.candidates import Grade
from juki.systems.unified.records.person import Person


class Candidate(models.Model):
    """Two persons with alike details and different 個人番号. Source: document I-2 system 4 (2)."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    grade = models.TextField()
    legal_day = models.DateField()
    machine_time = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """A pair is proposed once, however often it is found again."""

        db_table = "unified_candidate"
        constraints = (
            models.UniqueConstraint(fields=["person", "other"], name="unified_candidate_once"),
            models.CheckConstraint(
                condition=Q(grade__in=[grade.value for grade in Grade]), name="unified_candidate_grade"
            ),
            models.CheckConstraint(condition=Q(person__lt=F("other")), name="unified_candidate_ordered"),
        )


class CandidateDecision(models.Model):
    """What a person decided, and why. It links nothing: a wrong number is put right in the register."""

    id = models.BigAutoField(primary_key=True)
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="decision")
    verdict = models.TextField()
    reason = models.TextField()
    who = models.TextField()
    legal_day = models.DateField()
    machine_time = models.DateTimeField()
    trace = models.UUIDField(unique=True)

    class Meta:
        """One decision per pair and per act."""

        db_table = "unified_candidate_decision"
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=[verdict.value for verdict in Verdict]),
                name="unified_candidate_verdict",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="unified_candidate_decision_reasoned"),
        )
