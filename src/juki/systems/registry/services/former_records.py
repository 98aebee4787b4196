"""再転入: the 除票 that may be those of somebody who arrives, and what is taken over from one. Source: STD 4.1.1.2."""

from datetime import date
from typing import Any

import msgspec

from juki.kernel.clock import Times
from juki.kernel.values.era import JAPANESE_ERAS
from juki.kernel.values.legal_date import DateStyle
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.resident import Foreign, Kind, Names, Resident, Sex
from juki.systems.registry.errors import NoSuchResident
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.lookalikes import lookalikes
from juki.systems.registry.services.scenes import scene_about
from juki.systems.registry.services.veiling import without

_SEXES = {Sex.MALE: "male", Sex.FEMALE: "female", Sex.UNRECORDED: "unrecorded"}


class Candidate(msgspec.Struct, frozen=True):
    """A 除票 with the same 氏名, 生年月日 and 性別, as far as a clerk needs it to choose."""

    addressee_number: str
    name: str
    birth: str
    address: str
    removed: str


def candidates(full_name: str, birth: date, sex: str, *, actor: Actor, times: Times) -> list[Candidate]:
    """Who looks alike, by 宛名番号; logged with everybody before it is shown."""
    numbers = lookalikes(full_name, birth, sex)
    log_before_showing(
        actor, "former_record.offered", reason="move-in", times=times, detail={"count": len(numbers)},
        subjects=[f"addressee:{number}" for number in numbers],
    )  # fmt: skip
    residents = scene_about(set(numbers), lock=False).residents
    return [_candidate(residents[number]) for number in numbers if number in residents]


def prefill(
    addressee_number: str, *, actor: Actor, times: Times, with_number: bool = False
) -> dict[str, Any]:
    """The fields of ``PersonForm`` as the 除票 has them, without 続柄; logged before they are shown.

    Groups of items that ``actor`` may not see are left to be typed (STD 10.4). ``with_number`` fills 個人番号: the caller
    has checked the right to see it.

    Raises:
        NoSuchResident: nobody with this number was removed; what was typed is not logged.
    """
    resident = scene_about({addressee_number}, lock=False).residents.get(addressee_number)
    if resident is None or resident.is_present:
        raise NoSuchResident
    subjects = [f"addressee:{addressee_number}"]
    log_before_showing(actor, "former_record.taken", reason="move-in", times=times, subjects=subjects)
    if with_number:
        by_right = Actor(actor.who, Permission.SEE_INDIVIDUAL_NUMBER, actor.terminal)
        log_before_showing(
            by_right, "individual_number.shown", reason="move-in", times=times, subjects=subjects
        )
    hidden = hidden_from(actor, times) - {FieldGroup.INDIVIDUAL_NUMBER}
    return without(_person(resident, with_number=with_number), hidden)


def _candidate(resident: Resident) -> Candidate:
    removed = resident.removed
    return Candidate(
        resident.addressee_number, resident.names.full, resident.birth.display(_style(resident)),
        resident.address.one_line, removed.day.display() if removed else "",
    )  # fmt: skip


def _person(resident: Resident, *, with_number: bool) -> dict[str, Any]:
    foreign, register = resident.foreign, resident.register
    found: dict[str, Any] = {
        "kind": "foreign" if resident.kind is Kind.FOREIGN else "japanese", "name": _name(resident.names),
        "birth": resident.birth.display(_style(resident)), "sex": _SEXES[resident.sex],
        "individual_number": resident.individual_number if with_number else "",
    }  # fmt: skip
    if register is not None:
        found["register"] = {
            "honseki": register.honseki,
            "head": register.head,
            "municipality": register.municipality,
        }
    return found | ({"foreign": _foreign(foreign)} if foreign else {})


def _name(names: Names) -> dict[str, Any]:
    parted = bool(names.surname and names.given)
    parts = {part: getattr(names, part) for part in Names.__dataclass_fields__ if part != "full"}
    return {**parts, "full": "" if parted else names.full}


def _foreign(foreign: Foreign) -> dict[str, Any]:
    texts = {part: getattr(foreign, part) for part in Foreign.__dataclass_fields__}
    return {part: _text(value) for part, value in texts.items()} | {
        "category": str(foreign.category), "since": foreign.since.display(),
        "alien_registered": foreign.alien_registered.display() if foreign.alien_registered else "",
    }  # fmt: skip


def _text(value: Any) -> Any:  # noqa: ANN401 - an item of any type
    return JAPANESE_ERAS.write_day(value) if isinstance(value, date) else "" if value is None else value


def _style(resident: Resident) -> DateStyle:
    return DateStyle.WESTERN if resident.foreign else DateStyle.WAREKI
