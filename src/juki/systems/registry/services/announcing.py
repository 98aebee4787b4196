"""Who hears of an 異動: 住基ネット, other municipalities, 統合宛名, コンビニ交付, 宛名管理, approved business systems.

Which items concern whom is data (``domain.told``); a plan to leave changes no item of anybody's and is told to
コンビニ交付 alone. Source: 住基法9条1項, 24条の2, 30条の6; 番号法8条; STD 7.1.1.1.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from uuid import uuid5

from juki.kernel.work import Act
from juki.systems.registry.domain import told as who
from juki.systems.registry.domain.data_use import DataUse
from juki.systems.registry.domain.event_reasons import REASONS, EventClass
from juki.systems.registry.domain.movement import Household, Movement, Outcome, Scene
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.peers import addressee, business, jukinet, kiosk, unified
from juki.systems.registry.services import awaiting
from juki.systems.registry.services.data_uses import active_entries
from juki.systems.registry.services.numbers import update_numbers

SPECIAL_MOVE_OUT = "TOKUREI_TENSHUTSU"
_NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Telling:
    """An outcome being told."""

    act: Act
    outcome: Outcome
    scene: Scene
    on: date
    operator: str
    terminal: str
    told: Mapping[str, str]

    def ends(self) -> Iterator[tuple[Resident | None, Resident]]:
        """Everybody of whom a version was written: before the act and after it."""
        first: dict[str, Resident | None] = {}
        last: dict[str, Resident] = {}
        for written in self.outcome.versions:
            number = written.resident.addressee_number
            first.setdefault(number, written.before)
            last[number] = written.resident
        yield from ((first[number], after) for number, after in last.items())

    def members(self, household: Household) -> list[Resident]:
        """Who lives in ``household`` afterwards, in 記載順位."""
        return [self.outcome.after(number) or self.scene.residents[number] for number in household.members]

    def before(self, household_number: str) -> list[Resident]:
        """Who lived in it before."""
        household = self.scene.households.get(household_number)
        return [self.scene.residents[number] for number in household.members] if household else []


def announce_outcome(
    act: Act, outcome: Outcome, scene: Scene, movement: Movement, *, told: Mapping[str, str] = _NOBODY, operator: str,
    terminal: str,
) -> None:  # fmt: skip
    """Hand all messages of an 異動 to the act: they leave with it or not at all. Called once, when its rows are written.

    ``told`` names by 住民票コード the municipality that hears of a 転入, confirmed by the nation (empty: none);
    ``operator`` and ``terminal`` say who typed it, and where.
    """
    telling = _Telling(act, outcome, scene, movement.day.internal, operator, terminal, told)
    _tell_all(telling)
    if movement.reason.code == SPECIAL_MOVE_OUT:
        _tell_move_out(telling)
    awaiting.queue(act, outcome.versions)


def _tell_all(telling: _Telling) -> None:
    _tell_network(telling)
    _request_numbers(telling)
    _tell_unified(telling)
    entries = active_entries(on=telling.act.times.legal_day)
    for before, after in telling.ends():
        if not who.changed(before, after).isdisjoint(who.ADDRESSED):
            addressee.tell_resident(telling.act, after)
        for entry in entries:
            if _concerns(entry, before, after):
                business.tell_record(telling.act, after, entry)
    _tell_kiosk(telling)


def _tell_network(telling: _Telling) -> None:
    """本人確認情報 of every version that changes it, 転入通知 of every 転入. Somebody without 住民票コード is not known there."""
    updates = [
        written
        for written in telling.outcome.versions
        if written.resident.resident_code and who.is_identification_changed(written)
    ]
    following = update_numbers([written.resident.resident_code for written in updates])
    for written, update_number in zip(updates, following, strict=True):
        before, resident = written.before, written.resident
        amended = resident.event.event_class == EventClass.AMENDMENT
        had = before.resident_code if before and amended else ""
        jukinet.tell_update(
            telling.act, resident, update_number=update_number, operator=telling.operator, terminal=telling.terminal,
            former_code=had if had != resident.resident_code else "",
            is_first=amended and not had,
        )  # fmt: skip
        if REASONS[resident.event.reason].is_move_in:
            former = telling.told.get(resident.resident_code, "")
            jukinet.tell_move_in(telling.act, resident, former_municipality=former)


def _request_numbers(telling: _Telling) -> None:
    """A 個人番号 for whoever was entered without one, each under a trace of its own: what comes back is another 異動."""
    for _, after in telling.ends():
        needs = after.is_present and after.resident_code and not after.individual_number
        if not needs or after.event.event_class != EventClass.ENTRY:
            continue
        trace = uuid5(telling.act.trace, f"number-generation {after.addressee_number}")
        jukinet.request_individual_number(
            replace(telling.act, trace=trace, came_from=None), after.resident_code
        )
        telling.act.log(
            "individual_number.requested",
            subjects=[f"addressee:{after.addressee_number}"],
            detail={"request": str(trace)},
        )


def _tell_unified(telling: _Telling) -> None:
    """Whoever lives in a touched household and has other 4情報, another number or another household fact than before."""
    earlier = {after.addressee_number: before for before, after in telling.ends()}
    for household in telling.outcome.households:
        members = telling.members(household)
        head_name = _head_name(members)
        for member in members:
            before = earlier.get(member.addressee_number, member)
            was = _head_name(telling.before(before.household_number)) if before and before.is_present else ""
            fact = before and before.is_present and (before.is_head, before.relationship, was)
            changed = not who.changed(before, member).isdisjoint(who.NUMBERED)
            if changed or fact != (member.is_head, member.relationship, head_name):
                valid_from = member.event.day.internal if member.addressee_number in earlier else telling.on
                unified.request_number(telling.act, member, head_name=head_name, valid_from=valid_from)


def _concerns(entry: DataUse, before: Resident | None, after: Resident) -> bool:
    """Whether the target of ``entry`` sees a difference: in an item that it may have, or in who lives here."""
    if before is None or not before.is_present:
        return after.is_present
    items = business.allowed_items(before, entry) != business.allowed_items(after, entry)
    return items or not after.is_present


def _tell_kiosk(telling: _Telling) -> None:
    """Every touched household as a whole; first those that somebody joins, so that nobody is missing in between."""
    for household in sorted(telling.outcome.households, key=lambda one: not _is_joined(telling, one)):
        members = telling.members(household)
        before = {one.addressee_number for one in telling.before(household.number)}
        kiosk.tell_household(
            telling.act, household.number, members, head_name=_head_name(members),
            left=sorted(before - set(household.members)),
        )  # fmt: skip


def _is_joined(telling: _Telling, household: Household) -> bool:
    before = {one.addressee_number for one in telling.before(household.number)}
    return not set(household.members) <= before


def _tell_move_out(telling: _Telling) -> None:
    """転出証明書情報 to the destination, once per household that is left: when the plan is recorded."""
    leaving: dict[str, list[Resident]] = {}
    for before, after in telling.ends():
        if before is not None and before.planned is None and after.planned is not None:
            plan = replace(before, planned=after.planned)
            leaving.setdefault(before.household_number, []).append(plan)
    for household_number, persons in leaving.items():
        certificate = uuid5(telling.act.trace, f"move-out-certificate {household_number}")
        jukinet.tell_move_out(
            telling.act, persons, certificate=certificate,
            former_head=_head_name(telling.before(household_number)),
        )  # fmt: skip
        telling.act.log(
            "move_out_certificate.sent",
            subjects=[f"addressee:{one.addressee_number}" for one in persons],
            detail={"certificate": str(certificate)},
        )


def _head_name(members: Sequence[Resident]) -> str:
    return next((member.names.full for member in members if member.is_head), "")
