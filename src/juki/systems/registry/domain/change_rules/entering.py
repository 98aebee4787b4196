"""記載, 変更, 削除 of one item: what has to stand there before, and what afterwards. Data by reason.

Source: 住基法7条8号の2, 13号, 30条の3–4; 番号法7条; 住基法施行令30条の13–16; STD 1.1.7, 4.3.1, 4.3.2, 4.4.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from juki.kernel.errors import JukiError
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.change_errors import (
    DeletionWithText,
    NotThereYet,
    RepeatedCode,
    SameAsBefore,
    ThereAlready,
)
from juki.systems.registry.domain.change_rules.case import Case, Fault, Subject
from juki.systems.registry.domain.change_rules.fields import at, label_of, path_of
from juki.systems.registry.domain.errors import BlankItem, RepeatedPerson


class After(Enum):
    """What the form says of the item."""

    GIVEN = "given"
    GIVEN_OR_NUMBERED = "given_or_numbered"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Entering:
    """``stands``: whether the item stands there before. ``with_it``: what is given and deleted together with it."""

    column: str
    stands: bool
    after: After = After.GIVEN
    with_it: tuple[str, ...] = ()


_FORMER = ("former_surname_kana",)
_ALIAS = ("alias_kana",)
_TABLE: Mapping[str, Entering] = MappingProxyType({
    "KYUJI_KISAI": Entering("former_surname", stands=False, with_it=_FORMER),
    "KYUJI_HENKO": Entering("former_surname", stands=True, with_it=_FORMER),
    "KYUJI_SAKUJO": Entering("former_surname", stands=True, after=After.BLANK, with_it=_FORMER),
    "TSUSHO_KISAI": Entering("alias", stands=False),
    "TSUSHO_SAKUJO": Entering("alias", stands=True, after=After.BLANK, with_it=_ALIAS),
    "KOJIN_BANGO_SHITEI": Entering("individual_number", stands=False),
    "KOJIN_BANGO_KISAI": Entering("individual_number", stands=False),
    "KOJIN_BANGO_HENKO": Entering("individual_number", stands=True),
    "KOJIN_BANGO_SHOKKEN_HENKO": Entering("individual_number", stands=True),
    "KOJIN_BANGO_SHUSEI": Entering("individual_number", stands=True),
    "CODE_KISAI": Entering("resident_code", stands=False, after=After.GIVEN_OR_NUMBERED),
    "CODE_HENKO": Entering("resident_code", stands=True, after=After.GIVEN_OR_NUMBERED),
    "CODE_SHUSEI": Entering("resident_code", stands=True),
})  # fmt: skip

_NUMBERS = (("individual_number", IndividualNumber), ("resident_code", ResidentCode))
_TWICE: Mapping[str, type[JukiError]] = {"individual_number": RepeatedPerson, "resident_code": RepeatedCode}


def faults(case: Case) -> Iterator[Fault]:
    """Everything wrong with entering, changing and deleting one item, and with numbers wherever they are given."""
    rule = _TABLE.get(case.reason.code)
    for subject, _ in case.known() if rule else ():
        if rule:
            yield from _before_and_after(rule, subject)
    yield from _numbers(case)


def _before_and_after(rule: Entering, subject: Subject) -> Iterator[Fault]:
    item, path = label_of(rule.column), at(subject.place, path_of(rule.column))
    before = subject.earlier[rule.column]
    if bool(before) != rule.stands:
        wrong = NotThereYet if rule.stands else ThereAlready
        yield path, wrong(person=subject.person, item=item)
        return
    if rule.after is After.BLANK:
        for column in (rule.column, *rule.with_it):
            if subject.row[column]:
                yield at(subject.place, path_of(column)), DeletionWithText(person=subject.person, item=item)
        return
    if rule.after is After.GIVEN_OR_NUMBERED and not subject.change.items.get(rule.column):
        return
    if not subject.row[rule.column] and any(subject.row[column] for column in rule.with_it):
        return  # one without the other is blank by the rules of completeness
    if not subject.row[rule.column]:
        yield path, BlankItem(person=subject.person, item=item)
    elif subject.row[rule.column] == before and subject.changed.isdisjoint(rule.with_it):
        yield path, SameAsBefore(person=subject.person, item=item)


def _numbers(case: Case) -> Iterator[Fault]:
    """Check digits, and nobody's number twice on the form. What others have is known to the records alone."""
    seen: set[tuple[str, str]] = set()
    for subject in case.subjects:
        for column, value in _NUMBERS:
            digits = subject.change.items.get(column)
            if not digits:
                continue
            path = at(subject.place, path_of(column))
            try:
                value(digits)
            except JukiError as refusal:
                yield path, refusal
            if (column, digits) in seen:
                yield path, _TWICE[column](person=subject.person)
            seen.add((column, digits))
