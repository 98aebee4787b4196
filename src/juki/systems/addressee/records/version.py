"""What was known of an addressee, version by version."""

from django.db import models

from juki.systems.addressee.records.addressee import Addressee


class Version(models.Model):
    """A full row per change; nothing is overwritten. Names and addresses exactly as the register has them."""

    id = models.BigAutoField(primary_key=True)
    addressee = models.ForeignKey(
        Addressee, on_delete=models.PROTECT, db_column="addressee_number", related_name="versions"
    )
    version = models.IntegerField()
    household_number = models.TextField(null=True)
    is_resident = models.BooleanField()
    name = models.TextField()
    surname = models.TextField()
    given = models.TextField()
    kana = models.TextField()
    kana_certified = models.BooleanField()
    sex = models.TextField()
    birth_day = models.DateField()
    birth_form = models.TextField()
    birth_text = models.TextField()
    postal_code = models.TextField()
    address_municipality = models.TextField()
    address_prefecture = models.TextField()
    address_city = models.TextField()
    address_town = models.TextField()
    address_town_code = models.TextField()
    address_lot = models.TextField()
    address_building = models.TextField()
    since_day = models.DateField()
    since_form = models.TextField()
    since_text = models.TextField()
    legal_day = models.DateField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Numbered per addressee."""

        db_table = "addressee_version"
        constraints = (
            models.UniqueConstraint(fields=["addressee", "version"], name="addressee_version_numbered"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="addressee_version_from_one"),
        )
