"""Messages of the register that the CS carries on: 転入通知 and 符号取得要求."""

from juki.kernel.settings import current
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.systems.jukinet.errors import EventInFuture, NotForAnotherCity, NotOnFile, WrongFormat
from juki.systems.jukinet.peers import cities, nation
from juki.systems.jukinet.peers.contract import LinkageCodeRequest, MoveInNotice
from juki.systems.jukinet.records.models import Identification
from juki.systems.jukinet.services.reading_update import read_address, read_date, read_name, read_sex


def forward_move_in(act: Act, notice: MoveInNotice) -> None:
    """Send a 転入通知 of this city to the former municipality.

    Source: 住基法9条1項・3項.

    Raises:
        NotForAnotherCity: not about a move from another municipality into this one.
        EventInFuture: a move-in of a later day.
        JukiError: an item does not have its form.
    """
    code = ResidentCode(notice.resident_code).digits
    former = MunicipalityCode(notice.former_municipality).digits
    read_name(notice.person)
    read_date(notice.birth)
    read_sex(notice.sex)
    read_address(notice.former_address)
    read_address(notice.new_address)
    own = current().municipality
    if former == own or (notice.new_municipality, notice.new_address.municipality) != (own, own):
        raise NotForAnotherCity
    if read_date(notice.moved_in_on).internal > act.times.legal_day:
        raise EventInFuture
    cities.send_move_in(act, notice=notice)
    act.log("move_in_notice.forwarded", subjects=[f"resident:{code}"], detail={"municipality": former})


def forward_linkage_request(act: Act, request: LinkageCodeRequest) -> None:
    """Send a 符号取得要求 for a person on file to the national server.

    Source: STD 7.1.2.2; 番号法21条の2.

    Raises:
        NotOnFile: the CS has no such person.
        WrongFormat: no 処理通番.
        InvalidResidentCode: wrong digits.
    """
    code = ResidentCode(request.resident_code).digits
    if not request.processing_number.strip():
        raise WrongFormat(item="processing_number")
    if not Identification.objects.filter(pk=code).exists():
        raise NotOnFile
    nation.send_linkage_request(act, request=request)
    act.log("linkage_request.forwarded", subjects=[f"resident:{code}"])
