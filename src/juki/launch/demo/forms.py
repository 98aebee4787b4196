"""From the synthetic facts to the forms that a clerk's program posts."""

from typing import Any

from juki.launch.synthetic.facts import Address, Household, Kind, Person

SEX = {"1": "male", "2": "female"}


def address(home: Address) -> dict[str, Any]:
    """An address in parts."""
    return {
        "municipality": home.municipality, "postal_code": home.postal_code, "prefecture": home.prefecture,
        "city": home.city, "town": home.town, "lot": home.banchi, "building": home.katagaki,
    }  # fmt: skip


def move_in(household: Household, goes_to: Address, *, moved_on: str, reason: str) -> dict[str, Any]:
    """転入届 of a whole household that founds one here."""
    return {
        "reason": reason,
        "moved_on": moved_on,
        "former_address": address(household.address),
        "address": address(goes_to),
        "persons": [_person(person) for person in household.members],
    }


def birth(person: Person) -> str:
    """The certified birth date as it is typed."""
    return person.birth_text or person.birth


def _person(person: Person) -> dict[str, Any]:
    register = person.register
    form: dict[str, Any] = {
        "kind": "japanese" if person.kind is Kind.JAPANESE else "foreign",
        "name": {
            "surname": person.surname, "given": person.given, "kana_surname": person.kana_surname,
            "kana_given": person.kana_given, "kana_certified": person.kana_certified,
        },
        "birth": birth(person),
        "sex": SEX[person.sex],
        "relationship": person.relationship_label,
        "individual_number": person.individual_number,
    }  # fmt: skip
    if register is not None:
        head = f"{register.head_surname}　{register.head_given}"
        form["register"] = {"honseki": register.text, "head": head, "municipality": register.municipality}
    return form
