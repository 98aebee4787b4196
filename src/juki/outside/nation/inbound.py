"""What the national server does with what it receives."""

from juki.links.post.inbound import Inbound
from juki.outside.nation.checks import answer_number_check
from juki.outside.nation.linkage import pass_on_request
from juki.outside.nation.peers import IdentificationUpdate, LinkageCodeRequest, NumberCheck
from juki.outside.nation.updates import record_update

INBOUND = {
    "nation": Inbound(
        handlers={IdentificationUpdate: record_update, LinkageCodeRequest: pass_on_request},
        answers={NumberCheck: answer_number_check},
    )
}
