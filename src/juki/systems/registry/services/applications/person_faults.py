"""Faults of one person of a form, each beside its field."""

from collections.abc import Callable, Iterator
from functools import partial

from juki.kernel.errors import JukiError
from juki.kernel.values import written_text
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.kana import require_furigana
from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import IncompleteName
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain import blanks, foreign
from juki.systems.registry.domain.errors import NotChosen
from juki.systems.registry.domain.readings import demand_katakana
from juki.systems.registry.domain.resident import Category, FamilyRegister, Names
from juki.systems.registry.errors import NoSuchDetail, UnreadableFlag
from juki.systems.registry.services import reading
from juki.systems.registry.services.change_items import DETAILS, FLAG_VALUES
from juki.systems.registry.services.forms import (
    FamilyRegisterForm,
    ForeignForm,
    MoreForm,
    NameForm,
    PersonForm,
)

Fault = tuple[str, JukiError]
_KATAKANA = ("kana_surname", "kana_given", "alias_kana")
_READINGS = ("kana_surname", "kana_given", "kanji", "former_surname", "alias", "alias_kana")
_CATEGORIES = frozenset(str(one) for one in Category)


def person_faults(form: PersonForm, *, person: int) -> list[Fault]:
    """Field and refusal; ``person`` counts from 1. The rules of ``reading`` field by field, then those of ``blanks``."""
    found: list[Fault] = []

    def attempt(field: str, check: Callable[[], object]) -> None:
        try:
            check()
        except JukiError as error:
            found.append((field, error))

    if form.kind not in reading.KINDS:
        found.append(("kind", NotChosen(item="住民種別")))
    if form.sex not in reading.SEXES:
        found.append(("sex", NotChosen(item="性別")))
    found.extend(name_faults(form.name))
    attempt("birth", lambda: reading.birth_of(form.birth))
    attempt("relationship", lambda: Relationship.parse(form.relationship))
    attempt("individual_number", lambda: IndividualNumber.parse(form.individual_number))
    if form.register is not None:
        found.extend(register_faults(form.register))
    if form.foreign is not None:
        found.extend(foreign_faults(form.foreign, person))
    found.extend(_more_faults(form.more))
    if form.kind in reading.KINDS:
        told = {field for field, _ in found}
        found.extend(one for one in _blanks(form, person) if one[0] not in told)
    return found


def _more_faults(form: MoreForm) -> Iterator[Fault]:
    """What stands against the items that few newcomers bring."""
    for field in ("former_head", "actual_head", "actual_relationship"):
        if text := getattr(form, field):
            yield from _refused(f"more.{field}", partial(_check, text))
    if form.remarks:
        yield from _refused(
            "more.remarks", lambda: written_text.check(form.remarks, limit=reading.REMARKS_LIMIT)
        )
    for column, text in form.details.items():
        if column not in DETAILS:
            yield "more.details", NoSuchDetail()
        elif column in reading.FLAGS:
            if text not in FLAG_VALUES:
                yield f"more.details.{column}", UnreadableFlag()
        elif text:
            yield from _refused(f"more.details.{column}", partial(_check, text))


def _blanks(form: PersonForm, person: int) -> Iterator[Fault]:
    """What is missing, looked at as typed: other fields may not read."""
    names, register = form.name, form.register
    return blanks.faults(
        reading.KINDS[form.kind],
        Names(
            full=names.full or names.surname + names.given, surname=names.surname, given=names.given,
            kana_certified=names.kana_certified, kanji=names.kanji, former_surname=names.former_surname,
            former_surname_kana=names.former_surname_kana, alias=names.alias, alias_kana=names.alias_kana,
        ),
        FamilyRegister(honseki=register.honseki, head=register.head) if register else None,
        form.foreign.nationality if form.foreign else None,
        person=person,
    )  # fmt: skip


def name_faults(form: NameForm) -> Iterator[Fault]:
    """What stands against each part of a name; a name that is wholly blank is told by who asks for it."""
    try:
        reading.full_name(form)
    except IncompleteName as error:
        if form.full or form.surname or form.given:  # what is wholly blank is told once, as a blank item
            yield "name.full" if form.full else "name.given" if form.surname else "name.surname", error
    except JukiError as error:
        yield _written_wrong(form), error
    if form.kana_certified:
        yield from _refused("name.kana_surname", lambda: require_furigana(form.kana_surname))
        yield from _refused("name.kana_given", lambda: require_furigana(form.kana_given))
    if form.former_surname_kana:
        yield from _refused("name.former_surname_kana", lambda: require_furigana(form.former_surname_kana))
    for field in _KATAKANA[2 if form.kana_certified else 0 :]:
        yield from _refused(f"name.{field}", partial(demand_katakana, getattr(form, field)))
    for field in _READINGS:
        if text := getattr(form, field):
            yield from _refused(f"name.{field}", partial(_check, text))


def _written_wrong(form: NameForm) -> str:
    """Which part of the name breaks the rule."""
    if form.full:
        return "name.full"
    for part in ("surname", "given"):
        try:
            reading.full_name(NameForm(full=getattr(form, part)))
        except JukiError:
            return f"name.{part}"
    return "name.surname"


def register_faults(form: FamilyRegisterForm) -> Iterator[Fault]:
    """What stands against 本籍, 筆頭者 and their municipality."""
    for field in ("honseki", "head"):
        if (text := getattr(form, field)) and text.strip():
            yield from _refused(f"register.{field}", partial(_check, text))
    if form.municipality:
        yield from _refused("register.municipality", lambda: MunicipalityCode.parse(form.municipality))


def foreign_faults(form: ForeignForm, person: int) -> Iterator[Fault]:
    """What stands against the items of 30条の45, last the rules of their category; ``person`` counts from 1."""
    for field in reading.FOREIGN_TEXTS:
        if text := getattr(form, field):
            yield from _refused(f"foreign.{field}", partial(_check, text))
    rule = CertifiedField.BECAME_FOREIGN_RESIDENT.rule
    yield from _refused("foreign.since", lambda: LegalDate.parse(form.since, rule=rule))
    registered = CertifiedField.ALIEN_REGISTRATION.rule
    if form.alien_registered:
        yield from _refused(
            "foreign.alien_registered", lambda: LegalDate.parse(form.alien_registered, rule=registered)
        )
    for field in reading.FOREIGN_DAYS:
        if text := getattr(form, field):
            yield from _refused(f"foreign.{field}", partial(reading.calendar_day, text))
    if form.category not in _CATEGORIES:
        yield "foreign.category", NotChosen(item="法第30条の45に規定する区分")
        return
    try:
        block = reading.foreign_of(form)
    except JukiError:
        return
    for field, error in foreign.faults(block, person=person):
        yield f"foreign.{field}", error


def _check(text: str) -> None:
    written_text.check(text, limit=reading.TEXT_LIMIT)


def _refused(field: str, check: Callable[[], object]) -> Iterator[Fault]:
    try:
        check()
    except JukiError as error:
        yield field, error
