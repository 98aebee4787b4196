"""Sessions at the office: who has signed in, how and when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from juki.office.records.person import Person


class Session(models.Model):
    """A browser in which a person signed in. The cookie is not kept, only its SHA-256; ``sid`` is what systems know it by.

    ``signed_in_at`` moves when the person signs in again in the same browser, ``began_at`` does not. The ``former_`` fields
    are the sign-in before, for its owner to see. Machine time, but for ``former_city``.
    """

    person_id: str

    sid = models.UUIDField(primary_key=True)
    digest = models.BinaryField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_column="client", related_name="sessions")
    acr = models.TextField()
    amr = ArrayField(models.TextField())
    began_at = models.DateTimeField()
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    former_city = models.DateTimeField(null=True)
    former_from = models.TextField()
    former_failures = models.IntegerField()
    ended_at = models.DateTimeField(null=True)
    terminal = models.TextField(default="")

    class Meta:
        """Found by cookie and by person."""

        db_table = "office_session"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(seen_at__gte=models.F("began_at")), name="office_session_order"
            ),
        )
        indexes = (
            models.Index(fields=["person", "ended_at"], name="office_session_person"),
            models.Index(fields=["began_at"], name="office_session_began"),
            models.Index(fields=["person", "terminal", "ended_at"], name="office_session_terminal"),
        )
