"""Passkeys of members of staff, the one-time links by which they are enrolled, and ceremonies under way."""

from django.db import models
from django.db.models import Q

from juki.office.records.person import Person
from juki.office.records.session import Session


class Passkey(models.Model):
    """The public half of a key that an authenticator of one person holds.

    ``public_key`` is the COSE key, ``counter`` the signatures that the authenticator says it made. One that is no longer
    good stays with ``ended_at`` and why. Machine time.
    """

    person_id: str

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_column="client", related_name="passkeys")
    credential = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    counter = models.BigIntegerField()
    model = models.TextField()
    label = models.TextField()
    enrolled_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(default="")

    class Meta:
        """Whoever ends one says why."""

        db_table = "office_passkey"
        constraints = (
            models.CheckConstraint(condition=Q(counter__gte=0), name="office_passkey_counter"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="office_passkey_ended",
            ),
        )
        indexes = (models.Index(fields=["person", "ended_at"], name="office_passkey_person"),)


class Enrolment(models.Model):
    """A one-time link by which a person sets the first means; only its SHA-256 is kept. Machine time."""

    person_id: str

    id = models.UUIDField(primary_key=True)
    digest = models.BinaryField(unique=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, db_column="client", related_name="enrolments"
    )
    issued_by = models.TextField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody issues one to himself; one is open at a time."""

        db_table = "office_enrolment"
        constraints = (
            models.CheckConstraint(condition=~Q(issued_by=models.F("person")), name="office_enrolment_two"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(used_at=None), name="office_enrolment_one"
            ),
        )


class Ceremony(models.Model):
    """A challenge that an authenticator is to sign: good once and for minutes, for one session or one enrolment."""

    id = models.UUIDField(primary_key=True)
    challenge = models.BinaryField()
    session = models.ForeignKey(Session, null=True, on_delete=models.CASCADE, db_column="sid")
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.CASCADE)
    begun_at = models.DateTimeField()

    class Meta:
        """It belongs to one of the two."""

        db_table = "office_ceremony"
        constraints = (
            models.CheckConstraint(
                condition=Q(session__isnull=True) ^ Q(enrolment__isnull=True), name="office_ceremony_whose"
            ),
        )
        indexes = (models.Index(fields=["begun_at"], name="office_ceremony_begun"),)
