"""A person's 4情報 by version, as these screens show them."""

from typing import Any

from juki.kernel.values.address import one_line
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.screens.visitor import Visitor
from juki.systems.unified.services import queries_persons


def of_person(number: str, visitor: Visitor) -> tuple[str, list[dict[str, Any]]]:
    """符号の取得状況 and the versions, newest first; the look is logged.

    Raises:
        InvalidUnifiedNumber, UnknownUnifiedNumber: no such person.
    """
    person, versions = queries_persons.history(number=number, actor=visitor.actor, times=visitor.times)
    shown = [
        {
            "version": one.number, "addressee_number": one.addressee_number, "name": one.name_full,
            "kana": one.name_kana, "birth": _written(one.birth_day.isoformat(), one.birth_form, one.birth_text),
            "sex": one.sex, "valid_from": one.valid_from, "recorded_at": one.machine_time,
            "address": one_line(one.prefecture, one.city, one.town, one.lot, building=one.building),
        }
        for one in versions
    ]  # fmt: skip
    return person.code_state, shown


def _written(day: str, form: str, text: str) -> str:
    return LegalDate.from_storage(StoredDate(day, form, text)).display()
