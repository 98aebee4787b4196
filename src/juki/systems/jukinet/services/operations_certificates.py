"""転出証明書情報 of another municipality: checked, and handed to the register in the same unit of work.

The CS keeps nothing of it: the outbox forgets the content when the register has it, and what is shown at the counter is
the register's. Source: 住基法24条の2; document I-2 system 2(3).
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import PersonName
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.systems.jukinet.errors import NotForThisCity, WrongFormat
from juki.systems.jukinet.peers import registry
from juki.systems.jukinet.peers.contract import LeavingPerson, MoveOutCertificate
from juki.systems.jukinet.services.reading_update import read_address, read_date, read_name, read_sex

KINDS = {"1", "2"}
MOST = 30


def forward_certificate(act: Act, certificate: MoveOutCertificate) -> None:
    """Hand a certificate that is for this city to the register.

    Raises:
        NotForThisCity: the household goes elsewhere, or comes from here.
        WrongFormat: an item does not have its form.
        JukiError: a number, a name or a date breaks its own rule (``KRN-01…``).
    """
    own = current().municipality
    former = MunicipalityCode(certificate.former_municipality).digits
    if former == own or certificate.former_address.municipality != former:
        raise NotForThisCity
    if certificate.new_municipality != own:
        raise NotForThisCity
    _read_head(certificate)
    codes = [_read_person(person) for person in certificate.persons]
    if not 1 <= len(codes) <= MOST or len(set(codes)) < len(codes):
        raise WrongFormat(item="persons")
    registry.send_certificate(act, certificate=certificate)
    act.log(
        "move_out_certificate.forwarded",
        subjects=[f"resident:{code}" for code in codes],
        detail={"municipality": former, "certificate": certificate.certificate},
    )


def _read_head(certificate: MoveOutCertificate) -> None:
    for item, reader in _HEAD.items():
        try:
            reader(getattr(certificate, item))
        except (ValueError, JukiError):
            raise WrongFormat(item=item) from None
    read_address(certificate.former_address)


def _moment(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError


_HEAD: dict[str, Callable[[str], object]] = {
    "certificate": UUID,
    "issued_at": _moment,
    "planned_on": date.fromisoformat,
    "filed_on": date.fromisoformat,
    "former_head": PersonName.whole,
}


def _read_person(person: LeavingPerson) -> str:
    """住民票コード of a person whose items all have their form."""
    code = ResidentCode(person.resident_code).digits
    IndividualNumber(person.individual_number)
    read_name(person.person)
    read_date(person.birth)
    read_sex(person.sex)
    if person.kind not in KINDS or (person.kind == "2") != (person.foreign is not None):
        raise WrongFormat(item="kind")
    return code
