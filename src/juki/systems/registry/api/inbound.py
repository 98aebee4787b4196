"""What the register does with what it receives."""

from juki.systems.registry.codes import OWN
from juki.systems.registry.peers.contract import AccessGrants, Inbound, ProcessingNumber, ResidentRequest
from juki.systems.registry.services import inbound

INBOUND = {
    OWN: Inbound(
        handlers={ProcessingNumber: inbound.take_processing_number, AccessGrants: inbound.take_grants},
        answers={ResidentRequest: inbound.answer_resident_request},
    )
}
