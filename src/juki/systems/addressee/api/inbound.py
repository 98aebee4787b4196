"""What the addressee system does with what it receives and is asked."""

from juki.links.post.inbound import Inbound
from juki.links.post.rights import taken_by
from juki.links.universal import AccessGrants
from juki.systems.addressee.peers.contract import NumberBlockRequest, ResidentAddressee
from juki.systems.addressee.services.operations_numbers import hand_out
from juki.systems.addressee.services.operations_residents import take_resident

INBOUND = {
    "addressee": Inbound(
        handlers={ResidentAddressee: take_resident, AccessGrants: taken_by("addressee")},
        answers={NumberBlockRequest: hand_out},
    )
}
