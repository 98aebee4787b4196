"""方書 of the address that is typed. There is no way back: no function takes a 方書 and gives an address.

Source: STD 1.3.4, 4.0.7.
"""

from datetime import date

from juki.systems.registry.domain.lot_numbers import same_place, sort_code
from juki.systems.registry.records.models import Building
from juki.systems.registry.services.address_masters.masters import valid

MOST = 100


def at(town: str, lot: str, *, today: date) -> list[str]:
    """The 方書 registered at this 町字 and 番地, however its digits are written."""
    place = same_place(town, lot)
    if not (place[0] and lot.strip()):
        return []
    main, branch = place[1][:2]
    rows = Building.objects.filter(valid(today), main=main, branch_1=branch)
    found = [row for row in rows if same_place(row.town, row.lot) == place]
    return [row.name for row in sorted(found, key=lambda row: (sort_code(row.lot, row.name), row.name))][
        :MOST
    ]
