"""個人番号 for whoever has none, and 空きコード for persons to come: at random, with check digit, nobody's twice.

Source: 住基法30条の2; 番号法8条, 番号法施行令2条; STD 4.3.1, 7.1.2.1.
"""

import secrets
from collections.abc import Callable, Collection

from django.db import connection

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act, one_act
from juki.links.post.inbound import Asked
from juki.outside.nation import linkage, peers
from juki.outside.nation.errors import NoRequestNumber, StockSizeRefused
from juki.outside.nation.peers import CodeStock, CodeStockRequest, NumberGenerationRequest
from juki.outside.nation.records.models import NationCode, NationDesignation, NationPerson

MOST = 1000
"""空きコード of one stock."""


def designate(act: Act, request: NumberGenerationRequest) -> None:
    """Tell the number of the person with this 住民票コード: the one they have, or a new one, whoever asks how often.

    The request comes straight from the CS and may overtake the person, who comes by way of the prefecture.

    Raises:
        NoRequestNumber: no 依頼管理番号.
        InvalidResidentCode: wrong digits.
    """
    code = ResidentCode(request.resident_code).digits
    if not request.request.strip():
        raise NoRequestNumber
    linkage.one_at_a_time(code)
    number = _known(code) or _designated(act, code, request.request)
    peers.send_number(act, request=request.request, resident_code=code, individual_number=number)
    act.log("nation.designated", subjects=[f"resident:{code}"])


def is_of_another(number: str, codes: Collection[str]) -> bool:
    """Whether ``number`` is somebody's, or was designated for somebody, who has none of ``codes``."""
    if not number:
        return False
    return (
        NationPerson.objects.filter(individual_number=number).exclude(pk__in=codes).exists()
        or NationDesignation.objects.filter(individual_number=number).exclude(pk__in=codes).exists()
    )


def answer_code_stock(asked: Asked, question: CodeStockRequest) -> CodeStock:
    """空きコード for a municipality, its for good; what breaks afterwards loses them, nobody gets them again.

    Raises:
        StockSizeRefused: not 1 to 1000.
    """
    if not 1 <= question.size <= MOST:
        raise StockSizeRefused(most=MOST)
    with one_act(asked.actor, reason=question.name, times=asked.times, trace=asked.trace) as act:
        _alone()
        codes: list[str] = []
        while len(codes) < question.size:
            code = _random(ResidentCode.from_body, digits=10)
            if code not in codes and not _is_given(code):
                codes.append(code)
        NationCode.objects.bulk_create(
            NationCode(resident_code=code, question_id=asked.question_id, given_at=asked.times.machine)
            for code in codes
        )
        act.log("nation.codes_given", detail={"count": len(codes)})
    return CodeStock(codes=tuple(codes))


def _known(code: str) -> str:
    person = NationPerson.objects.filter(pk=code).exclude(individual_number="").first()
    if person is not None:
        return person.individual_number
    designated = NationDesignation.objects.filter(pk=code).first()
    return designated.individual_number if designated else ""


def _designated(act: Act, code: str, request: str) -> str:
    _alone()
    number = _random(IndividualNumber.from_body, digits=11)
    while is_of_another(number, ()):
        number = _random(IndividualNumber.from_body, digits=11)
    NationDesignation.objects.create(
        resident_code=code, individual_number=number, request=request, designated_at=act.times.machine
    )
    return number


def _is_given(code: str) -> bool:
    return NationPerson.objects.filter(pk=code).exists() or NationCode.objects.filter(pk=code).exists()


def _random(of_body: Callable[[str], IndividualNumber | ResidentCode], *, digits: int) -> str:
    return of_body(f"{secrets.randbelow(10**digits):0{digits}d}").digits


def _alone() -> None:
    """Until the transaction ends nobody else looks for a free number: two cannot find the same."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('nation numbers', 0))")
