"""From a form to typed values: each field by its own rule, nothing normalised."""

from datetime import date
from typing import Any

from juki.kernel.values import written_text
from juki.kernel.values.address import Address, parse_postal_code
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.kana import require_furigana
from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import PersonName
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.errors import ReasonDoesNotFit
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.newcomer import MoveIn, Newcomer
from juki.systems.registry.domain.readings import demand_katakana
from juki.systems.registry.domain.resident import (
    Category,
    FamilyRegister,
    Foreign,
    FormerAddress,
    Kind,
    Names,
    Sex,
)
from juki.systems.registry.services import given_numbers
from juki.systems.registry.services.forms import (
    AddressForm,
    FamilyRegisterForm,
    ForeignForm,
    MoreForm,
    MoveInForm,
    NameForm,
    PersonForm,
)

SEXES = {"male": Sex.MALE, "female": Sex.FEMALE, "unrecorded": Sex.UNRECORDED}
KINDS = {"japanese": Kind.JAPANESE, "foreign": Kind.FOREIGN}
TEXT_LIMIT = 300
REMARKS_LIMIT = 2000
FLAGS = frozenset({"building_hidden", "guardianship", "glyph_unregistered"})
"""Items of the office that are said with ``1`` and ``0``."""
FOREIGN_TEXTS = (
    "nationality_name", "status", "period", "card_kind", "status_code", "stay_years", "stay_months", "stay_days",
    "passport_number",
)  # fmt: skip
"""Texts of the block of 30条の45 without a rule of their own."""
FOREIGN_DAYS = ("expires_on", "card_expires_on", "passport_issued_on", "landing_permitted_on")
"""Its days, which are calendar days."""


def move_in_of(form: MoveInForm, *, today: date) -> MoveIn:
    """The typed notification; an empty 届出日 is ``today``.

    Raises:
        ReasonDoesNotFit: an unknown 異動事由.
        JukiError: a field breaks its own rule (``KRN-01…``).
    """
    if form.reason not in REASONS:
        raise ReasonDoesNotFit
    return MoveIn(
        reason=REASONS[form.reason],
        day=LegalDate.parse(form.moved_on),
        notified_on=calendar_day(form.notified_on) if form.notified_on else today,
        former=_former_of(form.former_address),
        address=address_of(form.address),
        joins=given_numbers.household(form.household.number) if form.household.number else None,
        institution=form.household.institution,
        newcomers=tuple(_newcomer(person) for person in form.persons),
        registered=address_of(form.registered_address) if form.registered_address else None,
        note=form.note,
    )


def is_blank(form: AddressForm) -> bool:
    """Whether nothing at all is said of a place."""
    return not any(getattr(form, part) for part in form.__struct_fields__)


def _former_of(form: AddressForm) -> FormerAddress | None:
    return None if is_blank(form) else FormerAddress(address=address_of(form), country=form.country)


def calendar_day(text: str) -> date:
    """A field that takes calendar days only.

    Raises:
        JukiError: anything else (``KRN-014…``).
    """
    return LegalDate.parse(text).internal


def birth_of(text: str) -> LegalDate:
    """生年月日, which may be unknown in the ways of STD 1.1.8.

    Raises:
        JukiError: see ``LegalDate.parse``.
    """
    return LegalDate.parse(text, rule=CertifiedField.BIRTH.rule)


def address_of(form: AddressForm) -> Address:
    """The address as written.

    Raises:
        JukiError: see ``Address`` and ``MunicipalityCode``.
    """
    return Address(
        prefecture=form.prefecture,
        city=form.city,
        town=form.town,
        town_code=form.town_code,
        lot=form.lot,
        building=form.building,
        postal_code=parse_postal_code(form.postal_code) if form.postal_code else "",
        municipality=MunicipalityCode.parse(form.municipality) if form.municipality else None,
    )


def full_name(form: NameForm) -> PersonName:
    """氏名 in the shape that was given.

    Raises:
        JukiError: see ``PersonName``.
    """
    return PersonName(family=form.surname, given=form.given, single=form.full)


