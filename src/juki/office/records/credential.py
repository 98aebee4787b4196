"""By what a person shows who they are."""

from django.db import models
from django.db.models import Q

from juki.office.records.person import Person


class Credential(models.Model):
    """One means of one person. ``secret`` is an Argon2id hash for ``kind`` password; other kinds keep their public part.

    A means that is no longer good stays with ``ended_at``, so that former passwords are known. Times are machine time.
    """

    class Kind(models.TextChoices):
        """What the means is."""

        PASSWORD = "password"  # noqa: S105 - the name of a kind

    person_id: str

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, db_column="client", related_name="credentials"
    )
    kind = models.TextField(choices=Kind.choices)
    secret = models.TextField()
    must_change = models.BooleanField()
    set_at = models.DateTimeField()
    set_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    trace = models.UUIDField()

    class Meta:
        """One password at a time, and never anything but an Argon2id hash of it."""

        db_table = "office_credential"
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="password", ended_at=None), name="office_credential_one"
            ),
            models.CheckConstraint(
                condition=~Q(kind="password") | Q(secret__startswith="$argon2id$"),  # noqa: S106 - the hash's own mark
                name="office_credential_hashed",
            ),
        )
        indexes = (models.Index(fields=["person", "kind", "-id"], name="office_credential_person"),)
