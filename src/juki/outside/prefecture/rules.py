"""What the prefecture checks before it keeps an update."""

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.outside.prefecture.errors import OtherPrefecture, PrefectureGap, PrefectureStateMismatch
from juki.outside.prefecture.peers import IdentificationUpdate


def check_origin(update: IdentificationUpdate, *, prefecture: str) -> None:
    """Digits are right, and the update is about an address in a municipality of this prefecture (two digits).

    Raises:
        OtherPrefecture: it is not.
        InvalidMunicipalityCode, InvalidResidentCode, InvalidIndividualNumber: wrong digits.
    """
    ResidentCode(update.resident_code)
    if update.former_resident_code:
        ResidentCode(update.former_resident_code)
    if update.individual_number:
        IndividualNumber(update.individual_number)
    municipality = MunicipalityCode(update.municipality)
    if municipality.prefecture != prefecture or update.address.municipality != municipality.digits:
        raise OtherPrefecture


def check_order(update: IdentificationUpdate, *, last: int) -> None:
    """The update follows the ``last`` one of its municipality and resident code (0: there was none).

    Raises:
        PrefectureGap: it does not.
    """
    if update.update_number != last + 1:
        raise PrefectureGap(expected=last + 1)


def living_after(update: IdentificationUpdate, *, living: bool) -> bool:
    """Whether the person lives in the municipality after the update. Source: 住基法30条の6.

    Raises:
        PrefectureStateMismatch: an entry of somebody who lives there, or anything else of somebody who does not.
    """
    if (update.event_class == "entry") == living:
        raise PrefectureStateMismatch
    return update.event_class != "removal"
