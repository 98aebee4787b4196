"""Where somebody goes who leaves: the planned destination, and the one that a 転入通知 confirms.

Source: 住基法9条1項, 24条, 24条の2; STD 1.1.5, 1.1.14, 4.1.3.0.2, 4.1.3.1.1.
"""

from collections.abc import Iterator

from juki.kernel.values.municipality_code import MunicipalityCode
from juki.systems.registry.domain.change_errors import (
    CameInFuture,
    DestinationBlank,
    DestinationDoesNotFit,
    DestinationHere,
    DestinationUncoded,
    NoticeBeforeMove,
    PartMissing,
)
from juki.systems.registry.domain.change_rules.case import Case, Fault
from juki.systems.registry.domain.change_rules.parts import Destination
from juki.systems.registry.domain.errors import NoSuchMunicipality
from juki.systems.registry.domain.movement import Movement
from juki.systems.registry.domain.resident import Basis, ConfirmedMoveOut, PlannedMoveOut

_ABROAD, _BY_WIRE = "KOKUGAI_TENSHUTSU", "TOKUREI_TENSHUTSU"
SPECIAL_ADOPTION = "特別養子縁組"
"""The word in 留意事項 that a blank destination needs. Source: STD 1.1.5, 1.1.14."""


def faults(case: Case) -> Iterator[Fault]:
    """Everything wrong with the destination."""
    movement = case.movement
    if case.parts.destination is Destination.PLANNED:
        if movement.planned is None:
            yield "destination", PartMissing(item="転出先")
        else:
            yield from _planned(case, movement, movement.planned)
    if case.parts.destination is Destination.CONFIRMED:
        if movement.confirmed is None:
            yield "destination.notice_on", PartMissing(item="転入通知の転出先・転入日・通知日")
        else:
            yield from _confirmed(case, movement.confirmed)


def _planned(case: Case, movement: Movement, planned: PlannedMoveOut) -> Iterator[Fault]:
    if planned.address is None:
        if SPECIAL_ADOPTION not in movement.note:
            yield "destination.address", DestinationBlank()
        return
    code = planned.address.municipality
    if (case.reason.code == _ABROAD) != bool(planned.country) or (code and planned.country):
        yield "destination.address", DestinationDoesNotFit()
    elif code is not None:
        yield from elsewhere(case, code)
    elif case.reason.code == _BY_WIRE:
        yield "destination.address", DestinationUncoded()


def _confirmed(case: Case, confirmed: ConfirmedMoveOut) -> Iterator[Fault]:
    if confirmed.notice_on > case.today:
        yield "destination.notice_on", CameInFuture(day=Basis.NOTICE.day_label)
    if confirmed.day > confirmed.notice_on:
        yield "destination.moved_in_on", NoticeBeforeMove()
    if confirmed.address.municipality is not None:
        yield from elsewhere(case, confirmed.address.municipality)


def elsewhere(case: Case, code: MunicipalityCode) -> Iterator[Fault]:
    """A municipality to which somebody may leave: one that there is, and not this one."""
    if code.digits == case.municipality:
        yield "destination.address", DestinationHere()
    elif not case.exists(code):
        yield "destination.address", NoSuchMunicipality()
