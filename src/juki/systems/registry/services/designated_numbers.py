"""個人番号 that the nation designated: recorded without a clerk, as the law has the notice decide.

Source: 番号法7条1項, 8条; 番号法施行令2条; STD 4.4, 7.1.2.1.
"""

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.work import Act
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.movement import Movement, PersonChange
from juki.systems.registry.domain.resident import Basis, State
from juki.systems.registry.errors import HasAnotherNumber, NoSuchResident, NumberOfAnother, RemovedResident
from juki.systems.registry.peers.contract import DesignatedNumber
from juki.systems.registry.records.models import ResidentRow
from juki.systems.registry.services import recording

REASON = "KOJIN_BANGO_SHITEI"


def take(act: Act, message: DesignatedNumber) -> None:
    """Record the number on the person of the 住民票コード; who has it already keeps it, and nothing is written.

    Raises:
        NoSuchResident, RemovedResident: nobody who lives here has the code (the message is parked).
        HasAnotherNumber, NumberOfAnother: the person has another number, or another person has this one (parked).
        InvalidIndividualNumber: wrong digits.
        JukiError: the 異動 is impossible, see ``recording``.
    """
    number = IndividualNumber(message.individual_number).digits
    row = ResidentRow.objects.filter(resident_code=message.resident_code).order_by("state").first()
    if row is None:
        raise NoSuchResident
    if row.state != State.RESIDENT:
        raise RemovedResident
    subjects, detail = [f"addressee:{row.addressee_number}"], {"request": message.request}
    if row.individual_number:
        if row.individual_number != number:
            raise HasAnotherNumber
        act.log("individual_number.known", subjects=subjects, outcome="duplicate", detail=detail)
        return
    if ResidentRow.objects.filter(individual_number=number, state=State.RESIDENT).exists():
        raise NumberOfAnother
    today = act.times.legal_day
    movement = Movement(
        reason=REASONS[REASON], day=LegalDate.from_day(today), basis=Basis.NOTICE, notified_on=today, processed_on=today,
        persons=(
            PersonChange(addressee_number=row.addressee_number, items={"individual_number": number}),
        ),
    )  # fmt: skip
    recording.record_movement(act, movement, operator=act.actor.who, terminal=act.actor.terminal)
    act.log("individual_number.designated", subjects=subjects, detail=detail)
