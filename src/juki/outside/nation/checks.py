"""Answering whether a number and a person agree. Names are compared exactly as written, kana not at all."""

from django.db.models import Q

from juki.kernel.work import log_before_showing
from juki.links.post.inbound import Asked
from juki.outside.nation import rules
from juki.outside.nation.errors import TooFewItems
from juki.outside.nation.peers import NumberCheck, NumberCheckAnswer
from juki.outside.nation.records.models import NationPerson
from juki.outside.nation.rules import Candidate

_MOST = 100
"""Candidates looked at when no number is given; two are as good as a thousand."""


def answer_number_check(asked: Asked, question: NumberCheck) -> NumberCheckAnswer:
    """The outcome of a check; logged with the person it was about before it leaves.

    Raises:
        TooFewItems: fewer than two items besides sex.
    """
    details = _details(question)
    if len([item for item in details if item != "sex"]) + bool(question.individual_number) < 2:
        raise TooFewItems
    found = _people(question, details)
    candidates = [
        Candidate(
            person.resident_code, person.municipality, person.ended, _differing(person, question, details)
        )
        for person in found
    ]
    outcome, person = rules.judge(candidates, by_number=bool(question.individual_number))
    log_before_showing(
        asked.actor, "nation.number_check", reason=question.name, times=asked.times, trace=asked.trace, outcome=outcome,
        subjects=[f"resident:{person.resident_code}"] if person else [],
    )  # fmt: skip
    if person is None:
        return NumberCheckAnswer(outcome=outcome)
    if outcome == "match":
        return NumberCheckAnswer(
            outcome=outcome, resident_code=person.resident_code, municipality=person.municipality
        )
    return NumberCheckAnswer(outcome=outcome, differing=person.differing)


def _details(question: NumberCheck) -> tuple[str, ...]:
    """Names of the items given besides the number, as the contract names them."""
    items = ("resident_code", "full_name", "birth", "sex", "address")
    return tuple(item for item in items if getattr(question, item))


def _people(question: NumberCheck, details: tuple[str, ...]) -> list[NationPerson]:
    if question.individual_number:
        return list(NationPerson.objects.filter(individual_number=question.individual_number))
    condition = Q()
    for column, item in (("resident_code", "resident_code"), ("name", "full_name")):
        if item in details:
            condition &= Q(**{column: getattr(question, item)})
    if not condition:
        return []
    return list(NationPerson.objects.filter(condition).order_by("resident_code")[:_MOST])


def _differing(person: NationPerson, question: NumberCheck, details: tuple[str, ...]) -> tuple[str, ...]:
    """The address of somebody who left and is entered nowhere yet says nothing against them."""
    agrees = {
        "resident_code": person.resident_code == question.resident_code,
        "full_name": person.name == question.full_name,
        "birth": question.birth in {person.birth_text, person.birth.isoformat()},
        "sex": person.sex == question.sex,
        "address": not person.living
        or (
            question.address is not None
            and (person.municipality, person.address)
            == (question.address.municipality, question.address.one_line)
        ),
    }
    return tuple(item for item in details if not agrees[item])
