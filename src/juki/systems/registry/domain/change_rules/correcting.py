"""What follows from an 異動 and is written by hand only where it was written wrongly: 転居前住所, the causes of the days that a
record keeps, 転出予定, 転出確定, 消除.

A correction puts right what stands there. It neither files a 転出, nor confirms one, nor removes anybody: those are 異動 of
their own, and so is taking them back.

Source: 住基法施行令9条; STD 1.1.5, 1.2.1, 4.2.3, 4.2.3.3.
"""

from collections.abc import Iterator
from datetime import date

from juki.kernel.values.municipality_code import MunicipalityCode
from juki.systems.registry.domain.change_errors import (
    CameInFuture,
    DestinationDoesNotFit,
    NoticeBeforeMove,
    NotThereYet,
    PartMissing,
)
from juki.systems.registry.domain.change_rules.case import Case, Fault, Subject
from juki.systems.registry.domain.change_rules.fields import at, label_of, path_of
from juki.systems.registry.domain.change_rules.leaving import elsewhere
from juki.systems.registry.domain.errors import AddressElsewhere
from juki.systems.registry.domain.event_reasons import Family
from juki.systems.registry.domain.items import GROUPS, Group

FOLLOWS = frozenset({
    *(f"{day}_{part}" for day in ("became", "settled") for part in ("reason", "notified_on", "basis")),
    *GROUPS[Group.PRIOR], *GROUPS[Group.PLANNED], *GROUPS[Group.CONFIRMED], *GROUPS[Group.REMOVED],
    "relationship_class",
})  # fmt: skip
"""Columns that follow from the 異動 itself, or came with a migrated record: only a 修正 writes them by hand."""
_PAST = {
    "became_notified_on": "住民となった届出の年月日", "settled_notified_on": "住所を定めた届出の年月日",
    "removed_notified_on": "消除の届出の年月日", "planned_notified_on": "転出の届出年月日", "removed_day": "消除の異動年月日",
    "confirmed_on": "転出年月日（確定）", "confirmed_notice_on": "転入通知年月日",
}  # fmt: skip
"""Days that have come."""
_STANDING = {Group.PLANNED: "planned_on", Group.CONFIRMED: "confirmed_on", Group.REMOVED: "removed_day"}
"""By group the column without which nothing of it stands on the record."""


def faults(case: Case) -> Iterator[Fault]:
    """Everything wrong with what is corrected."""
    for subject in case.subjects:
        if case.reason.family is not Family.AMENDMENT or subject.changed.isdisjoint(FOLLOWS):
            continue
        yield from _not_there(subject)
        yield from _days(case, subject)
        yield from _addresses(case, subject)


def _not_there(subject: Subject) -> Iterator[Fault]:
    for group, column in _STANDING.items():
        if group in subject.groups and not subject.earlier.get(column):
            error = NotThereYet(person=subject.person, item=label_of(column))
            yield at(subject.place, path_of(column)), error


def _days(case: Case, subject: Subject) -> Iterator[Fault]:
    for column, label in _PAST.items():
        day: date | None = subject.row.get(column)
        if column in subject.changed and day and day > case.today:
            yield at(subject.place, path_of(column)), CameInFuture(day=label)
    moved, told = subject.row.get("confirmed_on"), subject.row.get("confirmed_notice_on")
    if Group.CONFIRMED in subject.groups and moved and told and moved > told:
        yield at(subject.place, "items.confirmed_on"), NoticeBeforeMove()


def _addresses(case: Case, subject: Subject) -> Iterator[Fault]:
    """転居前住所 is in this municipality, where somebody left for is not; a confirmed one is never blank."""
    row = subject.row
    prior = subject.changed & set(GROUPS[Group.PRIOR])
    if prior and row["prior_town"] and row["prior_municipality"] != case.municipality:
        yield at(subject.place, "items.prior_address"), AddressElsewhere()
    for prefix in ("planned", "confirmed"):
        path = at(subject.place, f"items.{prefix}_address")
        if not any(path == at(subject.place, path_of(column)) for column in subject.changed):
            continue
        code = row[f"{prefix}_municipality"]
        if row.get(f"{prefix}_country") and code:
            yield path, DestinationDoesNotFit()
        elif code:
            for _, error in elsewhere(case, MunicipalityCode(code)):
                yield path, error
        if prefix == "confirmed" and row["confirmed_on"] and not row["confirmed_town"]:
            yield path, PartMissing(item="転出先（確定）")
