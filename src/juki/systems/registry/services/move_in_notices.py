"""転入通知 of other municipalities: recorded without a clerk where the record allows it, a task where it does not.

Of several about one person the newest holds; one that is sent again corrects what the earlier one said.

Source: 住基法9条1項; STD 4.1.3.1.1, 4.1.3.1.2.
"""

import hashlib
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

import msgspec
from django.db import transaction

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act, Actor, log_before_showing
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.movement import Movement, PersonChange
from juki.systems.registry.domain.outcomes.errors import NothingChanges
from juki.systems.registry.domain.resident import Basis, ConfirmedMoveOut
from juki.systems.registry.errors import NoSuchResident, UnreadableNotice
from juki.systems.registry.peers.contract import AddressBlock, MoveInNoticeReceived
from juki.systems.registry.records.models import MoveInNoticeRow, ResidentRow
from juki.systems.registry.services import recording

REASON = "TENNYU_TSUCHI"
MOST = 100


class ShownNotice(msgspec.Struct, frozen=True):
    """A notice in the list; what it says is filled for a task."""

    notice: UUID
    addressee_number: str
    new_municipality: str
    moved_in_on: date
    received_at: datetime
    outcome: str
    code: str
    new_address: str = ""


def take(act: Act, message: MoveInNoticeReceived) -> None:
    """Apply a notice; what cannot be applied is kept as a task and holds nothing else back.

    Raises:
        UnreadableNotice: an item does not have its form (the message is parked).
    """
    read = _read(message, act.times)
    known = MoveInNoticeRow.objects.filter(pk=read.notice).first()
    if known is not None:
        if known.digest != read.digest:
            raise UnreadableNotice(item="notice")
        act.log("move_in_notice.dropped", outcome="duplicate", detail={"notice": message.notice})
        return
    row = ResidentRow.objects.filter(resident_code=read.resident_code).order_by("state").first()
    read.addressee_number = row.addressee_number if row else ""
    newer = MoveInNoticeRow.objects.filter(resident_code=read.resident_code, sent_at__gt=read.sent_at)
    if newer.exists():
        read.outcome = "older"
    else:
        read.code = _recorded(act, read, message) if row else NoSuchResident.code
        read.outcome = "task" if read.code else "applied"
    read.content = msgspec.to_builtins(message) if read.outcome == "task" else {}
    read.save(force_insert=True)
    act.log(
        "move_in_notice.taken", outcome=read.outcome, detail={"notice": message.notice, "code": read.code},
        subjects=[f"addressee:{read.addressee_number}"] if row else [],
    )  # fmt: skip


def listed(*, actor: Actor, times: Times, outcome: str = "") -> list[ShownNotice]:
    """The newest notices, of one outcome or of all (転入通知情報取込エラー一覧: ``task``); logged before they are shown."""
    rows = MoveInNoticeRow.objects.order_by("-received_at", "notice")
    found = list((rows.filter(outcome=outcome) if outcome else rows)[:MOST])
    log_before_showing(
        actor, "move_in_notice.listed", reason="move-in-notices", times=times, detail={"notices": len(found)},
        subjects=sorted({f"addressee:{row.addressee_number}" for row in found if row.addressee_number}),
    )  # fmt: skip
    return [
        ShownNotice(
            notice=row.notice, addressee_number=row.addressee_number, new_municipality=row.new_municipality,
            moved_in_on=row.moved_in_on, received_at=row.received_at, outcome=row.outcome, code=row.code,
            new_address=_line(row),
        )
        for row in found
    ]  # fmt: skip


def _line(row: MoveInNoticeRow) -> str:
    if not row.content:
        return ""
    return msgspec.convert(row.content["new_address"], AddressBlock).one_line


def _recorded(act: Act, read: MoveInNoticeRow, message: MoveInNoticeReceived) -> str:
    """Record the notice under a trace of its own, for a household's notices share one; the code of what forbids it."""
    today = act.times.legal_day
    confirmed = ConfirmedMoveOut(
        day=read.moved_in_on, notice_on=today, basis=Basis.NOTICE, address=_address(message)
    )
    movement = Movement(
        reason=REASONS[REASON], day=LegalDate.from_day(read.moved_in_on), basis=Basis.NOTICE, notified_on=today,
        processed_on=today, persons=(PersonChange(addressee_number=read.addressee_number),), confirmed=confirmed,
    )  # fmt: skip
    entries, outgoing = len(act.entries), len(act.outgoing)
    try:
        with transaction.atomic():
            own = replace(act, trace=read.trace, came_from=None)
            recording.record_movement(own, movement, operator=act.actor.who, terminal=act.actor.terminal)
    except JukiError as error:
        del act.entries[entries:], act.outgoing[outgoing:]
        return "" if isinstance(error, NothingChanges) else error.code
    return ""


def _address(message: MoveInNoticeReceived) -> Address:
    block = message.new_address
    return Address(
        municipality=MunicipalityCode(block.municipality), postal_code=block.postal_code, prefecture=block.prefecture,
        city=block.city, town=block.town, town_code=block.town_code, lot=block.lot, building=block.building,
    )  # fmt: skip


def _read(message: MoveInNoticeReceived, times: Times) -> MoveInNoticeRow:
    try:
        sent_at, moved_in_on = (
            datetime.fromisoformat(message.sent_at),
            date.fromisoformat(message.moved_in_on),
        )
        notice = UUID(message.notice)
    except ValueError:
        raise UnreadableNotice(item="sent_at") from None
    if sent_at.tzinfo is None:
        raise UnreadableNotice(item="sent_at")
    if moved_in_on > times.legal_day:
        raise UnreadableNotice(item="moved_in_on")
    code = ResidentCode(message.resident_code).digits
    _address(message)
    return MoveInNoticeRow(
        notice=notice, digest=hashlib.sha256(msgspec.json.encode(message)).hexdigest(), resident_code=code,
        new_municipality=MunicipalityCode(message.new_municipality).digits, moved_in_on=moved_in_on, sent_at=sent_at,
        received_at=times.machine, trace=uuid5(notice, "move-in-notice"),
    )  # fmt: skip
