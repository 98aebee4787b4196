"""Messages that the law wants sent and whose receiver is not built."""

from django.db import models


class AwaitedMessage(models.Model):
    """That a message was due: about whom, by which 異動, to whom. It goes nowhere and holds no item of the record.

    Source: STD 7.1.1.1.
    """

    id = models.BigAutoField(primary_key=True)
    trace = models.UUIDField()
    addressee_number = models.TextField()
    message = models.TextField()
    receiver = models.TextField()
    event_reason = models.TextField()
    legal_day = models.DateField()
    queued_at = models.DateTimeField()

    class Meta:
        """Once per act, person, message and receiver."""

        db_table = "registry_awaited_message"
        constraints = (
            models.UniqueConstraint(
                fields=["trace", "addressee_number", "message", "receiver"], name="registry_awaited_once"
            ),
        )
        indexes = (models.Index(fields=["message", "id"], name="registry_awaited_by_message"),)
