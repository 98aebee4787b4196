"""How surely whoever comes to a system must have shown who they are; the provider is asked for it, its word is checked.

Source: document III 2 and III 3 risk 2 (user id, password and another means at 既存住基 and 住基ネット, there once more at
its own door), III 4 risk 2 (id and password at コンビニ交付); STD 10.3.
"""

from dataclasses import dataclass
from datetime import timedelta

from juki.kernel.settings import current
from juki.kernel.values.assurance import PASSWORD, TWO_FACTOR, is_reached

LEEWAY = timedelta(seconds=30)
"""Between the provider's clock and ours."""


@dataclass(frozen=True, slots=True)
class Demanded:
    """``acr``: the least level; ``again``: shown for this very session, not for another system's before."""

    acr: str = TWO_FACTOR
    again: bool = False


_OF = {"jukinet": Demanded(again=True), "kiosk": Demanded(acr=PASSWORD)}


def demanded(system: str) -> Demanded:
    """What ``system`` demands: two factors unless the table says otherwise."""
    return _OF.get(system, Demanded())


def is_enough(system: str, acr: str) -> bool:
    """Whether the provider's word about the level reaches what ``system`` demands.

    Option ``second_factor``: in a demonstration the password will do for whoever has enrolled no passkey
    (``when_enrolled``); the provider knows who that is. Never in production.
    """
    if is_reached(acr, [demanded(system).acr]):
        return True
    settings = current()
    relaxed = settings.options.get("second_factor", "always") == "when_enrolled" and not settings.production
    return relaxed and acr == PASSWORD
