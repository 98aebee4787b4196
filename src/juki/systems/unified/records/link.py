"""宛名番号 ⇔ 団体内統合宛名番号."""

from django.db import models

from juki.systems.unified.records.person import Person


class Link(models.Model):
    """A 宛名番号 belongs to one person; a person may have several."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    addressee_number = models.TextField()
    machine_time = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """No 宛名番号 for two persons."""

        db_table = "unified_link"
        constraints = (
            models.UniqueConstraint(fields=["addressee_number"], name="unified_link_once"),
            models.CheckConstraint(
                condition=models.Q(addressee_number__regex=r"^[0-9]{1,15}$"), name="unified_link_shape"
            ),
        )
