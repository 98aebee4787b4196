"""個人番号 and 空きコード on their way between the register and the national server. The CS keeps neither.

Source: 住基法30条の2; 番号法8条; STD 4.3.1, 7.1.2.1.
"""

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act, log_before_showing
from juki.links.post.inbound import Asked
from juki.systems.jukinet.errors import WrongFormat
from juki.systems.jukinet.peers import nation, registry
from juki.systems.jukinet.peers.contract import (
    CodeStock,
    CodeStockRequest,
    DesignatedNumber,
    NumberGenerationRequest,
)


def forward_number_request(act: Act, request: NumberGenerationRequest) -> None:
    """Send a 個人番号の生成要求 of the register to the national server.

    Raises:
        WrongFormat: no 依頼管理番号.
        InvalidResidentCode: wrong digits.
    """
    code = ResidentCode(request.resident_code).digits
    if not request.request.strip():
        raise WrongFormat(item="request")
    nation.send_number_request(act, request=request)
    act.log("number_request.forwarded", subjects=[f"resident:{code}"])


def forward_designated(act: Act, message: DesignatedNumber) -> None:
    """Hand a number that the national server designated to the register.

    Raises:
        InvalidResidentCode, InvalidIndividualNumber: wrong digits.
    """
    code = ResidentCode(message.resident_code).digits
    IndividualNumber(message.individual_number)
    registry.send_number(act, message=message)
    act.log("designated_number.forwarded", subjects=[f"resident:{code}"])


def answer_code_stock(asked: Asked, question: CodeStockRequest) -> CodeStock:
    """空きコード for the register, of the national server; runs outside any transaction.

    Raises:
        WrongFormat: what came is no code, or one twice.
        PeerUnreachable, PeerRefused: the national server gives no answer.
    """
    answer = nation.take_codes(question.size, trace=asked.trace, actor=asked.actor, times=asked.times)
    if len(set(answer.codes)) < len(answer.codes):
        raise WrongFormat(item="codes")
    for code in answer.codes:
        ResidentCode(code)
    log_before_showing(
        asked.actor, "codes.handed_on", reason=question.name, times=asked.times, trace=asked.trace,
        detail={"count": len(answer.codes)},
    )  # fmt: skip
    return answer
