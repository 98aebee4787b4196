"""Looking a person up; every look is in the audit log before anything is shown."""

from juki.kernel.clock import Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.unified.domain.unified_number import UnifiedNumber
from juki.systems.unified.errors import InvalidUnifiedNumber, ReasonMissing, UnknownUnifiedNumber
from juki.systems.unified.records.models import Link, Person, Version


def by_addressee(*, addressee_number: str, reason: str, actor: Actor, times: Times) -> Person | None:
    """The person of a 宛名番号; one that nobody has is not logged, for it may be somebody's 個人番号.

    Raises:
        ReasonMissing: no reason.
        InvalidSerialNumber: not the shape of a 宛名番号.
    """
    if not reason.strip():
        raise ReasonMissing
    AddresseeNumber(addressee_number)
    link = Link.objects.select_related("person").filter(addressee_number=addressee_number).first()
    log_before_showing(
        actor, "person.searched", reason=reason, times=times, outcome="shown" if link else "none",
        subjects=[f"addressee:{addressee_number}"] if link else [],
    )  # fmt: skip
    return link.person if link else None


def history(*, number: str, actor: Actor, times: Times) -> tuple[Person, list[Version]]:
    """A person and their versions, newest first.

    Raises:
        InvalidUnifiedNumber, UnknownUnifiedNumber: no such person.
    """
    _shape(number)
    log_before_showing(actor, "person.shown", reason="history", times=times, subjects=[f"unified:{number}"])
    person = _known(number)
    return person, list(Version.objects.filter(person=person).order_by("-number"))


def individual_number(*, number: str, actor: Actor, times: Times) -> str:
    """個人番号 of a person, for whoever holds its own permission.

    Raises:
        InvalidUnifiedNumber, UnknownUnifiedNumber: no such person.
    """
    _shape(number)
    log_before_showing(
        actor,
        "person.individual_number",
        reason="individual number",
        times=times,
        subjects=[f"unified:{number}"],
    )
    return _known(number).individual_number


def _shape(number: str) -> None:
    if not UnifiedNumber(number).is_valid:
        raise InvalidUnifiedNumber


def _known(number: str) -> Person:
    person = Person.objects.filter(number=number).first()
    if person is None:
        raise UnknownUnifiedNumber
    return person
