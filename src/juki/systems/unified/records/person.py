"""The head of a numbered person: what is true now, and the keys by which others are compared with it."""

from django.db import models
from django.db.models import Q

from juki.systems.unified.codes import CodeState
from juki.vault.columns import SHAPE, NumberField


class Person(models.Model):
    """団体内統合宛名番号 ⇔ 個人番号, one to one. ``version`` is the newest row of ``unified_version``.

    Source: document I-2 system 4 (1), (5): of the code only the state of its acquisition.
    """

    id = models.BigAutoField(primary_key=True)
    number = models.TextField()
    individual_number = NumberField(system="unified")
    code_state = models.TextField(default=CodeState.NONE.value)
    version = models.IntegerField(default=1)
    name_key = models.TextField()
    kana_key = models.TextField()
    birth_day = models.DateField()
    birth_form = models.TextField()
    sex = models.TextField()
    address_key = models.TextField()

    class Meta:
        """No number twice, of either kind."""

        db_table = "unified_person"
        constraints = (
            models.UniqueConstraint(fields=["number"], name="unified_person_number"),
            models.UniqueConstraint(fields=["individual_number"], name="unified_person_individual"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^9[0-9]{14}$"), name="unified_person_number_shape"
            ),
            models.CheckConstraint(
                condition=Q(individual_number__shape=f"^{SHAPE}$"), name="unified_person_individual_shape"
            ),
            models.CheckConstraint(
                condition=Q(code_state__in=[state.value for state in CodeState]),
                name="unified_person_code_state",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="unified_person_version"),
        )
        indexes = (
            models.Index(fields=["birth_day", "name_key"], name="unified_person_by_name"),
            models.Index(fields=["birth_day", "kana_key"], name="unified_person_by_kana"),
            models.Index(
                fields=["id"],
                condition=~Q(code_state=CodeState.ACQUIRED.value),
                name="unified_person_without_code",
            ),
        )
