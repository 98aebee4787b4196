"""From a 転出証明書情報 to the entry of a 転入: the shape of ``MoveInForm``, with blanks where the clerk has to type.

The reason is 特例転入. 住所, 世帯 and 異動日 are never taken over: they are notified here. 続柄 is that of the old household
and may have to be corrected. Source: STD 4.1.1.3.
"""

from typing import Any

from juki.kernel.values.legal_date import DateStyle
from juki.kernel.values.person_name import BETWEEN
from juki.systems.registry.peers.contract import (
    AddressBlock,
    LeavingForeigner,
    LeavingPerson,
    MoveOutCertificate,
)
from juki.systems.registry.services.move_out_keeping import legal_date
from juki.systems.registry.services.veiling import Hidden, without

REASON = "TOKUREI_TENNYU"
SEXES = {"1": "male", "2": "female"}


def move_in(certificate: MoveOutCertificate, *, with_number: bool, hidden: Hidden) -> dict[str, Any]:
    """The fields of ``MoveInForm``, without what is ``hidden``."""
    return {
        "reason": REASON,
        "moved_on": "",
        "notified_on": "",
        "former_address": address(certificate.former_address),
        "address": {},
        "household": {"number": "", "institution": False},
        "persons": [
            without(_person(person, with_number=with_number), hidden) for person in certificate.persons
        ],
    }


def address(block: AddressBlock) -> dict[str, str]:
    """The fields of ``AddressForm``."""
    return {
        "municipality": block.municipality, "postal_code": block.postal_code, "prefecture": block.prefecture,
        "city": block.city, "town": block.town, "town_code": block.town_code, "lot": block.lot,
        "building": block.building,
    }  # fmt: skip


def _person(person: LeavingPerson, *, with_number: bool) -> dict[str, Any]:
    style = DateStyle.WESTERN if person.foreign else DateStyle.WAREKI
    form: dict[str, Any] = {
        "kind": "foreign" if person.foreign else "japanese",
        "name": _name(person),
        "birth": legal_date(person.birth).display(style),
        "sex": SEXES.get(person.sex, "unrecorded"),
        "relationship": person.relationship,
        "individual_number": person.individual_number if with_number else "",
    }
    if person.foreign:
        return form | {"foreign": _foreign(person.foreign)}
    return form | {"register": {"honseki": person.honseki, "head": person.honseki_head, "municipality": ""}}


def _name(person: LeavingPerson) -> dict[str, Any]:
    """氏 and 名 apart where they are known apart; the reading is one text with a blank between its parts."""
    name = person.person
    kana_surname, _, kana_given = name.kana.partition(BETWEEN)
    parted = bool(name.surname and name.given)
    return {
        "surname": name.surname if parted else "", "given": name.given if parted else "",
        "full": "" if parted else name.full, "kana_surname": kana_surname, "kana_given": kana_given,
        "kana_certified": name.kana_certified, "kanji": person.kanji_name, "former_surname": person.former_surname,
        "former_surname_kana": person.former_surname_kana, "alias": person.alias, "alias_kana": person.alias_kana,
    }  # fmt: skip


def _foreign(foreign: LeavingForeigner) -> dict[str, str]:
    return {
        "nationality": foreign.nationality, "nationality_name": foreign.nationality_name,
        "category": foreign.category, "since": legal_date(foreign.since).display(), "status": foreign.status,
        "period": foreign.period, "expires_on": foreign.expires_on, "card_number": foreign.card_number,
    }  # fmt: skip
