"""処理通番, and each body's 符号."""

from django.db import models
from django.db.models import Q


class ProcessingNumber(models.Model):
    """A number given to a body's request; later it is known whose it is, by a token that is no number of the person."""

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    body = models.TextField()
    request = models.TextField()
    person_token = models.TextField(null=True)
    issued_at = models.DateTimeField()
    seeded_at = models.DateTimeField(null=True)

    class Meta:
        """One number per request."""

        db_table = "nws_processing_number"
        constraints = (
            models.UniqueConstraint(fields=["body", "request"], name="nws_processing_number_request"),
            models.CheckConstraint(
                condition=Q(person_token=None, seeded_at=None)
                | Q(person_token__isnull=False, seeded_at__isnull=False),
                name="nws_processing_number_seeded",
            ),
        )


class Code(models.Model):
    """符号: a body's own for a person, another body's is another. Source: 番号法21条の2."""

    id = models.BigAutoField(primary_key=True)
    body = models.TextField()
    person_token = models.TextField()
    code = models.TextField(unique=True)
    made_at = models.DateTimeField()

    class Meta:
        """The same body has the same code for the same person, for ever."""

        db_table = "nws_code"
        constraints = (models.UniqueConstraint(fields=["body", "person_token"], name="nws_code_of_body"),)
