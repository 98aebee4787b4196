"""What the form changes: only what the reason may change, and only in parts of the form that it takes.

Source: 住基法施行令9条; STD 4.1.4.1, 4.2.3.
"""

from collections.abc import Iterator

from juki.kernel.values.municipality_code import InvalidMunicipalityCode, MunicipalityCode
from juki.systems.registry.domain.change_errors import AddressStays, OutsideReason, PartMissing, PartNotTaken
from juki.systems.registry.domain.change_rules.case import Case, Fault, Subject, group_or_none
from juki.systems.registry.domain.change_rules.correcting import FOLLOWS
from juki.systems.registry.domain.change_rules.fields import at, label_of, path_of
from juki.systems.registry.domain.change_rules.parts import Destination, Need
from juki.systems.registry.domain.errors import AddressElsewhere, NoSuchMunicipality
from juki.systems.registry.domain.event_reasons import Family
from juki.systems.registry.domain.flat import relationship_row
from juki.systems.registry.domain.items import Group
from juki.systems.registry.domain.outcomes.errors import NothingChanges

_ELSEWHERE = ("former_municipality", "unnotified_municipality", "registered_municipality")
_IDENTITY_OF_WHOM = frozenset({"kind"})


def faults(case: Case) -> Iterator[Fault]:
    """Parts that the reason does not take or lacks, and items that it does not change."""
    yield from _parts(case)
    for subject in case.subjects:
        yield from _items(case, subject)
        yield from _relationship(case, subject)
        yield from _places(case, subject)


def _parts(case: Case) -> Iterator[Fault]:
    movement, parts = case.movement, case.parts
    if movement.address is not None and parts.address is Need.NONE:
        in_household = case.reason.family is Family.HOUSEHOLD
        yield "address", AddressStays() if in_household else PartNotTaken(item="住所")
    wanted = parts.destination
    if (movement.planned and wanted is not Destination.PLANNED) or (
        movement.confirmed and wanted is not Destination.CONFIRMED
    ):
        yield "destination", PartNotTaken(item="転出先")
    if movement.rest and not parts.rest:
        yield "rest", PartNotTaken(item="他の世帯員の続柄")
    if movement.positions and parts.positions is Need.NONE:
        yield "positions", PartNotTaken(item="記載順位")
    if movement.target and parts.target is Need.NONE:
        yield "target", PartNotTaken(item="取消し・訂正の対象")
    missing = (
        ("address", "住所", parts.address is Need.MUST and movement.address is None),
        ("positions", "記載順位", parts.positions is Need.MUST and not movement.positions),
        ("target", "取消しの対象", parts.target is Need.MUST and movement.target is None),
    )
    for path, item, is_missing in missing:
        if is_missing:
            yield path, PartMissing(item=item)


def _items(case: Case, subject: Subject) -> Iterator[Fault]:
    """One fault per item. A newcomer's are all changes, and what a newcomer may have is another rule."""
    if subject.changed and not case.parts.items:
        yield at(subject.place, "items"), PartNotTaken(item="変わる項目")
        return
    told: set[str] = set()
    for column in sorted(subject.changed):
        path = path_of(column)
        if path not in told and not _may_change(case, column):
            told.add(path)
            yield at(subject.place, path), OutsideReason(person=subject.person, item=label_of(column))
    if case.reason.family is Family.AMENDMENT and subject.now and not (_differs(subject) or _numbered(case)):
        yield at(subject.place, "items"), NothingChanges()


def _differs(subject: Subject) -> bool:
    """Whether an item or the 続柄 is to be another."""
    given = subject.change.relationship
    return bool(subject.changed) or bool(given and subject.now and given != subject.now.relationship)


def _may_change(case: Case, column: str) -> bool:
    group = group_or_none(column)
    if group is None:
        return column in _IDENTITY_OF_WHOM and case.reason.family is Family.ENTRY
    if group is Group.ADDRESS and case.reason.family is Family.MOVE:
        return False
    if column in FOLLOWS and case.reason.family is not Family.AMENDMENT:
        return False
    return group in case.reason.changes


def _numbered(case: Case) -> bool:
    """住民票コード comes from the stock where the form does not give one. Source: STD 4.3.1."""
    return case.reason.changes == frozenset({Group.RESIDENT_CODE})


def _relationship(case: Case, subject: Subject) -> Iterator[Fault]:
    given, now, need = subject.change.relationship, subject.now, case.parts.relationship
    path = at(subject.place, "relationship")
    if given is None:
        if need is Need.MUST:
            yield path, PartMissing(item="続柄")
    elif need is Need.NONE and not (now and relationship_row(now.relationship) == relationship_row(given)):
        yield path, OutsideReason(person=subject.person, item="続柄")


def _places(case: Case, subject: Subject) -> Iterator[Fault]:
    """The present address is in this municipality, every other one in one that exists."""
    if Group.ADDRESS in subject.groups and subject.row.get("address_municipality") != case.municipality:
        yield at(subject.place, "items.address"), AddressElsewhere()
    for column in _ELSEWHERE:
        if column in subject.changed and subject.row[column] and not _exists(case, subject.row[column]):
            yield at(subject.place, path_of(column)), NoSuchMunicipality()


def _exists(case: Case, digits: str) -> bool:
    try:
        return case.exists(MunicipalityCode(digits))
    except InvalidMunicipalityCode:
        return False
