"""除票用データベース: 除票 that left the operational tables, whole, each version a row. Source: 住基法15条の2; STD 1.1.5, 9.3."""

from django.db import models

from juki.systems.registry.records.columns import count, individual_number_column, text
from juki.vault.columns import SHAPE


class RemovedVersion(models.Model):
    """A version of a stored 住民票: what it is found by, and as ``content`` the row as it stood in the register.

    ``removed_on`` is 消除の処理年月日, by which the store is in order and from which its 150 years count;
    ``is_last`` marks the last version of a 住民票. Only ``registry_store_removed`` (migration 0018) writes here.
    """

    pk = models.CompositePrimaryKey("addressee_number", "number")
    addressee_number = models.TextField()
    number = models.IntegerField()
    record = models.IntegerField()
    is_last = models.BooleanField()
    state = models.TextField()
    removed_on = models.DateField()
    stored_on = models.DateField()
    household_number = models.TextField()
    name_key = models.TextField()
    kana_key = models.TextField()
    birth = models.DateField()
    individual_number = individual_number_column()
    resident_code = text()
    card_number = text()
    trace = models.UUIDField()
    content = models.JSONField()

    class Meta:
        """Found as a record of the register is; in the order of 処理年月日."""

        db_table = "registry_removed_version"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(individual_number__shape=f"^({SHAPE})?$"),
                name="registry_removed_individual_number",
            ),
        )
        indexes = (
            models.Index(
                fields=["removed_on", "addressee_number", "record"], name="registry_removed_order",
                condition=models.Q(is_last=True),
            ),
            models.Index(fields=["individual_number"], name="registry_removed_by_number"),
            models.Index(fields=["resident_code"], name="registry_removed_by_code"),
            models.Index(
                fields=["card_number"], condition=~models.Q(card_number=""), name="registry_removed_by_card"
            ),
            models.Index(fields=["name_key"], name="registry_removed_name"),
            models.Index(fields=["kana_key"], name="registry_removed_kana"),
            models.Index(fields=["birth"], name="registry_removed_birth"),
            models.Index(fields=["household_number"], name="registry_removed_household_no"),
        )  # fmt: skip


class RemovedEvent(models.Model):
    """The act that made stored versions; it may stand in the register too, as long as somebody's version there needs it."""

    trace = models.UUIDField(primary_key=True)
    content = models.JSONField()

    class Meta:
        """By trace."""

        db_table = "registry_removed_event"


class RemovedHousehold(models.Model):
    """A version of a household that nobody's record in the register names any more."""

    pk = models.CompositePrimaryKey("household_number", "number")
    household_number = models.TextField()
    number = count()
    content = models.JSONField()

    class Meta:
        """By 世帯番号."""

        db_table = "registry_removed_household"


class RemovedAlias(models.Model):
    """A state of an alias in the 通称の履歴 of somebody whose last 住民票 is stored."""

    pk = models.CompositePrimaryKey("addressee_number", "history_number")
    addressee_number = models.TextField()
    history_number = models.IntegerField()
    content = models.JSONField()

    class Meta:
        """By person."""

        db_table = "registry_removed_alias"


class RemovedMatter(models.Model):
    """A report of 個別事項 that stood on a stored 住民票. Source: 住基法7条9号–11号の2; STD 9.3."""

    pk = models.CompositePrimaryKey("addressee_number", "record", "kind", "number")
    addressee_number = models.TextField()
    record = models.IntegerField()
    kind = models.TextField()
    number = models.IntegerField()
    content = models.JSONField()

    class Meta:
        """By 住民票."""

        db_table = "registry_removed_matter"
