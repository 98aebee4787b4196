"""Values by path as the plain shape of a form. What a document does not say stays blank for the clerk to fill in."""

from collections.abc import Mapping, Sequence
from typing import Any

_NEWCOMER = {
    "kind": "japanese",
    "sex": "unrecorded",
    "birth": "",
    "relationship": "",
    "individual_number": "",
}
_REGISTER = {"honseki": "", "head": ""}
_FOREIGN = {"nationality_name": "", "since": ""}


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """``{"name.surname": …}`` as ``{"name": {"surname": …}}``."""
    found: dict[str, Any] = {}
    for path, value in values.items():
        *way, last = path.split(".")
        place = found
        for step in way:
            place = place.setdefault(step, {})
        place[last] = value
    return found


def move_in(common: Mapping[str, Any], persons: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """転入: everybody is new, whatever number they may have had."""
    form = {"former_address": {}, "address": {}, **nested(common)}
    return form | {"persons": [_newcomer(one) for one in persons]}


def change(common: Mapping[str, Any], persons: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Any other 異動: who has a 宛名番号 is named by it alone, and only what is new is said of them."""
    form = nested(common)
    form.pop("former_address", None)
    return form | {"persons": [_person(one) for one in persons]}


def _newcomer(values: Mapping[str, Any]) -> dict[str, Any]:
    found = nested({path: value for path, value in values.items() if path != "addressee_number"})
    person = {**_NEWCOMER, "name": {}, **found}
    if "register" in person:
        person["register"] = _REGISTER | person["register"]
    if "foreign" in person:
        person["foreign"] = _FOREIGN | person["foreign"]
    return person


def _person(values: Mapping[str, Any]) -> dict[str, Any]:
    found = nested(values)
    number, relationship = found.pop("addressee_number", ""), found.pop("relationship", "")
    if number:
        return {"addressee_number": number, "relationship": relationship}
    if "register" in found:
        found["register"] = _REGISTER | found["register"]
    return {"relationship": relationship, "items": found}
