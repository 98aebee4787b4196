"""The items that an approved entry may allow; what it does not allow is NULL."""

from django.db import models


class AllowedItems(models.Model):
    """Columns of the allowed items. Names and addresses exactly as the register has them."""

    name = models.TextField(null=True)
    surname = models.TextField(null=True)
    given = models.TextField(null=True)
    kana = models.TextField(null=True)
    kana_certified = models.BooleanField(null=True)
    birth = models.TextField(null=True)
    sex = models.TextField(null=True)
    postal_code = models.TextField(null=True)
    address_municipality = models.TextField(null=True)
    address_prefecture = models.TextField(null=True)
    address_city = models.TextField(null=True)
    address_town = models.TextField(null=True)
    address_town_code = models.TextField(null=True)
    address_lot = models.TextField(null=True)
    address_building = models.TextField(null=True)
    individual_number = models.TextField(null=True)
    household_number = models.TextField(null=True)
    relationship = models.TextField(null=True)

    class Meta:
        """Part of a row."""

        abstract = True
