"""個別事項 that business systems tell: taken as they come, shown as they stand or stood.

The register never asks for anything here: each duty tells what it has, and only of its own kind.

Source: 住基法7条9号–11号の2; STD 1.1.1, 1.1.2, 7.2.2.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from pathlib import Path

import msgspec

from juki.kernel.clock import JAPAN, Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Act, Actor, log_before_showing
from juki.systems.registry.domain.matter import LABELS, Matter, MatterKind
from juki.systems.registry.domain.matter_errors import ForeignVoter, MatterOfAnother, MatterToldOtherwise
from juki.systems.registry.domain.resident import Kind
from juki.systems.registry.errors import DayToCome, NoSuchResident
from juki.systems.registry.peers.contract import IndividualMatter
from juki.systems.registry.peers.matters import kind_of, matter_of
from juki.systems.registry.records.models import MatterRow, ResidentRow
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.matter_items import MatterItem, items
from juki.systems.registry.services.residents import current, known_subjects

REASON = "matter"
SENDERS = Path(__file__).parent / "matter_senders.toml"


class ShownMatter(msgspec.Struct, frozen=True, omit_defaults=True):
    """One 個別事項 as it was told: the values, and as ``items`` the lines that a page shows."""

    kind: str
    label: str
    items: list[MatterItem]
    number: int
    sender: str
    taken_on: date
    recorded_at: datetime
    applies: bool | None = None
    acquired_on: date | None = None
    lost_on: date | None = None
    pension_number: str = ""
    category: str = ""
    category_changed_on: date | None = None
    from_month: str = ""
    to_month: str = ""


def take(act: Act, message: IndividualMatter) -> None:
    """Keep what a business system told. A report that comes late is kept and does not hold; the same again is nothing new.

    Raises:
        MatterOfAnother: not of the duty of the one who tells it (the message is parked, as by every error here).
        NoSuchResident: nobody here has this 宛名番号.
        UnreadableMatter, ContradictoryMatter, InvalidPensionNumber: an item is wrong.
        ForeignVoter: a foreign resident in 選挙人名簿.
        MatterToldOtherwise: the same number was told with other content.
    """
    kind = kind_of(message)
    if senders().get(kind) != message.target:
        raise MatterOfAnother
    matter = matter_of(message)
    _demand_about_somebody(message.addressee_number, matter)
    key = {"addressee_number": message.addressee_number, "kind": str(kind), "number": message.number}
    known = MatterRow.objects.filter(**key).first() or removed_store.matter(
        message.addressee_number, str(kind), message.number
    )
    if known is None:
        MatterRow.objects.create(
            **key, **_columns(matter), sender=message.target, taken_on=act.times.legal_day,
            recorded_at=act.times.machine, trace=act.trace,
        )  # fmt: skip
    elif (matter_from(known), known.sender) != (matter, message.target):
        raise MatterToldOtherwise
    act.log(
        "matter.taken" if known is None else "matter.repeated",
        subjects=[f"addressee:{message.addressee_number}"],
        detail={"kind": str(kind), "number": message.number, "target": message.target},
    )


def listed(
    addressee_number: str,
    *,
    actor: Actor,
    times: Times,
    day: date | None = None,
    known_at: datetime | None = None,
    record: int | None = None,
) -> list[ShownMatter]:
    """What was told of a person, logged before it is shown.

    Raises:
        InvalidSerialNumber: not the shape of a 宛名番号.
        DayToCome: ``day`` is after today.
        NoSuchResident: unknown number; it is not logged, for it may be somebody's 個人番号.
    """
    AddresseeNumber(addressee_number)
    if day is not None and day > times.legal_day:
        raise DayToCome
    subjects = known_subjects([addressee_number])
    log_before_showing(
        actor, "matter.shown", reason=REASON, times=times, subjects=subjects, outcome="shown" if subjects else "none"
    )  # fmt: skip
    if not subjects:
        raise NoSuchResident
    return of(addressee_number, day=day, known_at=known_at, record=record)


def of(
    addressee_number: str, *, day: date | None = None, known_at: datetime | None = None, record: int | None = None
) -> list[ShownMatter]:  # fmt: skip
    """The 個別事項 of a person, one of each kind that was told, in the order of 住基法7条.

    ``record``: of a former 住民票 that is in the 除票 store, as they went there with it.
    ``day``: as it had come by the end of that legal day; ``known_at``: as it had come at that moment. Nothing is logged
    here: whoever shows it does.
    """
    newest = {
        row.kind: row
        for row in _told(addressee_number, record)
        if (day is None or row.taken_on <= day) and (known_at is None or row.recorded_at <= known_at)
    }
    return [_shown(newest[kind]) for kind in MatterKind if kind in newest]


def _told(addressee_number: str, record: int | None) -> list[MatterRow]:
    """All reports by number: what went to the 除票 store with the 住民票 ``record`` is told of that one alone."""
    here = list(MatterRow.objects.filter(addressee_number=addressee_number))
    heads = ResidentRow.objects.filter(addressee_number=addressee_number).values_list("record", flat=True)
    last = heads.first() or removed_store.last_record(addressee_number)
    chosen = last if record is None else record
    stored = removed_store.matters(addressee_number, chosen) if chosen is not None else []
    if chosen != last and removed_store.last(addressee_number, chosen):
        here = []
    found = {(row.kind, row.number): row for row in (*stored, *here)}
    return sorted(found.values(), key=lambda row: row.number)


def matter_from(row: MatterRow) -> Matter:
    """What a row says."""
    return Matter(
        kind=MatterKind(row.kind), applies=row.applies, acquired_on=row.acquired_on, lost_on=row.lost_on,
        pension_number=row.pension_number, category=row.category, category_changed_on=row.category_changed_on,
        from_month=row.from_month, to_month=row.to_month,
    )  # fmt: skip


@cache
def senders() -> Mapping[str, str]:
    """Which business system may tell which kind."""
    return tomllib.loads(SENDERS.read_text(encoding="utf-8"))


def _demand_about_somebody(addressee_number: str, matter: Matter) -> None:
    resident = current(addressee_number)
    if resident is None:
        raise NoSuchResident
    if matter.kind is MatterKind.VOTER_ROLL and matter.applies and resident.kind is Kind.FOREIGN:
        raise ForeignVoter


def _columns(matter: Matter) -> dict[str, object]:
    return {name: value for name, value in asdict(matter).items() if name != "kind"}


def _shown(row: MatterRow) -> ShownMatter:
    matter = matter_from(row)
    return ShownMatter(
        kind=row.kind, label=LABELS[matter.kind], items=items(matter), number=row.number, sender=row.sender,
        taken_on=row.taken_on, recorded_at=row.recorded_at.astimezone(JAPAN), applies=row.applies,
        acquired_on=row.acquired_on, lost_on=row.lost_on, pension_number=row.pension_number, category=row.category,
        category_changed_on=row.category_changed_on, from_month=_month(row.from_month), to_month=_month(row.to_month),
    )  # fmt: skip


def _month(first_day: date | None) -> str:
    return "" if first_day is None else first_day.isoformat()[:7]
