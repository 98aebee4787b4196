"""仮登録中: whether an application that is not finished touches a person. Source: STD 4.0.8."""

from uuid import UUID

import msgspec

from juki.systems.registry.domain.application import State
from juki.systems.registry.records.models import ApplicationHold, ResidentRow


class OpenApplication(msgspec.Struct, frozen=True):
    """An application by its number and state; what is typed in it is invisible until 本登録."""

    ident: UUID
    number: str
    state: str
    label: str


def touching(addressee_number: str) -> list[OpenApplication]:
    """The open applications that hold the person or the household, oldest first."""
    row = ResidentRow.objects.filter(addressee_number=addressee_number).first()
    if row is None:
        return []
    keys = [f"addressee:{row.addressee_number}", f"household:{row.household_number}"]
    if row.individual_number:
        keys.append(f"person:{row.individual_number}")
    holds = ApplicationHold.objects.filter(key__in=keys).order_by("application__received_at")
    found = dict.fromkeys(holds.values_list("application_id", "application__number", "application__state"))
    return [OpenApplication(ident, number, state, State(state).label) for ident, number, state in found]
