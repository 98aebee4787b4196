"""One open 異動 per person and per household that is joined. Source: STD 4.0.8; docs/rules/application.md."""

from collections.abc import Iterable

from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.errors import HeldElsewhere
from juki.systems.registry.records.models import Application, ApplicationHold
from juki.systems.registry.services.applications.standing import staff
from juki.systems.registry.services.applications.steps import moment
from juki.systems.registry.services.arrivals import Former


def keys_of(move: MoveIn, former: Iterable[Former]) -> set[str]:
    """Whom and what the notification touches."""
    found = {f"person:{one.individual_number.digits}" for one in move.newcomers}
    found |= {f"addressee:{one.addressee_number}" for one in former}
    if move.joins:
        found.add(f"household:{move.joins}")
    return found


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
