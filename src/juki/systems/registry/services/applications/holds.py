"""One open 異動 per person and per household that it touches. Source: STD 4.0.8; docs/rules/application.md."""

from typing import cast

from django.db import connection

from juki.systems.registry.errors import HeldElsewhere
from juki.systems.registry.records.models import Application, ApplicationHold
from juki.systems.registry.services.applications.standing import staff
from juki.systems.registry.services.applications.steps import moment
from juki.vault.columns import NumberKeyField

_KEY = cast(NumberKeyField, ApplicationHold._meta.get_field("key"))


def hold(row: Application, keys: set[str]) -> None:
    """Hold exactly ``keys`` for ``row``, in the caller's transaction and in one order for everybody.

    Raises:
        HeldElsewhere: another open application holds one of them; says which, who and since when.
    """
    wanted = [_KEY.sealed(key) for key in sorted(keys)]
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [row.id, wanted, row.id, wanted])
        if len(cursor.fetchall()) == len(wanted) and not _KEY.cipher.changing:
            return
    other = (
        ApplicationHold.objects.filter(key__in=keys)
        .exclude(application=row)
        .select_related("application")
        .order_by("key")
        .first()
    )
    if other is not None:
        application = other.application
        raise HeldElsewhere(
            number=application.number, by=staff(application.last_changed_by),
            since=moment(application.received_city),
        )  # fmt: skip


_HOLD = """with released as (delete from registry_application_hold where application_id = %s and key <> all(%s))
 insert into registry_application_hold (key, application_id) select key, %s from unnest(%s::text[]) as key
 on conflict do nothing returning key"""
