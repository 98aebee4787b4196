"""What this system does with what it receives."""

from juki.links.post.inbound import Inbound
from juki.links.post.rights import taken_by
from juki.links.universal import AccessGrants
from juki.systems.unified.peers.contract import (
    CodeState,
    NumberingRequest,
    ProcessingNumberAssigned,
)
from juki.systems.unified.services.operations_codes import hand_on_processing_number, take_state
from juki.systems.unified.services.operations_numbering import take_request

INBOUND = {
    "unified": Inbound(
        handlers={
            NumberingRequest: take_request,
            ProcessingNumberAssigned: hand_on_processing_number,
            CodeState: take_state,
            AccessGrants: taken_by("unified"),
        }
    )
}
