"""What the door remembers."""

from django.db import models


class PostedForm(models.Model):
    """A form that was accepted: posted again with the same key it gets the same reply and has no second effect."""

    id = models.BigAutoField(primary_key=True)
    system = models.TextField()
    client = models.TextField()
    key = models.UUIDField()
    digest = models.BinaryField()
    status = models.SmallIntegerField()
    reply = models.BinaryField()
    content_type = models.TextField()
    machine_time = models.DateTimeField()

    class Meta:
        """One effect per key."""

        db_table = "door_posted_form"
        constraints = (
            models.UniqueConstraint(fields=["system", "client", "key"], name="door_posted_form_once"),
        )
