"""Column shapes that several tables share, and the checks that go with them."""

from django.db import models
from django.db.models import Q

from juki.vault.columns import NumberField

FORM = r"^(D|E|N|U(0[1-9]|1[0-4]))$"
SERIAL = r"^[0-9]{1,15}$"


def text() -> models.TextField:
    """A text that may be blank; a COPY may leave it out."""
    return models.TextField(default="", db_default="")


def date_check(name: str, *, table: str) -> models.CheckConstraint:
    """A legal date ``name``: form and certified text fit together."""
    return models.CheckConstraint(
        condition=Q(**{f"{name}_form__regex": FORM}) & ~Q(**{f"{name}_text": ""}), name=f"{table}_{name}_date"
    )


def individual_number_column() -> NumberField:
    """個人番号, encrypted; it may be blank, and a COPY may leave it out."""
    return NumberField(system="registry", default="", db_default="")


def flag() -> models.BooleanField:
    """A flag that is down unless it is set; a COPY may leave it out."""
    return models.BooleanField(default=False, db_default=False)


def count() -> models.IntegerField:
    """A number that begins at 0; a COPY may leave it out."""
    return models.IntegerField(default=0, db_default=0)


def basis() -> models.TextField:
    """届出区分; blank where nothing happened. Which values there are is checked beside the table."""
    return text()
