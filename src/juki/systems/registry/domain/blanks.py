"""空欄: which items may not be blank, and which items a person does not have at all.

Source: STD 1.1.6; 住基法7条, 30条の45.
"""

from collections.abc import Iterator

from juki.kernel.errors import JukiError
from juki.systems.registry.domain.errors import BlankItem, NotForForeign, NotForJapanese
from juki.systems.registry.domain.newcomer import Newcomer
from juki.systems.registry.domain.resident import FamilyRegister, Kind, Names

Fault = tuple[str, JukiError]
"""The field of the person's form, and what is wrong with it."""


def demand_items(newcomer: Newcomer, *, person: int) -> None:
    """Refuse a missing item, and an item of the other kind of resident. ``person`` counts from 1.

    Raises:
        BlankItem: 氏名, 戸籍の表示 or the block of 30条の45 is missing, or a reading that belongs to 旧氏.
        NotForJapanese, NotForForeign: an item that this kind of resident does not have.
    """
    nationality = newcomer.foreign.nationality if newcomer.foreign else None
    for _, error in faults(newcomer.kind, newcomer.names, newcomer.register, nationality, person=person):
        raise error


def faults(
    kind: Kind, names: Names, register: FamilyRegister | None, nationality: str | None, *, person: int
) -> Iterator[Fault]:
    """Everything that is blank and may not be, or is there and belongs to the other kind of resident.

    ``nationality`` is None for whoever has no block of 30条の45.
    """
    if not names.full.strip():
        yield "name", BlankItem(person=person, item="氏名")
    if kind is Kind.JAPANESE:
        yield from _japanese(names, register, nationality, person)
    else:
        yield from _foreign(names, register, nationality, person)


def _japanese(
    names: Names, register: FamilyRegister | None, nationality: str | None, person: int
) -> Iterator[Fault]:
    if nationality is not None:
        yield "foreign", NotForJapanese(person=person, item="外国人住民に関する事項")
    if names.alias + names.alias_kana:
        yield "name.alias", NotForJapanese(person=person, item="通称")
    if names.kanji:
        yield "name.kanji", NotForJapanese(person=person, item="漢字氏名")
    if names.full.strip() and not (names.surname and names.given):
        yield "name.given" if names.surname else "name.surname", BlankItem(person=person, item="氏・名")
    if register is None or not register.honseki.strip():
        yield "register.honseki", BlankItem(person=person, item="本籍")
    if register is None or not register.head.strip():
        yield "register.head", BlankItem(person=person, item="筆頭者")
    if bool(names.former_surname) != bool(names.former_surname_kana):
        field = "name.former_surname_kana" if names.former_surname else "name.former_surname"
        yield field, BlankItem(person=person, item="旧氏又は旧氏の振り仮名")


def _foreign(
    names: Names, register: FamilyRegister | None, nationality: str | None, person: int
) -> Iterator[Fault]:
    if register is not None:
        yield "register", NotForForeign(person=person, item="戸籍の表示")
    if names.former_surname or names.former_surname_kana:
        yield "name.former_surname", NotForForeign(person=person, item="旧氏")
    if names.kana_certified:
        yield "name.kana_certified", NotForForeign(person=person, item="氏名の振り仮名の公証")
    if nationality is None:
        yield "foreign", BlankItem(person=person, item="法第30条の45に規定する区分")
    elif not nationality:
        yield "foreign.nationality", BlankItem(person=person, item="国籍・地域")
