"""Movements against the small register, for tests of the rules: one family of three, and one person who is foreign."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from tests.support.small_register import SmallRegister, day, place, rel, somebody, who

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.change_rules import faults
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import date_row
from juki.systems.registry.domain.movement import NEW, Movement, Numbers, PersonChange, Scene
from juki.systems.registry.domain.resident import Basis, ConfirmedMoveOut, PlannedMoveOut

TODAY = date(2026, 6, 30)
HERE = "132292"
ELSEWHERE = "131016"
NOWHERE = "999997"
"""A code that is well formed, and that no municipality has."""
NUMBER = IndividualNumber.from_body("12345678901").digits
CODE = ResidentCode.from_body("1234567890").digits


def family() -> SmallRegister:
    """Three people in 本町 since 2026-04-01 (household 10), and a foreign resident alone since then (household 20)."""
    found = SmallRegister()
    found.act(
        "SHOKKEN_KISAI", "2026-04-01",
        [somebody("甲野", "一郎", "世帯主"), somebody("甲野", "花子", "妻", sex="2", birth="1982-01-01"),
         somebody("甲野", "次郎", "子", birth="2010-05-05")],
        filed="2026-04-10", household=NEW, address=place("本町"),
        numbers=Numbers(addressees=("1", "2", "3"), household="10"),
    )  # fmt: skip
    found.act(
        "SHOKKEN_KISAI", "2026-04-01", [foreigner()], household=NEW, address=place("南町"),
        numbers=Numbers(addressees=("4",), household="20", codes=(CODE,)),
    )  # fmt: skip
    return found


def foreign_items(**items: Any) -> dict[str, Any]:
    """The block of 30条の45 of a 中長期在留者."""
    row = {
        "nationality": "ZZZ", "nationality_name": "仮国", "category": "mid_to_long_term",
        **date_row("foreign_since", LegalDate.from_day(day("2026-04-01"))), "residence_status": "留学",
        "stay_expires_on": day("2027-04-01"), "card_number": "AB12345678CD",
    }  # fmt: skip
    return row | items


def foreigner(relationship: str = "世帯主", **items: Any) -> PersonChange:
    """A foreign resident who is entered."""
    row = foreign_items(kind="2", full_name="KARI TEST", sex="1", resident_code="")
    return PersonChange(
        addressee_number=None, relationship=rel(relationship) if relationship else None,
        items=row | date_row("birth", LegalDate.from_day(day("1990-01-01"))) | items,
    )  # fmt: skip


def baby(**items: Any) -> PersonChange:
    """Born on 2026-06-20 to the family."""
    return somebody("甲野", "三郎", "子", birth="2026-06-20", resident_code="", **items)


def plan(on: str = "2026-07-10", municipality: str = ELSEWHERE, **more: Any) -> PlannedMoveOut:
    """A 転出届 with its destination."""
    found = {"address": place("遠町", municipality=municipality)} | more
    return PlannedMoveOut(
        day=day(on), notified_on=day("2026-06-30"), basis=Basis.NOTIFICATION, **found
    )  # fmt: skip


def notice(
    on: str = "2026-06-20", told: str = "2026-06-25", municipality: str = ELSEWHERE
) -> ConfirmedMoveOut:
    """A 転入通知."""
    return ConfirmedMoveOut(
        day=day(on), notice_on=day(told), basis=Basis.NOTICE, address=place("遠町", municipality=municipality)
    )


def movement(
    code: str, persons: Collection[PersonChange], *, on: str = "2026-06-25", basis: Basis = Basis.EX_OFFICIO,
    filed: str | None = "2026-06-30", rest: Mapping[str, str] | None = None, legal: LegalDate | None = None, **more: Any,
) -> Movement:  # fmt: skip
    """An 異動 processed on ``TODAY``."""
    return Movement(
        reason=REASONS[code], day=legal or LegalDate.from_day(day(on)), basis=basis,
        notified_on=day(filed) if filed else None, processed_on=TODAY, persons=tuple(persons),
        rest={number: rel(text) for number, text in (rest or {}).items()}, **more,
    )  # fmt: skip


def known(code: MunicipalityCode) -> bool:
    """Every well-formed code but one belongs to a municipality."""
    return code.digits != NOWHERE


def refused(
    register: SmallRegister | Scene, code: str, persons: Collection[PersonChange], **more: Any
) -> list[str]:
    """``path code`` of every fault."""
    scene = register if isinstance(register, Scene) else register.scene()
    asked = movement(code, persons, **more)
    return [
        f"{path} {error.code}"
        for path, error in faults(scene, asked, today=TODAY, municipality=HERE, exists=known)
    ]


__all__ = [
    "CODE",
    "ELSEWHERE",
    "HERE",
    "NOWHERE",
    "NUMBER",
    "TODAY",
    "baby",
    "family",
    "foreign_items",
    "foreigner",
    "known",
    "movement",
    "notice",
    "place",
    "plan",
    "refused",
    "who",
]  # fmt: skip
