"""本籍 to choose from: registered addresses, former addresses, 本籍 of the household, own earlier 本籍. Source: STD 4.0.6."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.values.address import Address
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.address_masters.dictionary import is_abolished

REASON = "change"
Candidate = tuple[str, str]
"""Where it is from, and the text."""


def of_people(people: Iterable[Resident]) -> list[Candidate]:
    """What is registered of people who are on the page already, the 世帯主 first."""
    found: list[Candidate] = []
    for one in sorted(people, key=lambda one: not one.is_head):
        former = one.former.address if one.former else None
        found.append(("現住所", _place(one.address)))
        found.append(("転入前住所", _place(former) if former else ""))
        found.append(
            ("世帯主の本籍" if one.is_head else "世帯員の本籍", one.register.honseki if one.register else "")
        )
    return each_once(found)


def of_returning(individual_numbers: Iterable[str], *, actor: Actor, times: Times) -> list[Candidate]:
    """The same as ``of_history``, of those who lived here before, by the 個人番号 that they bring."""
    wanted = Q()
    for number in individual_numbers:
        wanted |= Q(individual_number=number)
    if not wanted:
        return []
    here = ResidentRow.objects.filter(wanted).exclude(state=State.RESIDENT)
    numbers = set(here.values_list("addressee_number", flat=True))
    numbers |= {one.addressee_number for one in removed_store.heads(wanted)}
    return of_history(sorted(numbers), actor=actor, times=times)


def of_history(numbers: Sequence[str], *, actor: Actor, times: Times) -> list[Candidate]:
    """The 本籍 that these persons had, as far as such a place still exists; logged before anything is shown."""
    if not numbers:
        return []
    subjects = [f"addressee:{number}" for number in numbers]
    log_before_showing(actor, "honseki.offered", reason=REASON, times=times, subjects=subjects)
    rows = [
        *ResidentVersion.objects.filter(addressee_number__in=numbers).order_by("-number"),
        *(row for number in numbers for row in reversed(removed_store.versions(number))),
    ]
    texts = dict.fromkeys(row.honseki for row in rows if row.honseki)
    return [("本人の以前の本籍", one) for one in texts if not is_abolished(one, today=times.legal_day)]


def each_once(found: Iterable[Candidate]) -> list[Candidate]:
    """Each text once, by where it was found first; blank ones are left out."""
    texts: dict[str, str] = {}
    for label, text in found:
        if text:
            texts.setdefault(text, label)
    return [(label, text) for text, label in texts.items()]


def _place(address: Address) -> str:
    return "".join((address.prefecture, address.city, address.town, address.lot))
