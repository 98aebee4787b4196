"""What the register tells 団体内統合宛名: 付番依頼 and the 副本 of 住基法7条4号. Source: document I-2 system 1⑬; STD 7.1.2.3."""

from datetime import date

from juki.kernel.work import Act
from juki.links.post import outbox
from juki.links.unified import HouseholdFact, NumberingRequest
from juki.systems.registry.codes import OWN
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.peers.blocks import address_block, date_block, name_block


def request_number(act: Act, resident: Resident, *, head_name: str, valid_from: date) -> None:
    """付番依頼 of one person; ``head_name`` is empty in a household without 世帯主.

    Nothing is asked for somebody who has no 個人番号 yet: 統合宛名 numbers by it.
    """
    if not resident.individual_number:
        return
    request = NumberingRequest(
        addressee_number=resident.addressee_number, individual_number=resident.individual_number,
        person=name_block(resident.names), birth=date_block(resident.birth), sex=str(resident.sex),
        address=address_block(resident.address),
        household=HouseholdFact(
            is_head=resident.is_head, head_name=head_name, relationship=resident.relationship.label
        ),
        valid_from=valid_from.isoformat(),
    )  # fmt: skip
    outbox.send(
        act, own=OWN, to="unified", content=request, streams=[f"addressee:{resident.addressee_number}"]
    )
