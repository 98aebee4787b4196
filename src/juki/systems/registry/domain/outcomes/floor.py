"""The households while an 異動 is carried out: who leaves, who joins, who they are afterwards.

What follows of itself is done here and only here: 記載順位 without gaps, at most one 世帯主, a version for everybody of
whom an item changed, numbers of addresses.

Source: STD 1.1.10, 1.2.1, 4.0.2, 4.0.4.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.errors import SecondHead
from juki.systems.registry.domain.event_reasons import (
    HOUSEHOLD_FOLLOWS,
    ORDER_FOLLOWS,
    EventClass,
    EventReason,
)
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.history import (
    BY_RECORDING,
    Version,
    annulled_by,
    changes,
    in_force,
    state_on,
)
from juki.systems.registry.domain.items import EVENT, GROUPS, Group
from juki.systems.registry.domain.movement import Household, Movement, Outcome, Scene, Written
from juki.systems.registry.domain.outcomes.addresses import numbered
from juki.systems.registry.domain.outcomes.errors import BeforeRecord, LaterFirst, NothingChanges
from juki.systems.registry.domain.resident import Basis, Event, Resident

_HOUSEHOLD = "household_number"


class Floor:
    """One 異動 being carried out; ``finish`` says what comes out of it."""

    def __init__(self, scene: Scene, movement: Movement) -> None:
        self.scene = scene
        self.movement = movement
        self.now: dict[str, Resident] = dict(scene.residents)
        self.members = {number: list(one.members) for number, one in scene.households.items()}
        self.institutions = {number: one.institution for number, one in scene.households.items()}
        self.founded: set[str] = set()
        self._closing: list[Written] = []
        self._events: dict[str, Event] = {}
        self._cancels: dict[str, int] = {}

    def event(
        self, reason: EventReason | None = None, *, of: EventClass | None = None, effective: date | None = None,
        basis: Basis | None = None,
    ) -> Event:  # fmt: skip
        """What stands on a version: the movement's own reason unless another is given."""
        movement = self.movement
        chosen = reason or movement.reason
        return Event(
            reason=chosen.code, event_class=str(of or chosen.event_class), day=movement.day,
            notified_on=movement.notified_on, basis=basis or movement.basis,
            effective=effective or self.effective, note=movement.note,
        )  # fmt: skip

    @property
    def effective(self) -> date:
        """The day from which the 異動 holds; of an unknown day, one that the record can hold."""
        movement = self.movement
        if movement.day.is_exact:
            return movement.day.internal
        began = [
            versions[0].holds_from
            for person in movement.persons
            if (versions := self.history(person.addressee_number or ""))
        ]
        return min(max([movement.day.internal, *began]), movement.processed_on)

    def history(self, addressee_number: str) -> tuple[Version, ...]:
        """The versions of the person's present 住民票, by 履歴番号; empty where the scene has none.

        One that was opened by mistake never was: the present one is that before it.
        """
        versions = self.scene.histories.get(addressee_number, ())
        records = sorted({one.record for one in versions}, reverse=True)
        found = [tuple(one for one in versions if one.record == record) for record in records]
        return next((one for one in found if len(found) == 1 or state_on(one) is not None), ())

    def next_record(self, resident: Resident) -> int:
        """The count of the next 住民票 of a person: one that was opened by mistake keeps its own."""
        versions = self.scene.histories.get(resident.addressee_number, ())
        return 1 + max([resident.record, *(one.record for one in versions)])

    def hold_from_last(self, addressee_number: str) -> None:
        """A placement that no earlier version foresaw holds from the last day that any of them holds from.

        One that only cancels may have placed somebody, too.
        """
        event = self._events[addressee_number]
        history = self.history(addressee_number)
        days = [
            one.holds_from
            for one in (*in_force(history), *(one for one in history if one.cancels is not None))
        ]
        self._events[addressee_number] = replace(event, effective=max([event.holds_from, *days]))

    def put(self, resident: Resident, event: Event, *, cancels: int | None = None) -> None:
        """The row of an 異動者 afterwards; household and position are settled at the end."""
        number = resident.addressee_number
        self.now[number] = resident
        self._events[number] = event
        if cancels is not None:
            self._cancels[number] = cancels

    def close(self, resident: Resident, event: Event, *, cancels: int | None = None) -> None:
        """A version that closes a 住民票 which another version of the same act follows."""
        before = self.scene.residents.get(resident.addressee_number)
        self._closing.append(Written(resident=replace(resident, event=event), before=before, cancels=cancels))

    def leave(self, addressee_number: str) -> None:
        """Out of the household, wherever that is."""
        for members in self.members.values():
            if addressee_number in members:
                members.remove(addressee_number)

    def join(self, addressee_number: str, household_number: str, *, place: int | None = None) -> None:
        """Into the household: behind everybody, or at ``place`` (from 1) as far as there is one."""
        members = self.members.setdefault(household_number, [])
        members.insert(len(members) if place is None else min(place - 1, len(members)), addressee_number)

    def found(self, household_number: str, *, institution: bool = False) -> None:
        """A household that did not exist."""
        self.founded.add(household_number)
        self.institutions[household_number] = institution
        self.members.setdefault(household_number, [])

    def relate(self, addressee_number: str, relationship: Relationship) -> None:
        """Another 続柄 for somebody who is no 異動者."""
        self.now[addressee_number] = replace(self.now[addressee_number], relationship=relationship)

    def finish(self) -> Outcome:
        """Settle households and write everybody of whom something changed.

        Raises:
            SecondHead: a household has two 世帯主.
            LaterFirst: an 異動 with a later day changed the same items of somebody.
            BeforeRecord: the 異動 holds from before the 住民票 was opened.
            NothingChanges: nobody would have another item.
        """
        for number, relationship in self.movement.rest.items():
            self.relate(number, relationship)
        for household, members in self.members.items():
            self._settle(household, members)
        versions = [*self._closing, *self._versions()]
        if not versions:
            raise NothingChanges
        return Outcome(
            versions=tuple(versions), households=tuple(self._households()), founded=frozenset(self.founded)
        )

    def _settle(self, household: str, members: Sequence[str]) -> None:
        if sum(self.now[number].is_head for number in members) > 1:
            raise SecondHead
        for place, number in enumerate(members, start=1):
            resident = self.now[number]
            if (resident.household_number, resident.position) != (household, place):
                self.now[number] = replace(resident, household_number=household, position=place)

    def _versions(self) -> list[Written]:
        closed = {one.resident.addressee_number: one.resident for one in self._closing}
        found = []
        for number, resident in self.now.items():
            before = closed.get(number) or self.scene.residents.get(number)
            about = number in self._events
            if before is not None and before is resident and not about:
                continue
            after = resident if number in self._cancels else numbered(before, resident)
            changed = _differing(before, after)
            if not changed and number not in self._cancels:
                continue
            event = self._events.get(number) or self._following(number, changed)
            self._demand_in_time(number, after, event, changed)
            found.append(
                Written(
                    resident=replace(after, event=event), before=before, cancels=self._cancels.get(number),
                    about=about,
                )
            )  # fmt: skip
        return found

    def _following(self, number: str, changed: set[str]) -> Event:
        """What stands on a member who is no 異動者: it cannot hold from before their own 住民票.

        The order holds from the first day on which somebody is in another place: a cancellation reaches back.
        """
        reason = HOUSEHOLD_FOLLOWS if changed & set(GROUPS[Group.RELATIONSHIP]) else ORDER_FOLLOWS
        began = [one.holds_from for one in self.history(number)[:1]]
        acts = [one.holds_from for one in self._events.values()] if reason is ORDER_FOLLOWS else []
        effective = max([min([self.effective, *acts]), *began])
        event = self.event(reason, of=EventClass.AMENDMENT, basis=Basis.EX_OFFICIO, effective=effective)
        return replace(event, note="")

    def _demand_in_time(self, number: str, after: Resident, event: Event, changed: set[str]) -> None:
        """A late 異動 may not say otherwise what a later one says; a cancellation was looked at by itself."""
        versions = self.history(number)
        if not versions or number in self._cancels or after.record != versions[-1].record:
            return
        if event.holds_from < versions[0].holds_from:
            raise BeforeRecord
        items = changed - BY_RECORDING
        leaves = versions[-1].resident.is_present and not after.is_present
        standing = {one.number for one in in_force(versions)}
        cancelled = annulled_by(versions)
        for before, later in pairwise(versions):
            if later.holds_from <= event.holds_from or later.number in cancelled:
                continue
            found = changes(before, later).keys() - BY_RECORDING
            found = found if later.number in standing else found & {_HOUSEHOLD}
            if found if leaves else items & found:
                raise LaterFirst

    def _households(self) -> list[Household]:
        found = []
        for number, members in self.members.items():
            earlier = self.scene.households.get(number)
            touched = {*members, *(earlier.members if earlier else ())}
            same = all(self.now[one] is self.scene.residents.get(one) for one in touched)
            if number in self.founded or earlier is None or not same:
                found.append(
                    Household(
                        number=number, members=tuple(members),
                        institution=self.institutions.get(number, False),
                    )
                )  # fmt: skip
        return found


def _differing(before: Resident | None, after: Resident) -> set[str]:
    if before is None:
        return set(flat(after))
    earlier, later = flat(before), flat(after)
    return {column for column in later if earlier[column] != later[column] and column not in EVENT}
