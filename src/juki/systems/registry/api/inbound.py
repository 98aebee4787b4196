"""What the register does with what it receives."""

from juki.links.post.rights import taken_by
from juki.links.universal import AccessGrants
from juki.systems.registry.codes import OWN
from juki.systems.registry.peers.contract import (
    CardSerial,
    DesignatedNumber,
    Inbound,
    IndividualMatter,
    MoveInNoticeReceived,
    MoveOutCertificate,
    ProcessingNumber,
    ResidentRequest,
)
from juki.systems.registry.services import (
    card_serials,
    designated_numbers,
    inbound,
    matters,
    move_in_notices,
    move_out_keeping,
)

INBOUND = {
    OWN: Inbound(
        handlers={
            CardSerial: card_serials.take,
            DesignatedNumber: designated_numbers.take,
            IndividualMatter: matters.take,
            MoveInNoticeReceived: move_in_notices.take,
            MoveOutCertificate: move_out_keeping.keep,
            ProcessingNumber: inbound.take_processing_number,
            AccessGrants: taken_by(OWN),
        },
        answers={ResidentRequest: inbound.answer_resident_request},
    )
}
