"""メモ of a person: written, changed and deleted with who and when; every state is kept. Source: STD 1.1.15."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.db import IntegrityError

from juki.kernel.clock import JAPAN, Times
from juki.kernel.values import written_text
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Actor, log_before_showing, one_act
from juki.systems.registry.errors import NoSuchMemo, NoSuchResident, StaleMemo
from juki.systems.registry.records.memo import CHANGED, DELETED, WRITTEN
from juki.systems.registry.records.models import MemoRow
from juki.systems.registry.services.forms import Form, Short
from juki.systems.registry.services.residents import known_subjects

LIMIT = 2000
REASON = "memo"
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=LIMIT)]
Number = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class MemoForm(Form, frozen=True, kw_only=True):
    """A new memo."""

    addressee_number: Short
    text: Text


class MemoChangeForm(Form, frozen=True, kw_only=True):
    """Other words. ``number`` is the state that the caller saw."""

    memo: UUID
    number: Number
    text: Text


class MemoDeletionForm(Form, frozen=True, kw_only=True):
    """Away with it; what it said stays in its history."""

    memo: UUID
    number: Number


class MemoState(msgspec.Struct, frozen=True):
    """What was done with a memo: ``action`` is written, changed or deleted."""

    number: int
    action: str
    text: str
    by: str
    terminal: str
    at: datetime


class ShownMemo(msgspec.Struct, frozen=True):
    """A memo as it stands, and the states before, the latest first, where they were asked for."""

    memo: UUID
    addressee_number: str
    current: MemoState
    earlier: list[MemoState]


def listed(
    addressee_number: str, *, actor: Actor, times: Times, with_history: bool = False
) -> list[ShownMemo]:
    """The memos of a person, the newest first; with ``with_history`` also deleted ones and every earlier state.

    Raises:
        InvalidSerialNumber: not the shape of a 宛名番号.
        NoSuchResident: unknown number; it is not logged, for it may be somebody's 個人番号.
    """
    AddresseeNumber(addressee_number)
    subjects = known_subjects([addressee_number])
    log_before_showing(
        actor,
        "memo.shown",
        reason=REASON,
        times=times,
        subjects=subjects,
        outcome="shown" if subjects else "none",
    )
    if not subjects:
        raise NoSuchResident
    states: dict[UUID, list[MemoRow]] = {}
    for row in MemoRow.objects.filter(addressee_number=addressee_number).order_by("-number"):
        states.setdefault(row.memo, []).append(row)
    kept = [rows for rows in states.values() if with_history or rows[0].action != DELETED]
    newest = sorted(kept, key=lambda rows: rows[0].at_machine, reverse=True)
    return [_shown(rows, with_history=with_history) for rows in newest]


def write(form: MemoForm, *, actor: Actor, times: Times, trace: UUID) -> ShownMemo:
    """A new memo; its id is ``trace``.

    Raises:
        NoSuchResident: nobody has this number.
        JukiError: the text breaks its rule.
    """
    AddresseeNumber(form.addressee_number)
    if not known_subjects([form.addressee_number]):
        raise NoSuchResident
    _check(form.text)
    row = MemoRow(
        memo=trace, number=1, addressee_number=form.addressee_number, action=WRITTEN, words=form.text
    )
    return _kept(row, actor=actor, times=times, trace=trace)


def change(form: MemoChangeForm, *, actor: Actor, times: Times, trace: UUID) -> ShownMemo:
    """Other words for a memo.

    Raises:
        NoSuchMemo: there is none, or it was deleted.
        StaleMemo: it is no longer what the caller saw.
        JukiError: the text breaks its rule.
    """
    _check(form.text)
    return _next(form.memo, form.number, CHANGED, form.text, actor=actor, times=times, trace=trace)


def delete(form: MemoDeletionForm, *, actor: Actor, times: Times, trace: UUID) -> ShownMemo:
    """Delete a memo.

    Raises:
        NoSuchMemo, StaleMemo: see ``change``.
    """
    return _next(form.memo, form.number, DELETED, "", actor=actor, times=times, trace=trace)


def _check(text: str) -> None:
    """Line by line: a memo may have several."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines or [""]:
        written_text.check(line, limit=LIMIT)


def _next(
    memo: UUID, number: int, action: str, text: str, *, actor: Actor, times: Times, trace: UUID
) -> ShownMemo:
    done = MemoRow.objects.filter(trace=trace).first()
    if done is not None:
        return _shown([done])
    last = MemoRow.objects.filter(memo=memo).order_by("-number").first()
    if last is None or last.action == DELETED:
        raise NoSuchMemo
    if last.number != number:
        raise StaleMemo
    row = MemoRow(
        memo=memo, number=number + 1, addressee_number=last.addressee_number, action=action, words=text
    )
    return _kept(row, actor=actor, times=times, trace=trace)


def _kept(row: MemoRow, *, actor: Actor, times: Times, trace: UUID) -> ShownMemo:
    row.trace, row.by, row.terminal = trace, actor.who, actor.terminal
    row.at_city, row.at_machine = times.city, times.machine
    try:
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            row.save(force_insert=True)
            act.log(
                f"memo.{row.action}",
                subjects=[f"addressee:{row.addressee_number}"],
                detail={"number": row.number},
            )
    except IntegrityError:
        done = MemoRow.objects.filter(trace=trace, memo=row.memo, number=row.number).first()
        if done is None:
            raise StaleMemo from None
        return _shown([done])
    return _shown([row])


def _shown(rows: list[MemoRow], *, with_history: bool = False) -> ShownMemo:
    states = [
        MemoState(
            row.number, row.action, row.words, row.by.removeprefix("client:"), row.terminal,
            row.at_city.astimezone(JAPAN),
        )
        for row in rows
    ]  # fmt: skip
    return ShownMemo(
        rows[0].memo, rows[0].addressee_number, states[0], states[1:] if with_history else []
    )  # fmt: skip
