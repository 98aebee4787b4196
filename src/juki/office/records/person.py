"""Members of staff as they sign in."""

from django.db import models

from juki.office.records.client import Client


class Person(models.Model):
    """The name of a member of staff, and when and where the last sign-in was; both clocks, no city clock goes back."""

    client_id: str

    client = models.OneToOneField(
        Client, primary_key=True, on_delete=models.PROTECT, db_column="client", related_name="person"
    )
    name = models.TextField()
    signed_in_at = models.DateTimeField(null=True)
    signed_in_city = models.DateTimeField(null=True)
    signed_in_from = models.TextField(default="")
    failures = models.IntegerField(default=0)

    class Meta:
        """``failures`` counts refused attempts since the last sign-in, for its owner to see."""

        db_table = "office_person"
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="office_person_named"),
            models.CheckConstraint(condition=models.Q(failures__gte=0), name="office_person_failures"),
        )
