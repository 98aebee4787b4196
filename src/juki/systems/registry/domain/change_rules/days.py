"""異動日 and the day on which it came: what they may be, and how they stand to the days of the persons.

Source: STD 1.1.8, 4.0.3, 4.1.0.2, 4.1.3.0.1, 4.2.0.4.
"""

from collections.abc import Iterator

from juki.kernel.errors import JukiError
from juki.kernel.values.deadline import MOVE_OUT_AFTERWARDS
from juki.kernel.values.legal_date import CertifiedField, DateRule, LegalDate
from juki.systems.registry.domain.change_errors import (
    BornOnAnotherDay,
    CameBeforeEvent,
    CameInFuture,
    EventBeforeResident,
    EventInFuture,
    LeftLongAgo,
    ResidentBeforeBirth,
    SettledBeforeResident,
)
from juki.systems.registry.domain.change_rules.case import Case, Fault, Subject
from juki.systems.registry.domain.change_rules.fields import at
from juki.systems.registry.domain.errors import MovedBeforeBirth
from juki.systems.registry.domain.event_reasons import EventClass, Family
from juki.systems.registry.domain.items import Group
from juki.systems.registry.domain.resident import Basis

_TELLS_OF_THE_PAST = frozenset({Basis.NOTIFICATION, Basis.FAMILY_REGISTER})
_OF_RESIDENTS = frozenset({Family.MOVE, Family.LEAVING, Family.REMOVAL, Family.HOUSEHOLD})
"""Families of what happens to a resident, and so to nobody before being one."""
_OF_THE_LIVING = _OF_RESIDENTS | {Family.ENTRY, Family.NATIONALITY}


def faults(case: Case) -> Iterator[Fault]:
    """Everything wrong with the days of the movement and of its persons."""
    yield from _event_day(case)
    yield from _came(case)
    for subject in case.subjects:
        yield from _of_person(case, subject)


def _event_day(case: Case) -> Iterator[Fault]:
    field = case.reason.day_field
    try:
        (field.rule if field else DateRule.CALENDAR_ONLY).check(case.movement.day.form)
    except JukiError as refusal:
        yield "day", refusal
    if case.movement.day.internal > case.today and not case.reason.may_be_future:
        yield "day", EventInFuture()


def _came(case: Case) -> Iterator[Fault]:
    movement = case.movement
    came = movement.notified_on
    if came is None:
        return
    if came > case.today:
        yield "notified_on", CameInFuture(day=movement.basis.day_label)
    if case.reason.may_be_future:
        yield from _left(case)
    elif came < movement.day.internal and movement.basis in _TELLS_OF_THE_PAST:
        yield "notified_on", CameBeforeEvent(day=movement.basis.day_label)


def _left(case: Case) -> Iterator[Fault]:
    """A 転出届 may come before or after the day; more than 14 days after it the office acts of itself."""
    movement = case.movement
    if movement.basis is Basis.EX_OFFICIO or movement.notified_on is None or not movement.day.is_exact:
        return
    term = MOVE_OUT_AFTERWARDS.deadline(movement.day.internal, closed=case.closed)
    if term.is_missed_on(movement.notified_on):
        yield "basis", LeftLongAgo()


def _of_person(case: Case, subject: Subject) -> Iterator[Fault]:
    """Days are compared as far as they are days: an unknown one orders records and decides nothing."""
    day, birth = case.movement.day, subject.date("birth")
    if birth and case.reason.day_field is CertifiedField.EVENT_OF_BIRTH and birth != day:
        yield at(subject.place, "items.birth"), BornOnAnotherDay(person=subject.person)
    elif birth and case.reason.family in _OF_THE_LIVING and _precedes(day, birth):
        yield "day", MovedBeforeBirth(person=subject.person)
    became = subject.date("became_resident")
    if became and case.reason.family in _OF_RESIDENTS and subject.now and _precedes(day, became):
        yield "day", EventBeforeResident(person=subject.person)
    yield from _order(case, subject, birth, became or day)


def _order(case: Case, subject: Subject, birth: LegalDate | None, became: LegalDate) -> Iterator[Fault]:
    """生年月日, 住民となった日, 住所を定めた日, each as far as the form says it."""
    settled = subject.date("settled")
    is_entry = case.reason.family is Family.ENTRY and case.reason.event_class is EventClass.ENTRY
    touched = subject.groups | ({Group.BIRTH} if is_entry else frozenset())
    if birth and touched & {Group.BECAME, Group.BIRTH} and _precedes(became, birth):
        yield at(subject.place, "items.became_resident"), ResidentBeforeBirth(person=subject.person)
    if settled and touched & {Group.BECAME, Group.SETTLED} and _precedes(settled, became):
        yield at(subject.place, "items.settled"), SettledBeforeResident(person=subject.person)


def _precedes(day: LegalDate, other: LegalDate) -> bool:
    return day.is_exact and other.is_exact and day.internal < other.internal
