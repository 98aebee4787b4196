"""転入通知 of another municipality about somebody who left this one: checked, and handed to the register.

Source: 住基法9条1項; STD 4.1.3.1.2.
"""

from datetime import date, datetime
from uuid import UUID

from juki.kernel.settings import current
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.systems.jukinet.errors import EventInFuture, NotForThisCity, WrongFormat
from juki.systems.jukinet.peers import registry
from juki.systems.jukinet.peers.contract import MoveInNoticeReceived
from juki.systems.jukinet.services.reading_update import read_address, read_date, read_name, read_sex


def forward_notice(act: Act, notice: MoveInNoticeReceived) -> None:
    """Hand a notice about a former resident of this city to the register.

    Raises:
        NotForThisCity: the person did not leave this city for another.
        EventInFuture: a move-in of a later day.
        WrongFormat: an item does not have its form.
        JukiError: a number, a name or a date breaks its own rule (``KRN-01…``).
    """
    own, new = current().municipality, MunicipalityCode(notice.new_municipality).digits
    if new == own or notice.former_municipality != own or notice.new_address.municipality != new:
        raise NotForThisCity
    code = ResidentCode(notice.resident_code).digits
    read_name(notice.person)
    read_date(notice.birth)
    read_sex(notice.sex)
    read_address(notice.new_address)
    if _moved_on(notice) > act.times.legal_day:
        raise EventInFuture
    registry.send_notice(act, notice=notice)
    act.log("move_in_notice.handed_on", subjects=[f"resident:{code}"], detail={"municipality": new})


def _moved_on(notice: MoveInNoticeReceived) -> date:
    try:
        UUID(notice.notice)
        if datetime.fromisoformat(notice.sent_at).tzinfo is None:
            raise WrongFormat(item="sent_at")
        return date.fromisoformat(notice.moved_in_on)
    except ValueError:
        raise WrongFormat(item="notice") from None
