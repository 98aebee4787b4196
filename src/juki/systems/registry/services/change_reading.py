"""From a form to a typed 異動: each field by its own rule, nothing normalised.

Items of whoever has a record are kept only where they differ from it, so that what is asked to change is what changes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from juki.kernel.values.legal_date import DateRule, LegalDate
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain.errors import NotChosen
from juki.systems.registry.domain.event_reasons import REASONS, EventClass, EventReason, Family
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.movement import NEW, STAY, Movement, PersonChange, Scene
from juki.systems.registry.domain.resident import Basis, ConfirmedMoveOut, PlannedMoveOut
from juki.systems.registry.services import given_numbers, reading
from juki.systems.registry.services.change_forms import ChangeForm, PersonChangeForm
from juki.systems.registry.services.change_items import maybe_address, patch_of
from juki.systems.registry.services.scenes import Identity

_WHOLE = frozenset({Family.ENTRY, Family.NATIONALITY, Family.MOVE})
"""Here items are said anew even where they are as before: what is not said is blank or follows of itself."""


def movement_of(form: ChangeForm, *, today: date, scene: Scene) -> Movement:
    """The typed 異動 on ``today``, which is 処理日; an empty 届出日 is today.

    Somebody without 宛名番号 whom the scene knows by 個人番号, 住民票コード or card number gets the one they have
    (STD 1.1.13, 4.1.1.2).

    Raises:
        NotChosen: no 異動事由 of a change.
        JukiError: a field breaks its own rule, see ``applications.change_faults``.
    """
    reason = reason_of(form.reason)
    day, basis = event_day(form.day, reason), Basis(form.basis)
    notified_on = reading.calendar_day(form.notified_on) if form.notified_on else today
    return Movement(
        reason=reason, day=day, basis=basis, notified_on=notified_on, processed_on=today,
        persons=tuple(_person(one, reason, scene) for one in form.persons),
        household=_household(form), institution=form.placement.institution,
        rest={
            given_numbers.addressee(number): Relationship.parse(text) for number, text in form.rest.items()
        },
        positions=tuple(given_numbers.addressee(one) for one in form.positions),
        address=reading.address_of(form.address) if form.address else None,
        planned=_planned(form, reason, day, notified_on, basis), confirmed=_confirmed(form, basis),
        target=form.target, note=form.note,
    )  # fmt: skip


def reason_of(code: str) -> EventReason:
    """The 異動事由 of a change.

    Raises:
        NotChosen: unknown, a 転入, or one that only follows of itself.
    """
    reason = REASONS.get(code)
    if reason is None or reason.is_move_in or not reason.by_hand:
        raise NotChosen(item="異動事由")
    return reason


def event_day(text: str, reason: EventReason) -> LegalDate:
    """異動日 by the rule of its field.

    Raises:
        JukiError: see ``LegalDate.parse``.
    """
    rule = reason.day_field.rule if reason.day_field else DateRule.CALENDAR_ONLY
    return LegalDate.parse(text, rule=rule)


def _person(form: PersonChangeForm, reason: EventReason, scene: Scene) -> PersonChange:
    number = (
        given_numbers.addressee(form.addressee_number) if form.addressee_number else known_as(form, scene)
    )
    items = patch_of(form.items)
    before = scene.residents.get(number or "")
    if before is not None and reason.family not in _WHOLE:
        items = _differing(items, flat(before))
    return PersonChange(
        addressee_number=number, items=items,
        relationship=Relationship.parse(form.relationship) if form.relationship else None,
    )  # fmt: skip


def known_as(form: PersonChangeForm, scene: Scene) -> str | None:
    """The 宛名番号 that somebody without one on the form has already, if the scene knows them."""
    identity = Identity.of(form.items)
    found = [number for number, resident in scene.residents.items() if identity.fits(resident)]
    return min(found, default=None)


def _differing(items: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in items.items() if row[column] != value}


def _household(form: ChangeForm) -> str:
    if form.placement.where == "join":
        return given_numbers.household(form.placement.number)
    return NEW if form.placement.where == "new" else STAY


def _planned(
    form: ChangeForm, reason: EventReason, day: LegalDate, notified_on: date, basis: Basis
) -> PlannedMoveOut | None:
    leaves = reason.family is Family.LEAVING and reason.event_class is EventClass.REMOVAL
    if form.destination is None or not leaves:
        return None
    address = form.destination.address
    return PlannedMoveOut(
        day=day.internal, notified_on=notified_on, basis=basis, address=maybe_address(address),
        country=address.country if address else "", head=form.destination.head,
    )  # fmt: skip


def _confirmed(form: ChangeForm, basis: Basis) -> ConfirmedMoveOut | None:
    told = form.destination
    if told is None or not (told.notice_on and told.moved_in_on):
        return None
    address = maybe_address(told.address)
    if address is None:
        return None
    return ConfirmedMoveOut(
        day=reading.calendar_day(told.moved_in_on), notice_on=reading.calendar_day(told.notice_on), basis=basis,
        address=address,
    )  # fmt: skip
