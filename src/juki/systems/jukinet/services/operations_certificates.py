"""転出証明書情報: checked, and handed on in the same unit of work: another municipality's to the register, ours to that one.

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
from juki.systems.jukinet.errors import NotForAnotherCity, NotForThisCity, WrongFormat
from juki.systems.jukinet.peers import cities, registry
from juki.systems.jukinet.peers.contract import LeavingPerson, MoveOutCertificate
from juki.systems.jukinet.services.reading_update import read_address, read_date, read_name, read_sex

KINDS = {"1", "2"}
MOST = 30


def forward_certificate(act: Act, certificate: MoveOutCertificate) -> None:
    """Hand a certificate of another municipality to the register, and one of the register to the other municipality.

    Raises:
        NotForThisCity: the household goes elsewhere, or comes from here.
        NotForAnotherCity: the register's certificate does not lead from here into another municipality.
        WrongFormat: an item does not have its form.
        JukiError: a number, a name or a date breaks its own rule (``KRN-01…``).
    """
    ours = act.came_from == "registry"
    other = _leads_away(certificate) if ours else _leads_here(certificate)
    _read_head(certificate)
    codes = [_read_person(person) for person in certificate.persons]
    if not 1 <= len(codes) <= MOST or len(set(codes)) < len(codes):
        raise WrongFormat(item="persons")
    hand_on = cities.send_certificate if ours else registry.send_certificate
    hand_on(act, certificate=certificate)
    act.log(
        "move_out_certificate.forwarded",
        subjects=[f"resident:{code}" for code in codes],
        detail={"municipality": other, "certificate": certificate.certificate},
    )


def _leads_here(certificate: MoveOutCertificate) -> str:
    """The municipality that the household leaves for this one."""
    own, former = current().municipality, MunicipalityCode(certificate.former_municipality).digits
    if former == own or certificate.former_address.municipality != former:
        raise NotForThisCity
    if certificate.new_municipality != own:
        raise NotForThisCity
    return former


def _leads_away(certificate: MoveOutCertificate) -> str:
    """The municipality into which the household goes from this one."""
    own, new = current().municipality, MunicipalityCode(certificate.new_municipality).digits
    if new == own or (certificate.former_municipality, certificate.former_address.municipality) != (own, own):
        raise NotForAnotherCity
    return new


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
    if person.individual_number:
        IndividualNumber(person.individual_number)
    read_name(person.person)
    read_date(person.birth)
    read_sex(person.sex)
    if person.kind not in KINDS or (person.kind == "2") != (person.foreign is not None):
        raise WrongFormat(item="kind")
    return code
