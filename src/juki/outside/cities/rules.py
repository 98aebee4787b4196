"""What a municipality checks before it keeps a 転入通知, and which of two notices holds."""

from datetime import date

from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.outside.cities.errors import NotAddressedHere
from juki.outside.cities.peers import MoveInNotice


def check(notice: MoveInNotice) -> None:
    """Digits are right and the move leads from one municipality into another.

    Raises:
        NotAddressedHere: it does not.
        InvalidMunicipalityCode, InvalidResidentCode: wrong digits.
    """
    ResidentCode(notice.resident_code)
    former, new = MunicipalityCode(notice.former_municipality), MunicipalityCode(notice.new_municipality)
    if former == new:
        raise NotAddressedHere


def replaces(moved_in_on: date, *, kept: date | None) -> bool:
    """Whether a notice holds instead of the one kept: the newest wins, one of the same day amends. Source: STD 4.1.3.1."""
    return kept is None or moved_in_on >= kept
