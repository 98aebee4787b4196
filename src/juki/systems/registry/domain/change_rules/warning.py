"""What is lawful about an 異動 but deserves a second look; somebody confirms each with a reason. Source: STD 11.1."""

from collections.abc import Callable, Iterator

from juki.kernel.values.closed_days import ClosedDays
from juki.kernel.values.deadline import Counting, Term
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.change_rules import doubtful_households, doubtful_persons
from juki.systems.registry.domain.change_rules.look import Look
from juki.systems.registry.domain.movement import Movement, Outcome, Scene
from juki.systems.registry.domain.resident import Basis

_BY_SOMEBODY = frozenset({Basis.NOTIFICATION, Basis.FAMILY_REGISTER})
_WEEK = 7
_LOOKS: tuple[Callable[[Look], Iterator[Alert]], ...] = (doubtful_persons.alerts, doubtful_households.alerts)


def alerts(
    scene: Scene, movement: Movement, outcome: Outcome, *, closed: ClosedDays, shared_address: bool = False
) -> tuple[Alert, ...]:
    """Each alert once. ``shared_address``: a household that the scene does not know lives at the new address.

    There is none for certificates issued before (STD 5.1), and none for the cancelling of a 転出 after its day or after
    the 転入通知 (STD 4.6.0.1).
    """
    found = {alert for look in _LOOKS for alert in look(Look(scene, movement, outcome))}
    if _is_late(movement, closed):
        found.add(Alert.LATE_WEEK if movement.reason.days == _WEEK else Alert.LATE)
    if shared_address:
        found.add(Alert.SHARED_ADDRESS)
    return tuple(alert for alert in Alert if alert in found)


def _is_late(movement: Movement, closed: ClosedDays) -> bool:
    """Late by the term of the reason. From an unknown day nothing is counted.

    Source: 住基法22条–25条, 30条の46–48; 戸籍法43条, 49条, 86条; 地方自治法4条の2.
    """
    reason, came = movement.reason, movement.notified_on
    if not reason.days or came is None or movement.basis not in _BY_SOMEBODY or not movement.day.is_exact:
        return False
    counting = Counting.EVENT_DAY_COUNTS if reason.event_day_counts else Counting.FIRST_DAY_EXCLUDED
    return (
        Term(reason.days, counting, reason.label)
        .deadline(movement.day.internal, closed=closed)
        .is_missed_on(came)
    )
