"""空欄 and 法30条の45の区分: what a 住民票 that is opened must have, and one that is changed may not lose.

Source: 住基法7条, 30条の45, 30条の47; STD 1.1.6, 1.1.12, 4.5.2–4.5.5.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.domain import blanks, foreign
from juki.systems.registry.domain.change_errors import CategoryDoesNotFit, OtherSince
from juki.systems.registry.domain.change_rules.case import Case, Fault, Subject
from juki.systems.registry.domain.change_rules.fields import at, path_of
from juki.systems.registry.domain.errors import BlankItem, NotChosen
from juki.systems.registry.domain.event_reasons import Family
from juki.systems.registry.domain.items import GROUPS, Group
from juki.systems.registry.domain.resident import Category, FamilyRegister, Foreign, Kind, Names

_LOSS = "KOKUSEKI_SOSHITSU_KISAI"
_CATEGORIES: Mapping[str, frozenset[Category]] = MappingProxyType({
    "H30_47": frozenset(Category) - {Category.TRANSITIONAL_BIRTH, Category.TRANSITIONAL_LOSS},
    "SHUSSEI": frozenset(Category) - {Category.TRANSITIONAL_LOSS},
    _LOSS: frozenset({Category.TRANSITIONAL_LOSS}),
})  # fmt: skip
"""The categories to which a reason leads, where it does not lead to all."""
_WHOLE = {Group.NAME: "items.name", Group.REGISTER: "items.register", Group.FOREIGN: "items.foreign"}
_OPENING = frozenset({Family.ENTRY, Family.NATIONALITY})


def faults(case: Case) -> Iterator[Fault]:
    """Of a 住民票 that is opened everything; of another one only what the form touches."""
    for subject in case.subjects:
        if case.reason.family in _OPENING:
            yield from _opened(case, subject)
        elif subject.kind and subject.changed:
            touched = {at(subject.place, path) for path in _touched(subject)}
            yield from (one for one in _of_kind(case, subject, subject.kind) if one[0] in touched)


def _touched(subject: Subject) -> set[str]:
    """The fields of the groups that change: what else an old record lacks does not stand in the way."""
    fields = {path_of(column) for group in subject.groups for column in GROUPS[group]}
    return fields | {_WHOLE[group] for group in subject.groups if group in _WHOLE}


def _opened(case: Case, subject: Subject) -> Iterator[Fault]:
    if subject.kind is None:
        yield at(subject.place, "items.kind"), NotChosen(item="住民種別")
    if subject.row.get("sex") in (None, ""):
        yield at(subject.place, "items.sex"), NotChosen(item="性別")
    if subject.row.get("birth") is None:
        yield at(subject.place, "items.birth"), BlankItem(person=subject.person, item="生年月日")
    if subject.kind:
        yield from _of_kind(case, subject, subject.kind)
    if subject.row["category"]:
        yield from _category(case, subject)


def _of_kind(case: Case, subject: Subject, kind: Kind) -> Iterator[Fault]:
    row, person = subject.row, subject.person
    names = Names(
        full=row["full_name"], surname=row["surname"], given=row["given_name"], kanji=row["kanji_name"],
        former_surname=row["former_surname"], former_surname_kana=row["former_surname_kana"], alias=row["alias"],
        alias_kana=row["alias_kana"], kana_certified=row["kana_certified"],
    )  # fmt: skip
    register = None
    if row["honseki"] or row["honseki_head"]:
        register = FamilyRegister(honseki=row["honseki"], head=row["honseki_head"])
    nationality = row["nationality"] if row["category"] or row["nationality"] else None
    for field, error in blanks.faults(kind, names, register, nationality, person=person):
        yield at(subject.place, f"items.{field}"), error
    if kind is Kind.FOREIGN and row["category"]:
        yield from _block(case, subject)


def _block(case: Case, subject: Subject) -> Iterator[Fault]:
    row, since = subject.row, subject.date("foreign_since")
    if since is None:
        yield (
            at(subject.place, "items.foreign.since"),
            BlankItem(person=subject.person, item="外国人住民となった年月日"),
        )
    block = Foreign(
        nationality=row["nationality"], nationality_name=row["nationality_name"], category=Category(row["category"]),
        since=since or case.movement.day, status=row["residence_status"], period=row["stay_period"],
        expires_on=row["stay_expires_on"], card_number=row["card_number"],
    )  # fmt: skip
    for field, error in foreign.faults(block, person=subject.person):
        yield at(subject.place, f"items.foreign.{field}"), error


def _category(case: Case, subject: Subject) -> Iterator[Fault]:
    allowed = _CATEGORIES.get(case.reason.code)
    if allowed is not None and Category(subject.row["category"]) not in allowed:
        yield at(subject.place, "items.foreign.category"), CategoryDoesNotFit(person=subject.person)
    if case.reason.code == _LOSS and subject.now:
        since = subject.date("foreign_since")
        if since and since != _later(case.movement.day, subject.now.became_resident):
            yield at(subject.place, "items.foreign.since"), OtherSince(person=subject.person)


def _later(loss: LegalDate, became: LegalDate) -> LegalDate:
    """Source: STD 4.5.5."""
    return max(loss, became, key=lambda day: day.internal)
