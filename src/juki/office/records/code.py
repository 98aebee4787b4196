"""Authorization codes and the assertions of relying parties: each good once."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from juki.office.records.session import Session


class Code(models.Model):
    """A code given to a browser for one relying party, bound to all that was asked; only its SHA-256 is kept.

    ``used_at`` is the first attempt to redeem it, ``redeemed`` whether that led to tokens. Machine time.
    """

    session_id: UUID

    digest = models.BinaryField(primary_key=True)
    client_id = models.TextField()
    redirect_uri = models.TextField()
    scope = models.TextField()
    challenge = models.TextField()
    nonce = models.TextField()
    session = models.ForeignKey(Session, on_delete=models.CASCADE, db_column="sid", related_name="codes")
    signed_in_at = models.DateTimeField()
    acr = models.TextField()
    amr = ArrayField(models.TextField())
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    redeemed = models.BooleanField(default=False)

    class Meta:
        """A nonce comes once per relying party."""

        db_table = "office_code"
        constraints = (
            models.UniqueConstraint(fields=["client_id", "nonce"], name="office_code_nonce"),
            models.CheckConstraint(
                condition=models.Q(redeemed=False) | models.Q(used_at__isnull=False),
                name="office_code_redeemed",
            ),
        )
        indexes = (models.Index(fields=["issued_at"], name="office_code_issued"),)


class UsedAssertion(models.Model):
    """The ``jti`` of an assertion that a relying party has shown, by SHA-256; kept until the assertion has run out."""

    client_id = models.TextField()
    digest = models.BinaryField()
    expires_at = models.DateTimeField()

    class Meta:
        """Once."""

        db_table = "office_assertion"
        constraints = (models.UniqueConstraint(fields=["client_id", "digest"], name="office_assertion_once"),)
        indexes = (models.Index(fields=["expires_at"], name="office_assertion_expires"),)
