"""What a target holds of the residents, shown to that target alone."""

from datetime import date, datetime

import msgspec

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.outside.business import rules
from juki.outside.business.records.models import Resident

MOST = 100


class HeldResident(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person as last received; an item that the entry does not allow is not there at all."""

    entry: str
    addressee_number: str
    valid_from: date
    received_at: datetime
    is_resident: bool
    name: str | None = None
    kana: str | None = None
    birth: str | None = None
    sex: str | None = None
    postal_code: str | None = None
    address_prefecture: str | None = None
    address_city: str | None = None
    address_town: str | None = None
    address_lot: str | None = None
    address_building: str | None = None
    individual_number: str | None = None
    household_number: str | None = None
    relationship: str | None = None


def holdings(*, target: str, actor: Actor, by: str, times: Times) -> list[HeldResident]:
    """The hundred persons that ``target`` received last, newest first; logged before they are shown.

    Source: document II(1)5, III(1)5; 番号法9条, 23条.

    Raises:
        UnknownTarget, OtherTarget: no such business system here, or not that of ``by``.
    """
    rules.require_client(by, target)
    rows = list(Resident.objects.filter(target=target).order_by("-received_at", "-id")[:MOST])
    subjects = sorted({f"addressee:{row.addressee_number}" for row in rows})
    log_before_showing(
        actor,
        "residents.shown",
        reason="resident-list",
        times=times,
        subjects=subjects,
        detail={"target": target},
    )
    return [
        HeldResident(**{name: getattr(row, name) for name in HeldResident.__struct_fields__}) for row in rows
    ]