def _newcomer(form: PersonForm) -> Newcomer:
    return Newcomer(
        kind=KINDS[form.kind],
        names=names_of(form.name),
        birth=birth_of(form.birth),
        sex=SEXES[form.sex],
        relationship=Relationship.parse(form.relationship),
        individual_number=IndividualNumber.parse(form.individual_number),
        register=register_of(form.register) if form.register else None,
        foreign=foreign_of(form.foreign) if form.foreign else None,
        items=more_of(form.more),
        returns=form.returns,
    )


def more_of(form: MoreForm) -> dict[str, Any]:
    """Further items by column; blank ones are left out.

    Raises:
        JukiError: a text breaks its own rule.
    """
    names = ("former_head", "actual_relationship", "actual_head", "remarks")
    texts = {name: text for name in names if (text := getattr(form, name))} | form.details
    for name, text in texts.items():
        if text:
            written_text.check(text, limit=REMARKS_LIMIT if name == "remarks" else TEXT_LIMIT)
    return {name: text == "1" if name in FLAGS else text for name, text in texts.items()}


def names_of(form: NameForm) -> Names:
    """氏名 with its readings.

    Raises:
        JukiError: a text breaks its own rule.
    """
    name = full_name(form)
    if form.kana_certified:
        require_furigana(form.kana_surname)
        require_furigana(form.kana_given)
    if form.former_surname_kana:
        require_furigana(form.former_surname_kana)
    for reading in (form.kana_surname, form.kana_given, form.alias_kana):
        demand_katakana(reading)
    for text in (
        form.kana_surname,
        form.kana_given,
        form.kanji,
        form.former_surname,
        form.alias,
        form.alias_kana,
    ):
        if text:
            written_text.check(text, limit=TEXT_LIMIT)
    return Names(
        full=name.full, surname=name.family, given=name.given, kana_surname=form.kana_surname,
        kana_given=form.kana_given, kana_certified=form.kana_certified, kanji=form.kanji,
        former_surname=form.former_surname, former_surname_kana=form.former_surname_kana,
        alias=form.alias, alias_kana=form.alias_kana, kana_confirmed=form.kana_confirmed,
        former_surname_kana_certified=form.former_surname_kana_certified,
        alias_kana_confirmed=form.alias_kana_confirmed,
        former_surname_kana_confirmed=form.former_surname_kana_confirmed,
    )  # fmt: skip


def register_of(form: FamilyRegisterForm) -> FamilyRegister:
    """戸籍の表示.

    Raises:
        JukiError: a text breaks its own rule.
    """
    for text in (form.honseki, form.head):
        if text:
            written_text.check(text, limit=TEXT_LIMIT)
    municipality = MunicipalityCode.parse(form.municipality).digits if form.municipality else ""
    return FamilyRegister(honseki=form.honseki, head=form.head, municipality=municipality)


def foreign_of(form: ForeignForm) -> Foreign:
    """The block of 30条の45.

    Raises:
        JukiError: a date or a text breaks its own rule.
    """
    for name in FOREIGN_TEXTS:
        if text := getattr(form, name):
            written_text.check(text, limit=TEXT_LIMIT)
    days: dict[str, Any] = {
        name: calendar_day(text) if (text := getattr(form, name)) else None for name in FOREIGN_DAYS
    }
    return Foreign(
        nationality=form.nationality, category=Category(form.category),
        since=LegalDate.parse(form.since, rule=CertifiedField.BECAME_FOREIGN_RESIDENT.rule),
        alien_registered=LegalDate.parse(form.alien_registered, rule=CertifiedField.ALIEN_REGISTRATION.rule)
        if form.alien_registered else None,
        card_number=form.card_number, residence_notified=form.residence_notified,
        by_landing_permit=form.by_landing_permit,
        **{name: getattr(form, name) for name in FOREIGN_TEXTS}, **days,
    )  # fmt: skip
