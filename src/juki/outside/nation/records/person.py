"""Everybody the nation knows."""

from django.db import models
from django.db.models import Q


class NationPerson(models.Model):
    """A person, where they live now, or lived last (``living`` false). Source: 住基法30条の7.

    ``ended``: they died, or another code took the place of this one.
    ``individual_number`` is empty until one was designated and told; ``first_code`` is the 住民票コード under which the
    person was first known, where that is another one: their token is made from it whatever the code is today.
    """

    resident_code = models.TextField(primary_key=True)
    first_code = models.TextField(default="", db_default="")
    individual_number = models.TextField()
    name = models.TextField()
    kana = models.TextField()
    birth = models.DateField()
    birth_form = models.TextField()
    birth_text = models.TextField()
    sex = models.TextField()
    municipality = models.TextField()
    postal_code = models.TextField()
    address = models.TextField()
    living = models.BooleanField()
    ended = models.BooleanField(default=False, db_default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        """A number belongs to one person for ever; people are found by name as written."""

        db_table = "nation_person"
        constraints = (
            models.UniqueConstraint(
                fields=["individual_number"],
                condition=~Q(individual_number=""),
                name="nation_person_number_once",
            ),
            models.CheckConstraint(
                condition=Q(resident_code__regex="^[0-9]{11}$"), name="nation_person_code"
            ),
            models.CheckConstraint(
                condition=Q(individual_number__regex="^([0-9]{12})?$"), name="nation_person_number"
            ),
            models.CheckConstraint(
                condition=Q(first_code__regex="^([0-9]{11})?$"), name="nation_person_first_code"
            ),
            models.CheckConstraint(condition=Q(municipality__regex="^[0-9]{6}$"), name="nation_person_city"),
        )
        indexes = (models.Index(fields=["name", "birth"], name="nation_person_name"),)
