"""Does this 個人番号 belong to this person? Asked of the national server, logged before and after."""

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import log_before_showing
from juki.links.post.inbound import Asked
from juki.systems.jukinet.domain.criteria import require_pair
from juki.systems.jukinet.peers import nation
from juki.systems.jukinet.peers.contract import NumberCheck, NumberCheckAnswer
from juki.systems.jukinet.services.parameters import parameters


def answer_number_check(asked: Asked, question: NumberCheck) -> NumberCheckAnswer:
    """Relay a check of number against person to the national server; runs outside any transaction.

    Source: document III(1)2 risk 3, III(2)5 risk 3 (C:in.cs_match).

    Raises:
        TooFewCriteria: no allowed pair of items is given.
        InvalidIndividualNumber, InvalidResidentCode, InvalidMunicipalityCode: wrong digits.
        PeerUnreachable, PeerRefused: the national server gives no answer.
    """
    given = items_of(question)
    require_pair(given, allowed=parameters().check_pairs)
    if question.individual_number:
        IndividualNumber(question.individual_number)
    if question.resident_code:
        ResidentCode(question.resident_code)
    if question.address:
        MunicipalityCode(question.address.municipality)
    about = (
        f"resident:{question.resident_code}" if question.resident_code else f"question:{asked.question_id}"
    )
    log_before_showing(
        asked.actor, "number_check.asked", reason=question.name, times=asked.times, subjects=[about],
        outcome="taken", trace=asked.trace, detail={"items": ",".join(sorted(given))},
    )  # fmt: skip
    answer = nation.check_number(
        question, about=about, trace=asked.trace, actor=asked.actor, times=asked.times
    )
    shown = f"resident:{answer.resident_code}" if answer.resident_code else about
    log_before_showing(
        asked.actor, "number_check.answered", reason=question.name, times=asked.times, subjects=[shown],
        outcome=answer.outcome, trace=asked.trace,
    )  # fmt: skip
    return answer


def items_of(question: NumberCheck) -> set[str]:
    """The items that a question gives; an empty one is not given."""
    given = {
        "individual_number": question.individual_number,
        "resident_code": question.resident_code,
        "name": question.full_name,
        "birth": question.birth,
        "sex": question.sex,
        "address": question.address,
    }
    return {item for item, value in given.items() if value}
