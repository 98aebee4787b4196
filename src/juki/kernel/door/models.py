"""What the door remembers."""

from django.db import models


class PostedForm(models.Model):
    """A form under its key: claimed while it is being worked on, then accepted.

    Posted again with the same key it has no second effect and, where a reply is kept, gets the same one. ``digest`` is
    that of the form; ``status``, ``reply`` and ``content_type`` are empty until it is accepted, and stay so where no
    reply may be kept. A form that was refused leaves nothing here.
    """

    id = models.BigAutoField(primary_key=True)
    system = models.TextField()
    client = models.TextField()
    key = models.UUIDField()
    digest = models.BinaryField()
    accepted = models.BooleanField()
    status = models.SmallIntegerField(null=True)
    reply = models.BinaryField(null=True)
    content_type = models.TextField()
    machine_time = models.DateTimeField()

    class Meta:
        """One effect per key."""

        db_table = "door_posted_form"
        constraints = (
            models.UniqueConstraint(fields=["system", "client", "key"], name="door_posted_form_once"),
        )
