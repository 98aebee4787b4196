"""住所辞書, 国名, 方書 and 地番: what addresses are made of. Nothing here is about anybody. Source: STD 1.3.2–1.3.4."""

from django.db import models
from django.db.models import F, Q

from juki.systems.registry.records.columns import count, flag, text


class Master(models.Model):
    """What every entry has: how long it is valid, and who wrote it last. An entry is ended, never deleted."""

    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    version = models.IntegerField(default=1, db_default=1)
    changed_by = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        """No table of its own."""

        abstract = True


class Numbered(Master):
    """An entry at a 地番 or 住居番号; the numbers are for sorting and finding. Source: STD 1.3.2."""

    id = models.BigAutoField(primary_key=True)
    town = models.TextField()
    lot = models.TextField()
    main = count()
    branch_1 = count()
    branch_2 = count()
    branch_3 = count()

    class Meta:
        """No table of its own."""

        abstract = True


def _period(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
        name=f"{table}_period",
    )


class AddressEntry(Master):
    """One 大字 or 小字 of 住所辞書 under its code of 11 digits. ``reading`` is searched, never shown. Source: STD 1.3.3."""

    code = models.TextField(primary_key=True)
    prefecture = models.TextField()
    city = models.TextField()
    town = text()
    block = text()
    prefecture_kana = text()
    city_kana = text()
    town_kana = text()
    block_kana = text()
    postal_code = text()
    town_id = text()
    reading = text()
    merged = flag()

    class Meta:
        """Found by code, postal code and reading."""

        db_table = "registry_address_entry"
        constraints = (
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{11}$"), name="registry_address_entry_code"),
            models.CheckConstraint(
                condition=Q(postal_code__regex=r"^([0-9]{7})?$"), name="registry_address_entry_postal"
            ),
            models.CheckConstraint(
                condition=Q(merged=False) | Q(valid_until__isnull=False), name="registry_address_entry_merged"
            ),
            _period("registry_address_entry"),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["postal_code"], name="registry_address_postal"),
            models.Index(fields=["reading"], name="registry_address_reading", opclasses=["text_pattern_ops"]),
        )


class Country(Master):
    """The name of a country or region under its code. Source: STD 1.3.3."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    name_kana = text()

    class Meta:
        """One row a code."""

        db_table = "registry_country"
        constraints = (
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z]{3}$"), name="registry_country_code"),
            _period("registry_country"),
        )


class Building(Numbered):
    """方書 at its address in this city. Source: STD 1.3.4."""

    name = models.TextField()
    name_kana = text()
    building_code = text()

    class Meta:
        """Found by address."""

        db_table = "registry_building"
        constraints = (
            models.UniqueConstraint(fields=["town", "lot", "name"], name="registry_building_once"),
            _period("registry_building"),
        )
        indexes = (models.Index(fields=["main", "branch_1"], name="registry_building_place"),)


class UsableLot(Numbered):
    """A number that an address may have. ``former``: what it was before 住居表示 or 区画整理. Source: STD 1.3.2."""

    kind = models.TextField()
    former = text()

    class Meta:
        """One row a number."""

        db_table = "registry_usable_lot"
        constraints = (
            models.UniqueConstraint(fields=["town", "lot", "kind"], name="registry_usable_lot_once"),
            models.CheckConstraint(
                condition=Q(kind__in=("lot", "special", "residence", "rezoning")),
                name="registry_usable_lot_kind",
            ),
            _period("registry_usable_lot"),
        )
