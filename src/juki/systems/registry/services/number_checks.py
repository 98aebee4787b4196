"""番号確認: asking 住基ネット before a person is recorded, and keeping the answer without the facts."""

import os
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

import msgspec
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.errors import JukiError
from juki.kernel.values.address import Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.person_name import PersonName
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain.confirmation import Confirmation, Facts, demand_match
from juki.systems.registry.domain.errors import NoSuchMunicipality
from juki.systems.registry.domain.move_in import hears_of
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


class Confirmed(NamedTuple):
    """A newcomer as confirmed: 住民票コード, and the municipality that gets 転入通知 (empty: none)."""

    resident_code: str
    told: str


def check_number(form: NumberCheckForm, *, actor: Actor, times: Times, trace: UUID) -> Checked:
    """Ask whether number and person agree; keep and return the answer. Repeated with the same trace: the same answer.

    Source: 番号法14条; document III(1)2 リスク3.

    Raises:
        JukiError: a field breaks its own rule (``KRN-01…``).
        NoSuchMunicipality: no municipality has the code of the address.
        KeyReused: the trace belongs to other facts or to another operator.
        PeerUnreachable, PeerRefused: 住基ネット gave no answer; nothing is kept.
    """
    address = address_of(form.address) if form.address and not form.address.country else None
    facts = Facts(
        individual_number=IndividualNumber.parse(form.individual_number).digits,
        full_name=PersonName.whole(form.full_name).full,
        birth=birth_of(form.birth),
        sex=str(SEXES[form.sex]),
        address=_place(address),
    )
    known = _before(trace, facts, actor)
    if known is not None:
        return known
    if address and address.municipality and not options.municipality_exists(address.municipality):
        raise NoSuchMunicipality
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
        earlier = _before(trace, facts, actor)
        if earlier is None:
            raise
        return earlier
    return _checked(kept)


def verdicts(
    move: MoveIn, confirmations: Sequence[UUID | None], *, times: Times
) -> list[Confirmed | JukiError]:
    """What the kept answer about each newcomer is worth now: the confirmation, or why it is none.

    ``confirmations`` are in the order of the form, None where nothing was asked. An answer counts only if it is
    positive, fresh, and about exactly the facts on the notification.
    """
    rows = NumberConfirmation.objects.in_bulk([one for one in confirmations if one])
    found: list[Confirmed | JukiError] = []
    for person, (newcomer, one) in enumerate(zip(move.newcomers, confirmations, strict=True), start=1):
        try:
            found.append(_confirmed(move, newcomer, rows.get(one) if one else None, person, times))
        except JukiError as reason:
            found.append(reason)
    return found


def confirmed(move: MoveIn, confirmations: Sequence[UUID | None], *, times: Times) -> list[Confirmed]:
    """住民票コード of each newcomer, and who hears of the move.

    Raises:
        NoConfirmation: nobody was asked about a person.
        JukiError: see ``domain.confirmation.demand_match`` and ``domain.move_in.hears_of``.
    """
    found = []
    for one in verdicts(move, confirmations, times=times):
        if isinstance(one, JukiError):
            raise one
        found.append(one)
    return found


def _confirmed(
    move: MoveIn, newcomer: Newcomer, row: NumberConfirmation | None, person: int, times: Times
) -> Confirmed:
    if row is None:
        raise NoConfirmation(person=person)
    kept = Confirmation(
        outcome=row.outcome, machine_time=row.machine_time, salt=bytes(row.salt), digest=bytes(row.digest),
        with_address=row.with_address, resident_code=row.resident_code,
    )  # fmt: skip
    facts = _facts(newcomer, move.former.address if row.with_address and move.former else None)
    minutes = options.confirmation_minutes()
    code = demand_match(kept, facts, now=times.machine, minutes=minutes, person=person)
    own = options.municipality().digits
    return Confirmed(code, hears_of(move, registered=row.municipality, municipality=own, person=person))


def _facts(newcomer: Newcomer, address: Address | None) -> Facts:
    return Facts(
        individual_number=newcomer.individual_number.digits,
        full_name=newcomer.names.full,
        birth=newcomer.birth,
        sex=str(newcomer.sex),
        address=_place(address),
    )


def _place(address: Address | None) -> str:
    return f"{address.municipality or ''} {address.one_line}" if address else ""


def _before(trace: UUID, facts: Facts, actor: Actor) -> Checked | None:
    """What this operator was answered about these facts under this trace.

    Raises:
        KeyReused: the trace belongs to other facts or to somebody else, who are shown nothing.
    """
    row = NumberConfirmation.objects.filter(trace=trace).first()
    if row is None:
        return None
    if row.operator != actor.who or facts.digest(bytes(row.salt)) != bytes(row.digest):
        raise KeyReused
    return _checked(row)


def _checked(row: NumberConfirmation) -> Checked:
    return Checked(confirmation=row.id, outcome=row.outcome, differing=list(row.differing))
