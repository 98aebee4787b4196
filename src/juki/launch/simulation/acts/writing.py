"""Items of people as a form brings them."""

from datetime import date, timedelta
from typing import Any

from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.relationship import Relationship
from juki.launch.simulation.inventing import legal
from juki.launch.simulation.souls import Soul
from juki.launch.simulation.world import World
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import date_row, foreign_row, former_row, names_row, register_row
from juki.systems.registry.domain.movement import STAY, Movement, PersonChange
from juki.systems.registry.domain.resident import (
    Basis,
    Category,
    FamilyRegister,
    Foreign,
    FormerAddress,
    Kind,
    Names,
    Resident,
)

_FOREIGN_REGISTER = date(2012, 7, 9)
"""The day on which foreign residents entered the register. Source: 平成21年法律第77号."""
_STATUSES = (("技術・人文知識・国際業務", "3年"), ("留学", "1年"), ("定住者", "3年"), ("永住者", ""))
_LIMIT = 700


def names_of(soul: Soul) -> Names:
    """氏名 of a soul."""
    japanese = soul.kind is Kind.JAPANESE
    return Names(
        full=soul.full_name, surname=soul.surname[0], given=soul.given[0], kana_surname=soul.surname[1],
        kana_given=soul.given[1], kana_certified=japanese,
    )  # fmt: skip


def register_of(soul: Soul) -> FamilyRegister | None:
    """戸籍の表示 of a Japanese."""
    honseki, municipality, head = soul.origin
    return FamilyRegister(honseki=honseki, municipality=municipality, head=head) if honseki else None


def foreign_of(world: World, soul: Soul, *, since: LegalDate) -> Foreign | None:
    """The block of 30条の45 of a foreign resident, as the papers show it today."""
    if soul.kind is Kind.JAPANESE or soul.nation is None or soul.category is None:
        return None
    block = Foreign(
        nationality=soul.nation.alpha3, nationality_name=soul.nation.name, category=soul.category, since=since,
        card_number=soul.card_number,
    )  # fmt: skip
    if soul.category is not Category.MID_TO_LONG_TERM:
        return block
    status, period = world.rng.choice(_STATUSES)
    ends = world.today + timedelta(days=1 + int(world.rng.random() * _LIMIT)) if period else None
    return Foreign(
        nationality=block.nationality, nationality_name=block.nationality_name, category=block.category, since=since,
        card_number=block.card_number, status=status, period=period, expires_on=ends, card_expires_on=ends,
    )  # fmt: skip


def items_of(
    world: World, soul: Soul, *, day: date, former: FormerAddress | None = None, new_here: bool = False
) -> dict[str, Any]:
    """All items of somebody who is entered on ``day``; ``new_here``: they become a foreign resident on that day."""
    since = day if new_here else max(_FOREIGN_REGISTER, soul.birth.internal)
    return {
        "kind": str(soul.kind), "sex": str(soul.sex), "individual_number": soul.individual_number,
        "resident_code": soul.resident_code, **names_row(names_of(soul)), **date_row("birth", soul.birth),
        **register_row(register_of(soul)), **foreign_row(foreign_of(world, soul, since=legal(since))),
        **former_row(former),
    }  # fmt: skip


def movement(
    world: World, reason: str, persons: tuple[PersonChange, ...], *, day: date | LegalDate,
    basis: Basis | None = None, **more: Any,  # noqa: ANN401 - fields of Movement
) -> Movement:  # fmt: skip
    """An 異動 that is processed today; of several bases the one that is usual, now and then another."""
    found = REASONS[reason]
    on = day if isinstance(day, LegalDate) else legal(day)
    if basis is None:
        usual = sorted(found.bases)
        basis = Basis.NOTIFICATION if Basis.NOTIFICATION in found.bases else usual[0]
        if world.chance(0.15):
            basis = world.rng.choice(usual)
    more.setdefault("household", STAY)
    return Movement(
        reason=found, day=on, basis=basis, processed_on=world.today, persons=persons,
        notified_on=None if basis is Basis.EX_OFFICIO and world.chance(0.5) else notified(world, on), **more,
    )  # fmt: skip


def notified(world: World, day: LegalDate) -> date:
    """届出日: between the event and today."""
    first = min(day.internal, world.today)
    return world.today - timedelta(days=min((world.today - first).days, int(world.rng.random() * 3)))


def person(number: str, relationship: Relationship | None = None, **items: Any) -> PersonChange:  # noqa: ANN401 - by column
    """Somebody who has a 宛名番号."""
    return PersonChange(addressee_number=number, relationship=relationship, items=items)


def stays(resident: Resident) -> bool:
    """Whether nothing is planned of the person."""
    return resident.is_present and resident.planned is None
