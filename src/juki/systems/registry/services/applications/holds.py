"""One open 異動 per person and per household that it touches. Source: STD 4.0.8; docs/rules/application.md."""

from juki.systems.registry.errors import HeldElsewhere
from juki.systems.registry.records.models import Application, ApplicationHold
from juki.systems.registry.services.applications.standing import staff
from juki.systems.registry.services.applications.steps import moment


def hold(row: Application, keys: set[str]) -> None:
    """Hold exactly ``keys`` for ``row``, in the caller's transaction and in one order for everybody.

    Raises:
        HeldElsewhere: another open application holds one of them; says which, who and since when.
    """
    ApplicationHold.objects.filter(application=row).exclude(key__in=keys).delete()
    ApplicationHold.objects.bulk_create(
        [ApplicationHold(key=key, application=row) for key in sorted(keys)], ignore_conflicts=True
    )
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
