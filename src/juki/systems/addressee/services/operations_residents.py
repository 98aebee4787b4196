"""Taking a resident from the register: a further version whenever something changed."""

from typing import Any

from juki.kernel.work import Act
from juki.systems.addressee.domain.numbering import Kind
from juki.systems.addressee.errors import NumberOfNonResident
from juki.systems.addressee.peers.contract import ResidentAddressee
from juki.systems.addressee.peers.residents import version_columns
from juki.systems.addressee.records.models import Addressee, Version


def take_resident(act: Act, resident: ResidentAddressee) -> None:
    """Keep ``resident`` as the version in force; a message that changes nothing adds no version.

    Source: STD 1.2.1 (every item of every version is stored, changed or not); document I-2 system 6.

    Raises:
        NumberOfNonResident: the number belongs to a person outside the register.
        JukiError: a number or a date that is none.
    """
    columns = version_columns(resident)
    number = resident.addressee_number
    head = Addressee.objects.select_for_update().filter(addressee_number=number).first()
    if head is None:
        head = Addressee(addressee_number=number, kind=Kind.RESIDENT.value, version=0)
    elif head.kind != Kind.RESIDENT.value:
        raise NumberOfNonResident
    elif _in_force(head) == columns:
        act.log("addressee.unchanged", subjects=[f"addressee:{number}"])
        return
    head.version += 1
    head.household_number = columns["household_number"]
    head.is_resident = columns["is_resident"]
    head.save()
    Version.objects.create(
        addressee=head, version=head.version, legal_day=act.times.legal_day, recorded_at=act.times.machine,
        trace=act.trace, **columns,
    )  # fmt: skip
    act.log("addressee.taken", subjects=[f"addressee:{number}"], detail={"version": head.version})


def _in_force(head: Addressee) -> dict[str, Any]:
    row = Version.objects.filter(addressee=head, version=head.version).values().get()
    kept_apart = {"id", "addressee_id", "version", "legal_day", "recorded_at", "trace"}
    return {name: value for name, value in row.items() if name not in kept_apart}
