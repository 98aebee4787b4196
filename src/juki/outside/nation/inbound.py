"""What the national server does with what it receives."""

from juki.links.post.inbound import Inbound
from juki.outside.nation.checks import answer_number_check
from juki.outside.nation.designations import answer_code_stock, designate
from juki.outside.nation.linkage import pass_on_request
from juki.outside.nation.peers import (
    CodeStockRequest,
    IdentificationUpdate,
    LinkageCodeRequest,
    NumberCheck,
    NumberGenerationRequest,
)
from juki.outside.nation.updates import record_update

INBOUND = {
    "nation": Inbound(
        handlers={
            IdentificationUpdate: record_update,
            LinkageCodeRequest: pass_on_request,
            NumberGenerationRequest: designate,
        },
        answers={NumberCheck: answer_number_check, CodeStockRequest: answer_code_stock},
    )
}
