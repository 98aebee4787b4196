"""What the CS does with what it receives."""

from juki.links.post.inbound import Inbound
from juki.links.post.rights import taken_by
from juki.links.universal import AccessGrants
from juki.systems.jukinet.peers.contract import (
    CardSerial,
    CodeStockRequest,
    DesignatedNumber,
    LinkageCodeRequest,
    MoveInNotice,
    MoveInNoticeReceived,
    MoveOutCertificate,
    NumberCheck,
    NumberGenerationRequest,
    ResidentUpdate,
)
from juki.systems.jukinet.services.operations_certificates import forward_certificate
from juki.systems.jukinet.services.operations_forwarding import forward_linkage_request, forward_move_in
from juki.systems.jukinet.services.operations_notices import forward_notice
from juki.systems.jukinet.services.operations_numbers import (
    answer_code_stock,
    forward_designated,
    forward_number_request,
)
from juki.systems.jukinet.services.operations_serials import forward_serial
from juki.systems.jukinet.services.operations_updates import record_update
from juki.systems.jukinet.services.queries_number_check import answer_number_check

INBOUND = {
    "jukinet": Inbound(
        handlers={
            ResidentUpdate: record_update,
            MoveInNotice: forward_move_in,
            MoveInNoticeReceived: forward_notice,
            MoveOutCertificate: forward_certificate,
            CardSerial: forward_serial,
            LinkageCodeRequest: forward_linkage_request,
            NumberGenerationRequest: forward_number_request,
            DesignatedNumber: forward_designated,
            AccessGrants: taken_by("jukinet"),
        },
        answers={NumberCheck: answer_number_check, CodeStockRequest: answer_code_stock},
    )
}
