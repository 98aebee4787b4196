"""What the addressee system does with what it receives and is asked."""

from juki.links.post.inbound import Inbound
from juki.systems.addressee.peers.contract import AccessGrants, NumberBlockRequest, ResidentAddressee
from juki.systems.addressee.services.operations_grants import take_grants
from juki.systems.addressee.services.operations_numbers import hand_out
from juki.systems.addressee.services.operations_residents import take_resident

INBOUND = {
    "addressee": Inbound(
        handlers={ResidentAddressee: take_resident, AccessGrants: take_grants},
        answers={NumberBlockRequest: hand_out},
    )
}
