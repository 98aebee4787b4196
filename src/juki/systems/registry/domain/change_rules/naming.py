"""旧氏 and 通称, as far as the record decides them; whether a surname was ever borne is proved by papers.

Source: 住基法施行令30条の13–16; STD 1.1.7, 1.1.18.
"""

import unicodedata
from collections.abc import Iterator

from juki.kernel.values.written_text import clusters
from juki.systems.registry.domain.change_errors import LikeTheSurname, NotJapaneseLetters, ReadingStays
from juki.systems.registry.domain.change_rules.case import Case, Fault, Subject
from juki.systems.registry.domain.change_rules.fields import at
from juki.systems.registry.domain.items import Group
from juki.systems.registry.domain.resident import Basis

_LETTERS = ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH", "HIRAGANA", "KATAKANA")
_MARKS = frozenset("々〆〇ー・\u3000")
_CHANGE = "KYUJI_HENKO"


def faults(case: Case) -> Iterator[Fault]:
    """Everything wrong with 旧氏 and 通称 that the form enters or changes."""
    for subject in case.subjects:
        if subject.groups & {Group.FORMER_SURNAME, Group.NAME}:
            yield from _former_surname(case, subject)
        if Group.ALIAS in subject.groups:
            yield from _alias(subject)


def _former_surname(case: Case, subject: Subject) -> Iterator[Fault]:
    """A 旧氏 like the present surname has to go, in the same act by which the surname became so."""
    former, earlier = subject.row["former_surname"], subject.earlier
    if former and former == subject.row["surname"]:
        path = at(subject.place, "items.name.former_surname")
        yield path, LikeTheSurname(person=subject.person)
    reading = earlier["former_surname_kana"]
    stays = former == earlier["former_surname"] and subject.row["former_surname_kana"] != reading
    by_notice = not reading and case.movement.basis is Basis.EX_OFFICIO
    if case.reason.code == _CHANGE and former and stays and not by_notice:
        yield at(subject.place, "items.name.former_surname_kana"), ReadingStays(person=subject.person)


def _alias(subject: Subject) -> Iterator[Fault]:
    for position, glyph in enumerate(clusters(subject.row["alias"]), start=1):
        if glyph[0] not in _MARKS and not unicodedata.name(glyph[0], "").startswith(_LETTERS):
            yield (
                at(subject.place, "items.name.alias"),
                NotJapaneseLetters(person=subject.person, position=position),
            )
            return
