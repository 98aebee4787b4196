"""Whom an 異動 is about: how many, who they are, and whether the reason is for them.

Source: STD 1.1.13, 1.2.2, 4.0.1, 4.1.1.2, 4.2.3.3.
"""

from collections.abc import Iterator

from juki.systems.registry.domain.change_errors import (
    Deceased,
    NamedTwice,
    NewcomerNotTaken,
    NewcomerOnly,
    OfAnotherHousehold,
    OtherKind,
    UnknownPerson,
)
from juki.systems.registry.domain.change_rules.case import Case, Fault, Subject
from juki.systems.registry.domain.change_rules.fields import at
from juki.systems.registry.domain.change_rules.parts import Where
from juki.systems.registry.domain.errors import NobodyMoves
from juki.systems.registry.domain.event_reasons import Family
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.domain.outcomes.errors import NoPlan, NotResident, PlannedAlready, StillResident
from juki.systems.registry.domain.resident import Kind, Resident, State

_NUMBER = "addressee_number"
_KINDS = {Kind.JAPANESE: "日本人住民", Kind.FOREIGN: "外国人住民"}


def faults(case: Case) -> Iterator[Fault]:
    """Everything wrong with the choice of persons."""
    if not 1 <= len(case.subjects) <= MOST:
        yield "persons", NobodyMoves(limit=MOST)
    seen: set[str] = set()
    for subject in case.subjects:
        yield from _one(case, subject, seen)
    yield from _households(case)


def _one(case: Case, subject: Subject, seen: set[str]) -> Iterator[Fault]:
    number, now, path = subject.change.addressee_number, subject.now, at(subject.place, _NUMBER)
    if number is None:
        if not case.parts.newcomers:
            yield path, NewcomerNotTaken(person=subject.person)
    elif number in seen:
        yield path, NamedTwice(person=subject.person)
    elif now is None:
        yield path, UnknownPerson(person=subject.person)
    else:
        seen.add(number)
        yield from _state(case, subject, now)
    kind = now.kind if now and case.reason.family is not Family.ENTRY else subject.kind
    if case.reason.only and kind and kind is not case.reason.only:
        where = at(subject.place, _NUMBER if now else "items.kind")
        yield where, OtherKind(person=subject.person, kind=_KINDS[case.reason.only])


def _state(case: Case, subject: Subject, now: Resident) -> Iterator[Fault]:
    states, path = case.parts.states, at(subject.place, _NUMBER)
    if now.state not in states:
        if not states:
            yield path, NewcomerOnly(person=subject.person)
        elif now.is_present:
            yield path, StillResident()
        elif now.state is State.DEAD and states != frozenset({State.RESIDENT}):
            yield path, Deceased(person=subject.person)
        else:
            yield path, NotResident()
    elif now.is_present:
        yield from _plan(case, path, now)


def _plan(case: Case, path: str, now: Resident) -> Iterator[Fault]:
    """Whoever leaves has no plan to leave yet; whose plan is taken back or confirmed has one."""
    if case.reason.may_be_future and now.planned:
        yield path, PlannedAlready()
    takes_back = case.reason.family is Family.LEAVING and not case.reason.may_be_future
    if (takes_back or case.reason.family is Family.NOTICE) and not now.planned:
        yield path, NoPlan()


def _households(case: Case) -> Iterator[Fault]:
    moves_as_one = case.reason.family is Family.MOVE and case.where is Where.STAY
    if not (case.parts.one_household or moves_as_one):
        return
    known = list(case.known())
    for subject, now in known[1:]:
        if now.household_number != known[0][1].household_number:
            yield at(subject.place, _NUMBER), OfAnotherHousehold(person=subject.person)
