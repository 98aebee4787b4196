"""What the simulated business systems do with what the register sends."""

from datetime import date

from juki.kernel.work import Act
from juki.links.post.inbound import Inbound
from juki.outside.business.peers import ResidentRecord, item_columns
from juki.outside.business.records.models import Resident
from juki.outside.business.rules import require_record


def keep_resident(act: Act, record: ResidentRecord) -> None:
    """Put ``record`` in the place of what its target held of the person under the same entry.

    Raises:
        UnknownTarget, BadRecord: it cannot be kept.
    """
    require_record(record)
    Resident.objects.update_or_create(
        target=record.target, entry=record.entry, addressee_number=record.addressee_number,
        defaults={
            "valid_from": date.fromisoformat(record.valid_from), "received_at": act.times.machine, "trace": act.trace,
            "is_resident": record.is_resident, **item_columns(record),
        },
    )  # fmt: skip
    act.log(
        "resident.kept",
        subjects=[f"addressee:{record.addressee_number}"],
        detail={"target": record.target, "entry": record.entry},
    )


INBOUND = {"business": Inbound(handlers={ResidentRecord: keep_resident})}
