"""空欄: which items may not be blank, and which items a person does not have at all.

Source: STD 1.1.6; 住基法7条, 30条の45.
"""

from juki.systems.registry.domain.errors import BlankItem, NotForForeign, NotForJapanese
from juki.systems.registry.domain.newcomer import Newcomer
from juki.systems.registry.domain.resident import Kind


def demand_items(newcomer: Newcomer, *, person: int) -> None:
    """Refuse a missing item, and an item of the other kind of resident. ``person`` counts from 1.

    Raises:
        BlankItem: 氏名, 戸籍の表示 or the block of 30条の45 is missing, or a reading that belongs to 旧氏.
        NotForJapanese, NotForForeign: an item that this kind of resident does not have.
    """
    if not newcomer.names.full.strip():
        raise BlankItem(person=person, item="氏名")
    if newcomer.kind is Kind.JAPANESE:
        _demand_japanese(newcomer, person)
    else:
        _demand_foreign(newcomer, person)


def _demand_japanese(newcomer: Newcomer, person: int) -> None:
    names, register = newcomer.names, newcomer.register
    if newcomer.foreign is not None:
        raise NotForJapanese(person=person, item="外国人住民に関する事項")
    for item, text in (("通称", names.alias + names.alias_kana), ("漢字氏名", names.kanji)):
        if text:
            raise NotForJapanese(person=person, item=item)
    if not (names.surname and names.given):
        raise BlankItem(person=person, item="氏・名")
    if register is None or not register.honseki.strip():
        raise BlankItem(person=person, item="本籍")
    if not register.head.strip():
        raise BlankItem(person=person, item="筆頭者")
    if bool(names.former_surname) != bool(names.former_surname_kana):
        raise BlankItem(person=person, item="旧氏又は旧氏の振り仮名")


def _demand_foreign(newcomer: Newcomer, person: int) -> None:
    names = newcomer.names
    if newcomer.register is not None:
        raise NotForForeign(person=person, item="戸籍の表示")
    if names.former_surname or names.former_surname_kana:
        raise NotForForeign(person=person, item="旧氏")
    if names.kana_certified:
        raise NotForForeign(person=person, item="氏名の振り仮名の公証")
    if newcomer.foreign is None:
        raise BlankItem(person=person, item="法第30条の45に規定する区分")
    if not newcomer.foreign.nationality:
        raise BlankItem(person=person, item="国籍・地域")
