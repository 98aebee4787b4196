"""The 36 items of file 2 (別添2(2) 本人確認情報ファイル) and the columns that hold them.

A legal date takes three columns: the day for ordering, the code of its form, the certified text.
"""

from typing import NamedTuple

from django.db import models
from django.db.models import Q

from juki.systems.jukinet.codes import SEXES, EventClass, RecordState
from juki.vault.columns import SHAPE, NumberField


class Item(NamedTuple):
    """An item of the document: its number and name there, and its columns here."""

    number: int
    label: str
    columns: tuple[str, ...]


def _date(column: str) -> tuple[str, ...]:
    return (column, f"{column}_form", f"{column}_text")


ITEMS: tuple[Item, ...] = (
    Item(1, "住民票コード", ("resident_code",)),
    Item(2, "漢字氏名", ("name",)),
    Item(3, "外字数(氏名)", ("outside_in_name",)),
    Item(4, "ふりがな氏名", ("name_kana",)),
    Item(5, "清音化かな氏名", ("name_key",)),
    Item(6, "生年月日", _date("birth")),
    Item(7, "性別", ("sex",)),
    Item(8, "市町村コード", ("municipality",)),
    Item(9, "大字・字コード", ("town_code",)),
    Item(10, "郵便番号", ("postal_code",)),
    Item(11, "住所", ("address",)),
    Item(12, "外字数(住所)", ("outside_in_address",)),
    Item(13, "個人番号", ("individual_number",)),
    Item(14, "住民となった日", _date("became_resident")),
    Item(15, "住所を定めた日", _date("settled")),
    Item(16, "届出の年月日", ("notified_on",)),
    Item(17, "市町村コード(転入前)", ("former_municipality",)),
    Item(18, "転入前住所", ("former_address",)),
    Item(19, "外字数(転入前住所)", ("outside_in_former_address",)),
    Item(20, "続柄", ("relationship",)),
    Item(21, "異動事由", ("event_class",)),
    Item(22, "異動年月日", _date("event_date")),
    Item(23, "異動事由詳細", ("event_reason",)),
    Item(24, "旧住民票コード", ("former_resident_code",)),
    Item(25, "住民票コード使用年月日", ("code_used_since",)),
    Item(26, "依頼管理番号", ("request_number",)),
    Item(27, "操作者ID", ("operator",)),
    Item(28, "操作端末ID", ("terminal",)),
    Item(29, "更新順番号", ("update_number",)),
    Item(30, "異常時更新順番号", ("recovery_number",)),
    Item(31, "更新禁止フラグ", ("updates_barred",)),
    Item(32, "予定者フラグ", ("planned",)),
    Item(33, "排他フラグ", ("reserved",)),
    Item(34, "外字フラグ", ("has_outside_characters",)),
    Item(35, "レコード状況フラグ", ("record_state",)),
    Item(36, "タイムスタンプ", ("recorded_at",)),
)
"""Source: document 別添2(2). What each control item means is our reading of its name."""

_NONE_OUTSIDE = {"outside_in_name": 0, "outside_in_address": 0, "outside_in_former_address": 0}


class IdentificationItems(models.Model):
    """All items but the resident code, which is the key.

    ``request_number``: the trace of the act that asked for the update. ``recovery_number``: 1, 2, 3 … for updates that
    were accepted by mending, out of the ordinary order; null otherwise. ``planned``: no link carries a future-dated
    record, so it is false. ``code_used_since``: the event day of the first version under this resident code.
    """

    name = models.TextField()
    outside_in_name = models.SmallIntegerField()
    name_kana = models.TextField()
    name_key = models.TextField()
    birth = models.DateField()
    birth_form = models.TextField()
    birth_text = models.TextField()
    sex = models.TextField()
    municipality = models.TextField()
    town_code = models.TextField()
    postal_code = models.TextField()
    address = models.TextField()
    outside_in_address = models.SmallIntegerField()
    individual_number = NumberField(system="jukinet")
    became_resident = models.DateField()
    became_resident_form = models.TextField()
    became_resident_text = models.TextField()
    settled = models.DateField()
    settled_form = models.TextField()
    settled_text = models.TextField()
    notified_on = models.DateField(null=True)
    former_municipality = models.TextField()
    former_address = models.TextField()
    outside_in_former_address = models.SmallIntegerField()
    relationship = models.TextField()
    event_class = models.TextField()
    event_date = models.DateField()
    event_date_form = models.TextField()
    event_date_text = models.TextField()
    event_reason = models.TextField()
    former_resident_code = models.TextField()
    code_used_since = models.DateField()
    request_number = models.UUIDField()
    operator = models.TextField()
    terminal = models.TextField()
    update_number = models.BigIntegerField()
    recovery_number = models.BigIntegerField(null=True)
    updates_barred = models.BooleanField()
    planned = models.BooleanField()
    reserved = models.BooleanField()
    has_outside_characters = models.BooleanField()
    record_state = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        """What holds for every row, head or version."""

        abstract = True
        constraints: tuple[models.BaseConstraint, ...] = (
            models.CheckConstraint(condition=~Q(name=""), name="%(app_label)s_%(class)s_name"),
            models.CheckConstraint(condition=~Q(address=""), name="%(app_label)s_%(class)s_address"),
            models.CheckConstraint(condition=Q(sex__in=sorted(SEXES)), name="%(app_label)s_%(class)s_sex"),
            models.CheckConstraint(
                condition=Q(individual_number__shape=f"^({SHAPE})?$"), name="%(app_label)s_%(class)s_number"
            ),
            models.CheckConstraint(
                condition=Q(municipality__regex="^[0-9]{6}$"), name="%(app_label)s_%(class)s_city"
            ),
            models.CheckConstraint(
                condition=Q(former_resident_code__regex="^([0-9]{11})?$"),
                name="%(app_label)s_%(class)s_former_code",
            ),
            models.CheckConstraint(
                condition=Q(former_municipality__regex="^([0-9]{6})?$"),
                name="%(app_label)s_%(class)s_former_city",
            ),
            models.CheckConstraint(
                condition=Q(event_class__in=[one.value for one in EventClass]),
                name="%(app_label)s_%(class)s_class",
            ),
            models.CheckConstraint(
                condition=Q(event_class=EventClass.REMOVAL.value, record_state=RecordState.REMOVED.value)
                | (~Q(event_class=EventClass.REMOVAL.value) & Q(record_state=RecordState.CURRENT.value)),
                name="%(app_label)s_%(class)s_state",
            ),
            models.CheckConstraint(condition=Q(update_number__gte=1), name="%(app_label)s_%(class)s_order"),
            models.CheckConstraint(
                condition=Q(recovery_number=None) | Q(recovery_number__gte=1),
                name="%(app_label)s_%(class)s_recovery",
            ),
            models.CheckConstraint(
                condition=Q(
                    outside_in_name__gte=0, outside_in_address__gte=0, outside_in_former_address__gte=0
                ),
                name="%(app_label)s_%(class)s_outside",
            ),
            models.CheckConstraint(
                condition=Q(has_outside_characters=False, **_NONE_OUTSIDE)
                | (Q(has_outside_characters=True) & ~Q(**_NONE_OUTSIDE)),
                name="%(app_label)s_%(class)s_outside_flag",
            ),
            models.CheckConstraint(condition=Q(planned=False), name="%(app_label)s_%(class)s_planned"),
            models.CheckConstraint(condition=~Q(operator=""), name="%(app_label)s_%(class)s_operator"),
        )
