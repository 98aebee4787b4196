"""What 中間サーバー tells about the acquisition of 符号: a 処理通番 to hand on, and a state to keep."""

from juki.kernel.work import Act
from juki.systems.unified.errors import UnknownUnifiedNumber
from juki.systems.unified.peers import contract, registry
from juki.systems.unified.records.models import Person, Version


def hand_on_processing_number(act: Act, message: contract.ProcessingNumberAssigned) -> None:
    """Give 処理通番 to the register under the person's 宛名番号. Source: STD 7.1.2.2.

    Raises:
        UnknownUnifiedNumber: no such person.
    """
    person = _person(message.unified_number)
    newest = Version.objects.get(person=person, number=person.version)
    registry.tell_processing_number(
        act, addressee_number=newest.addressee_number, processing_number=message.processing_number
    )
    act.log("processing_number.handed_on", subjects=[f"unified:{person.number}"])


def take_state(act: Act, message: contract.CodeState) -> None:
    """Keep how far the acquisition is.

    Raises:
        UnknownUnifiedNumber: no such person.
    """
    person = _person(message.unified_number)
    person.code_state = message.state
    person.save(update_fields=["code_state"])
    act.log("code.state", subjects=[f"unified:{person.number}"], detail={"state": message.state})


def _person(number: str) -> Person:
    person = Person.objects.select_for_update().filter(number=number).first()
    if person is None:
        raise UnknownUnifiedNumber
    return person
