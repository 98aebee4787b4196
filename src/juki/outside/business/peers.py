"""What the simulated business systems have to do with the register."""

from typing import Any
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor
from juki.links.business import ResidentRecord
from juki.links.post import outbox, questions
from juki.links.registry import IndividualMatter, Matter, ResidentAnswer, ResidentRequest

__all__ = [
    "Matter",
    "ResidentAnswer",
    "ResidentRecord",
    "ask_for_resident",
    "item_columns",
    "items_given",
    "kind_of",
    "tell_matter",
]

OWN = "business"
REGISTER = "registry"


def ask_for_resident(
    *, target: str, addressee_number: str, actor: Actor, times: Times, trace: UUID
) -> ResidentAnswer:
    """Ask the register for a person on behalf of ``target``; outside any transaction.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer.
        BadSignature, WrongSender, BadEnvelope: the reply is not the register's answer.
    """
    return questions.ask(
        ResidentRequest(target=target, addressee_number=addressee_number), ResidentAnswer, own=OWN, to=REGISTER,
        about=f"addressee:{addressee_number}", trace=trace, actor=actor, times=times,
    )  # fmt: skip


def tell_matter(act: Act, *, target: str, addressee_number: str, number: int, matter: Matter) -> None:
    """Tell the register a 個別事項 of a person. One that is parked holds up those of the same kind alone.

    Source: 住基法7条9号–11号の2; STD 7.2.2.
    """
    message = IndividualMatter(target=target, addressee_number=addressee_number, number=number, matter=matter)
    stream = f"{kind_of(matter)}:{addressee_number}"
    outbox.send(act, own=OWN, to=REGISTER, content=message, streams=[stream])


def kind_of(matter: Matter) -> str:
    """The kind of a 個別事項, as messages name it."""
    return str(matter.__struct_config__.tag)


def item_columns(content: ResidentRecord | ResidentAnswer) -> dict[str, Any]:
    """The allowed items of a record or an answer as columns, NULL for what was not given."""
    person, address = content.person, content.address
    return {
        "name": person.full if person else None,
        "surname": person.surname if person else None,
        "given": person.given if person else None,
        "kana": person.kana if person else None,
        "kana_certified": person.kana_certified if person else None,
        "birth": content.birth,
        "sex": content.sex,
        "postal_code": address.postal_code if address else None,
        "address_municipality": address.municipality if address else None,
        "address_prefecture": address.prefecture if address else None,
        "address_city": address.city if address else None,
        "address_town": address.town if address else None,
        "address_town_code": address.town_code if address else None,
        "address_lot": address.lot if address else None,
        "address_building": address.building if address else None,
        "individual_number": content.individual_number,
        "household_number": content.household_number,
        "relationship": content.relationship,
    }


def items_given(content: ResidentAnswer) -> list[str]:
    """The names of the items that the register filled."""
    names = ("person", "birth", "sex", "address", "individual_number", "household_number", "relationship")
    return [name for name in names if getattr(content, name) is not None]
