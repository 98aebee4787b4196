"""Numbers of a person's addresses: each keeps the number under which the record first held it. Source: document 別添2(1)."""

from dataclasses import replace

from juki.kernel.values.address import Address
from juki.systems.registry.domain.resident import Resident, Serials

_Place = Address | tuple[str, str] | None


def numbered(before: Resident | None, after: Resident) -> Resident:
    """``after`` with the numbers of its addresses; a place that ``before`` held keeps its number there."""
    earlier = _slots(before) if before else {}
    serials = before.serials if before else Serials()
    known = {place: getattr(serials, name) for name, place in earlier.items() if place is not None}
    highest = serials.highest_serial
    found: dict[str, int] = {}
    for name, place in _slots(after).items():
        if place is None:
            found[name] = 0
            continue
        if not known.get(place):
            highest += 1
            known[place] = highest
        found[name] = known[place]
    return replace(after, serials=Serials(**found, highest_serial=highest))


def _slots(resident: Resident) -> dict[str, _Place]:
    register, planned, confirmed = resident.register, resident.planned, resident.confirmed
    return {
        "address_serial": resident.address,
        "prior_serial": resident.prior,
        "former_serial": resident.former.address if resident.former else None,
        "unnotified_serial": resident.unnotified,
        "honseki_serial": (register.municipality, register.honseki) if register else None,
        "planned_serial": planned.address if planned else None,
        "confirmed_serial": confirmed.address if confirmed else None,
    }
