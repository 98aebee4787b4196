"""What this system does with what it receives and is asked."""

from juki.links.post.inbound import Inbound
from juki.links.post.rights import taken_by
from juki.links.universal import AccessGrants
from juki.systems.intermediary.peers import contract
from juki.systems.intermediary.services.operations_codes import begin, bind, take_processing_number
from juki.systems.intermediary.services.operations_copies import register
from juki.systems.intermediary.services.operations_inquiry import answer

INBOUND = {
    "intermediary": Inbound(
        handlers={
            contract.CodeAcquisition: begin,
            contract.ProcessingNumberIssued: take_processing_number,
            contract.LinkageCodeIssued: bind,
            contract.HouseholdCopy: register,
            AccessGrants: taken_by("intermediary"),
        },
        answers={contract.PermittedInquiry: answer},
    )
}
