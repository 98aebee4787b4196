"""What the simulated network does with what it receives and is asked."""

from juki.links.post.inbound import Inbound
from juki.outside.nws.inquiries import answer
from juki.outside.nws.numbering import issue, seed
from juki.outside.nws.peers import Inquiry, LinkageCodeSeed, ProcessingNumberRequest

INBOUND = {
    "nws": Inbound(
        handlers={ProcessingNumberRequest: issue, LinkageCodeSeed: seed},
        answers={Inquiry: answer},
    )
}
