"""A household that leaves another municipality for this city, computed from serials."""

from typing import Any
from uuid import uuid4

import msgspec

from juki.links.jukinet import LeavingForeigner, LeavingPerson, MoveOutCertificate
from support.identification import ELSEWHERE, OWN, address, code, day, name, number


def person(serial: int, **changed: Any) -> LeavingPerson:
    """A Japanese person."""
    built = LeavingPerson(
        resident_code=code(serial), individual_number=number(serial), kind="1", person=name(serial),
        birth=day("1980-04-01"), sex="2", relationship="世帯主" if serial == 1 else "子", honseki="某県某市一丁目1番",
        honseki_head=name(serial).full,
    )  # fmt: skip
    return msgspec.structs.replace(built, **changed)


def foreigner(serial: int, **changed: Any) -> LeavingPerson:
    """A mid- to long-term resident."""
    foreign = LeavingForeigner(
        nationality="USA", nationality_name="米国", category="mid_to_long_term", since=day("2012-07-09"), status="永住者",
        card_number="AA00000000AA",
    )  # fmt: skip
    whole = msgspec.structs.replace(
        name(serial), full="SHIKEN TARO", surname="", given="", kana_certified=False
    )
    return person(
        serial,
        kind="2",
        person=whole,
        foreign=foreign,
        honseki="",
        honseki_head="",
        alias="試験太郎",
        **changed,
    )


def certificate(*persons: LeavingPerson, **changed: Any) -> MoveOutCertificate:
    """転出証明書情報 of ``persons`` (one, when none is given), filed four days before they were to leave."""
    built = MoveOutCertificate(
        certificate=str(uuid4()), issued_at="2026-11-18T01:00:00+00:00", former_municipality=ELSEWHERE,
        former_address=address("9番9号", municipality=ELSEWHERE), former_head=name(1).full, new_municipality=OWN,
        new_address=address(), planned_on="2026-11-22", filed_on="2026-11-18", persons=persons or (person(1),),
    )  # fmt: skip
    return msgspec.structs.replace(built, **changed)
