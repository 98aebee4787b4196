"""What peers send and ask: 処理通番, 庁内照会, permissions."""

from juki.kernel.work import Act, log_before_showing
from juki.systems.registry.domain.resident import State
from juki.systems.registry.errors import NoDataUse, NoSuchResident, RemovedResident
from juki.systems.registry.peers import business, jukinet
from juki.systems.registry.peers.contract import (
    Asked,
    ProcessingNumber,
    ResidentAnswer,
    ResidentRequest,
)
from juki.systems.registry.records.models import ResidentRow
from juki.systems.registry.services.data_uses import active_entries
from juki.systems.registry.services.residents import current, known_subjects


def take_processing_number(act: Act, message: ProcessingNumber) -> None:
    """Answer a 処理通番 with a request for the person's code, which goes through the CS. Source: STD 7.1.2.2.

    Raises:
        NoSuchResident, RemovedResident: there is nobody to ask for (the message is parked).
    """
    row = ResidentRow.objects.filter(addressee_number=message.addressee_number).first()
    if row is None:
        raise NoSuchResident
    if row.state != State.RESIDENT:
        raise RemovedResident
    jukinet.request_code(act, processing_number=message.processing_number, resident_code=row.resident_code)
    act.log("linkage_code.requested", subjects=[f"addressee:{row.addressee_number}"])


def answer_resident_request(asked: Asked, question: ResidentRequest) -> ResidentAnswer:
    """庁内照会: only by an entry in force of the asking target, only its items; logged before it is answered.

    Source: document II(1)5, III(1)5; 番号法9条.
    """
    subjects = known_subjects([question.addressee_number])
    entries = active_entries(on=asked.times.legal_day, target=question.target)
    if not entries:
        log_before_showing(
            asked.actor, "transfer.refused", reason=question.name, times=asked.times, subjects=subjects,
            outcome="refused", trace=asked.trace, detail={"code": NoDataUse.code},
        )  # fmt: skip
        return ResidentAnswer(outcome="refused", code=NoDataUse.code)
    entry = entries[0]
    log_before_showing(
        asked.actor, "transfer.answered", reason=question.name, times=asked.times, subjects=subjects,
        trace=asked.trace, detail={"entry": entry.entry, "number": str(entry.individual_number)},
    )  # fmt: skip
    resident = current(question.addressee_number)
    if resident is None or resident.state is not State.RESIDENT:
        return ResidentAnswer(outcome="none", entry=entry.entry)
    return business.answer_with(resident, entry)
