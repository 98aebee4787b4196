"""再転入 on the entry of a 転入: the 除票 that may be chosen, and what is written from one. Source: STD 4.1.1.2."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from juki.kernel.door.errors import NotPermitted
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor
from juki.screens.form_fields import flat, nested
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.services import former_records, reading
from juki.systems.registry.web import application_words as words
from juki.systems.registry.web import entry_fields
from juki.systems.registry.web.entry_fields import Typed
from juki.systems.registry.web.entry_sheet import Sheet

RIGHT = Permission.SEE_RESIDENT


def offer(sheet: Sheet, fields: QueryDict, place: int, visitor: Visitor) -> None:
    """Look for 除票 of whoever is typed at ``place``; without 氏名, 生年月日 or 性別 say what is missing.

    Raises:
        NotPermitted: the visitor may not see records.
    """
    actor = _actor(visitor)
    person = entry_fields.form_of(fields).persons[place]
    sheet.offered_for = place
    if person.sex not in reading.SEXES:
        _tell(sheet, place, "性別を選んでください。")
        return
    try:
        name, birth = reading.full_name(person.name).full, reading.birth_of(person.birth).internal
    except JukiError as error:
        _tell(sheet, place, f"{error.message}（{error.code}）")
        return
    sheet.offered = former_records.candidates(
        name, birth, str(reading.SEXES[person.sex]), actor=actor, times=visitor.times
    )


def choose(sheet: Sheet, place: int, number: str, visitor: Visitor) -> None:
    """Whoever is at ``place`` is the person of the 除票 ``number``: its items into the form.

    Raises:
        NotPermitted: the visitor may not see records.
        NoSuchResident: there is no such 除票.
    """
    former = former_records.prefill(
        number, actor=_actor(visitor), times=visitor.times,
        with_number=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER),
    )  # fmt: skip
    sheet.typed = taken_over(sheet.typed, former, place)
    sheet.typed[f"persons.{place}.returns"] = number
    sheet.focus = f"persons.{place}.kind"


def release(sheet: Sheet, place: int) -> None:
    """Whoever is at ``place`` is somebody new after all; what was written stays for the clerk to correct."""
    sheet.typed.pop(f"persons.{place}.returns", None)


def taken_over(before: Typed, former: Mapping[str, Any], place: int) -> Typed:
    """The form with the items of the 除票 in the blanks of the person; what is typed stays.

    Of a 特例転入 the 転出証明書情報 was typed already and so comes first, but for the 氏名, which is that of the 除票.
    """
    own = f"persons.{place}."
    found = {
        f"{own}{name}": entry_fields.as_typed(value) for name, value in flat(dict(former)).items() if value
    }
    special = before.get("reason") == words.SPECIAL and before.get(f"{own}kind") == former["kind"]
    kept = {name: value for name, value in before.items() if value.strip()}
    if special:
        kept = {name: value for name, value in kept.items() if not name.startswith(f"{own}name.")}
        before = {name: value for name, value in before.items() if not name.startswith(f"{own}name.")}
    elif not any(name.startswith(f"{own}name.") for name in kept):
        kept.pop(f"{own}kind", None)
    taken = {name: value for name, value in found.items() if name not in kept}
    return {**before, **taken}


def place_of(text: str, fields: QueryDict) -> tuple[int, str] | None:
    """Place and number of ``0:1234567890``; None where the form has no such person."""
    place, _, number = text.partition(":")
    count = len(entry_fields.persons_of(nested(fields)))
    if not (place.isascii() and place.isdigit() and len(place) < 3 and int(place) < count):
        return None
    return int(place), number


def _actor(visitor: Visitor) -> Actor:
    if not visitor.may(RIGHT):
        raise NotPermitted(permission=RIGHT)
    return Actor(visitor.actor.who, RIGHT, visitor.actor.terminal)


def _tell(sheet: Sheet, place: int, text: str) -> None:
    sheet.notices.append(("error", f"{place + 1}人目の除票を探せません", text, "", ""))
