"""The checks at registration in the CS: form was checked when the update was read, this is the logic.

Source: document III(2)5 risk 3; STD 7.1.1; 住基法30条の6. The order is: number, holds, state, person, address, days.
"""

from datetime import date

from juki.kernel.values.legal_date import DateRule
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.systems.jukinet.codes import EventClass
from juki.systems.jukinet.domain.update import Known, Rules, Update
from juki.systems.jukinet.errors import (
    AlreadyLiving,
    AlreadyRemoved,
    BornAfterEvent,
    CodeChanged,
    EventInFuture,
    MoreThanAddress,
    NotFirst,
    NotOnFile,
    NumberChanged,
    NumberTaken,
    RecordReserved,
    UnknownReason,
    UpdateGap,
    UpdatesBarred,
    WrongMunicipality,
)


def is_repeated(update_number: int, known: Known | None) -> bool:
    """Whether the file already went through this 更新順番号; it must then be dropped or, if altered, refused."""
    return known is not None and update_number <= known.update_number


def check(
    update: Update,
    known: Known | None,
    *,
    own: MunicipalityCode,
    today: date,
    rules: Rules,
    number_is_taken: bool,
) -> None:
    """Refuse an update that does not fit what the file knows. ``today`` is the legal day in the city.

    ``number_is_taken``: whether another resident on file, living here, has the same individual number.

    Raises:
        UpdateGap: not the next 更新順番号 of its resident code (the first is 1).
        UpdatesBarred, RecordReserved: a flag forbids it.
        AlreadyLiving, NotFirst, NotOnFile, AlreadyRemoved: the class of event does not fit the state.
        MoreThanAddress: 転居 that touches more than the address.
        NumberChanged, NumberTaken: the individual number is not the one on file, or is somebody else's.
        CodeChanged: the 住民票コード is another one, by a reason that changes none.
        WrongMunicipality: the address is not in ``own``.
        UnknownReason, EventInFuture, BornAfterEvent, UnknownDateRefused, NoSuchDay, OldEraDayRefused: see each.
    """
    _check_order(update, known)
    _check_state(update, known, rules)
    if update.former_resident_code and update.event_reason not in rules.code_changes:
        raise CodeChanged
    _check_person(update, known, rules, number_is_taken=number_is_taken)
    if update.municipality != own:
        raise WrongMunicipality
    _check_days(update, today, rules)


def _check_order(update: Update, known: Known | None) -> None:
    expected = known.update_number + 1 if known else 1
    if update.update_number != expected:
        raise UpdateGap(expected=expected)
    if known and known.barred:
        raise UpdatesBarred
    if known and known.reserved:
        raise RecordReserved


def _check_state(update: Update, known: Known | None, rules: Rules) -> None:
    if update.event_class is EventClass.ENTRY:
        if known and known.living:
            raise AlreadyLiving
        if known and update.event_reason in rules.first_ever:
            raise NotFirst(reason=update.event_reason)
        return
    if known is None:
        raise NotOnFile
    if not known.living:
        raise AlreadyRemoved


def _check_person(update: Update, known: Known | None, rules: Rules, *, number_is_taken: bool) -> None:
    if update.event_reason not in rules.reasons.get(update.event_class, frozenset()):
        raise UnknownReason(label=update.event_class.label)
    differing = known.identity.differing(update.identity) if known else ()
    if differing and update.event_reason in rules.moves_within:
        raise MoreThanAddress(items="、".join(differing))
    had = known.identity.individual_number if known else None
    if had and had != update.identity.individual_number and update.event_reason not in rules.number_changes:
        raise NumberChanged
    if number_is_taken:
        raise NumberTaken


def _check_days(update: Update, today: date, rules: Rules) -> None:
    certified = update.event_reason in rules.certified_days
    (DateRule.CERTIFIED if certified else DateRule.CALENDAR_ONLY).check(update.event_date.form)
    if update.event_date.internal > today:
        raise EventInFuture
    if not update.event_date.form.is_unknown and update.identity.birth.internal > update.event_date.internal:
        raise BornAfterEvent
