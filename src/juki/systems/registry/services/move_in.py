"""転入: from an approved application to the record and to everybody who must hear of it, in one act.

Source: 住基法22条, 30条の46; STD 4.1.1; document I-2 system 1①; docs/rules/move-in.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from juki.kernel.work import Act
from juki.systems.registry.domain import household
from juki.systems.registry.domain.application import demand_confirmed
from juki.systems.registry.domain.movement import Scene
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.errors import ChangedMeanwhile, NoSuchHousehold
from juki.systems.registry.services import recording
from juki.systems.registry.services.arrivals import Former, demand_not_here, movement_of, returning
from juki.systems.registry.services.number_checks import Confirmed
from juki.systems.registry.services.recording import Grounds
from juki.systems.registry.services.scenes import scene_about
from juki.systems.registry.services.suspicions import alerts_of


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Approved:
    """What is recorded: the notification, who came with it, the confirmations, why each alert is accepted.

    ``reasons`` are the reviewer's; ``earlier`` those of the submission, of which some may no longer be asked for.
    ``grounds`` are without alerts and without who hears of it.
    """

    move: MoveIn
    persons: Sequence[Confirmed]
    reasons: Mapping[str, str]
    earlier: Mapping[str, str]
    grounds: Grounds


def record(act: Act, approved: Approved) -> None:
    """Write everything, in the lock order of this package, inside the transaction of ``act``.

    Raises:
        AlertsUnconfirmed, UnknownAlert: the reasons do not fit the alerts as they are now.
        NoSuchHousehold, HouseholdElsewhere, SecondHead: the household does not take them.
        AlreadyResident, RecordedDead: somebody lives here, or is recorded dead.
        NumbersExhausted, ChangedMeanwhile: there are no numbers, or a record was changed meanwhile.
        IntegrityError: somebody else was faster.
    """
    move, persons = approved.move, approved.persons
    codes = [one.resident_code for one in persons]
    former = returning(move, codes)
    scene = scene_of(move, former, lock=True)
    members = _demand_takes(move, scene)
    demand_not_here(move, codes)
    if returning(move, codes) != former:
        raise ChangedMeanwhile
    told = [one.told for one in persons if one.told]
    found = alerts_of(move, members, told=told, returning=former)
    reasons = {alert.code: approved.earlier[alert.code] for alert in found if alert.code in approved.earlier}
    reasons |= approved.reasons
    demand_confirmed(found, reasons)
    grounds = replace(approved.grounds, alerts=found, reasons=reasons, told=dict(persons))
    movement = movement_of(move, codes, former=former, processed_on=act.times.legal_day)
    recording.record_change(act, movement, scene, grounds=grounds)


def scene_of(move: MoveIn, former: Mapping[int, Former], *, lock: bool) -> Scene:
    """Whoever comes back, and the household that is joined.

    Raises:
        ChangedMeanwhile: see ``scenes.scene_about``.
    """
    numbers = {one.addressee_number for one in former.values()}
    return scene_about(numbers, households={move.joins} if move.joins else set(), lock=lock)


def _demand_takes(move: MoveIn, scene: Scene) -> list[Resident]:
    """Who lives in the household that is joined; it takes the newcomers."""
    if move.joins is None:
        return []
    joined = scene.households.get(move.joins)
    if joined is None or not joined.members:
        raise NoSuchHousehold
    members = [scene.residents[number] for number in joined.members]
    household.demand_same_place(members[0].address, move.address)
    household.demand_one_head(
        [member.relationship for member in members], [newcomer.relationship for newcomer in move.newcomers]
    )
    return members
