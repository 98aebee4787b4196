"""番号確認: asking 住基ネット before a person is recorded, and keeping the answer without the facts."""

import os
from uuid import UUID, uuid4

import msgspec
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.values.address import Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.person_name import PersonName
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain.confirmation import Confirmation, Facts, demand_match
from juki.systems.registry.domain.newcomer import MoveIn, Newcomer
from juki.systems.registry.errors import NoConfirmation
from juki.systems.registry.peers import jukinet
from juki.systems.registry.records.models import NumberConfirmation
from juki.systems.registry.services import options
from juki.systems.registry.services.forms import NumberCheckForm
from juki.systems.registry.services.reading import SEXES, address_of, birth_of


class Checked(msgspec.Struct, frozen=True):
    """The kept answer: its id for the notification, what came out, and which items disagree."""

    confirmation: UUID
    outcome: str
    differing: list[str]


def check_number(form: NumberCheckForm, *, actor: Actor, times: Times, trace: UUID) -> Checked:
    """Ask whether number and person agree; keep and return the answer. Repeated with the same trace: the same answer.

    Source: 番号法14条; document III(1)2 リスク3.

    Raises:
        JukiError: a field breaks its own rule (``KRN-01…``).
        PeerUnreachable, PeerRefused: 住基ネット gave no answer; nothing is kept.
    """
    address = address_of(form.address) if form.address and not form.address.country else None
    facts = Facts(
        individual_number=IndividualNumber.parse(form.individual_number).digits,
        full_name=PersonName.whole(form.full_name).full,
        birth=birth_of(form.birth),
        sex=str(SEXES[form.sex]),
        address=address.one_line if address else "",
    )
    known = NumberConfirmation.objects.filter(trace=trace).first()
    if known is not None:
        return _checked(known)
    confirmation, salt = uuid4(), os.urandom(16)
    answer = jukinet.check_number(
        facts, address, confirmation=confirmation, trace=trace, actor=actor, times=times
    )
    try:
        with one_act(actor, reason="number-check", times=times, trace=trace) as act:
            kept = NumberConfirmation.objects.create(
                id=confirmation, trace=trace, salt=salt, digest=facts.digest(salt), with_address=address is not None,
                outcome=answer.outcome, differing=list(answer.differing), machine_time=times.machine,
                resident_code=answer.resident_code if answer.outcome == "match" else "",
                municipality=answer.municipality, operator=actor.who,
            )  # fmt: skip
            act.log("number.checked", subjects=[f"confirmation:{confirmation}"], outcome=answer.outcome)
    except IntegrityError:
        return _checked(NumberConfirmation.objects.get(trace=trace))
    return _checked(kept)


def resident_codes(move: MoveIn, *, times: Times) -> list[str]:
    """The 住民票コード of each newcomer, by a fresh positive confirmation of exactly the facts on the notification.

    Raises:
        NoConfirmation: there is none.
        JukiError: see ``domain.confirmation.demand_match``.
    """
    rows = NumberConfirmation.objects.in_bulk([newcomer.confirmation for newcomer in move.newcomers])
    codes = []
    for person, newcomer in enumerate(move.newcomers, start=1):
        row = rows.get(newcomer.confirmation)
        if row is None:
            raise NoConfirmation(person=person)
        kept = Confirmation(
            outcome=row.outcome, machine_time=row.machine_time, salt=bytes(row.salt), digest=bytes(row.digest),
            with_address=row.with_address, resident_code=row.resident_code,
        )  # fmt: skip
        facts = _facts(newcomer, move.former.address if row.with_address else None)
        minutes = options.confirmation_minutes()
        codes.append(demand_match(kept, facts, now=times.machine, minutes=minutes, person=person))
    return codes


def _facts(newcomer: Newcomer, address: Address | None) -> Facts:
    return Facts(
        individual_number=newcomer.individual_number.digits,
        full_name=newcomer.names.full,
        birth=newcomer.birth,
        sex=str(newcomer.sex),
        address=address.one_line if address else "",
    )


def _checked(row: NumberConfirmation) -> Checked:
    return Checked(confirmation=row.id, outcome=row.outcome, differing=list(row.differing))
