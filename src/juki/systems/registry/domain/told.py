"""Who hears of what: by the items that changed, as data.

What has a receiver is sent by ``services.announcing``; what has none yet is queued as such (``AWAITED``).

Source: 住基法9条1項, 19条1項, 24条の2, 30条の6; 番号法7条; 入管法61条の7の2; STD 7.1.1.1, 7.1.1.4, 7.1.2.1, 7.1.2.3, 7.2.4.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from juki.systems.registry.domain.event_reasons import REASONS, EventClass, Family
from juki.systems.registry.domain.flat import flat
from juki.systems.registry.domain.items import EVENT, SERIALS, Group, columns_of
from juki.systems.registry.domain.movement import Written
from juki.systems.registry.domain.resident import Kind, Resident

_SINCE = frozenset({"foreign_since", "foreign_since_form", "foreign_since_text"})
_DAYS = frozenset(
    f"{name}{part}" for name in ("became_resident", "settled") for part in ("", "_form", "_text")
)
_WRITTEN_ADDRESS = columns_of(Group.ADDRESS) - frozenset(SERIALS)
_CERTIFIED_KANA = frozenset({"kana_surname", "kana_given", "kana_certified"})

IDENTIFICATION = (
    columns_of(
        Group.NAME, Group.FORMER_SURNAME, Group.ALIAS, Group.BIRTH, Group.SEX, Group.INDIVIDUAL_NUMBER, Group.RESIDENT_CODE
    )
    | _WRITTEN_ADDRESS | _DAYS | _SINCE
)  # fmt: skip
"""A change of these is one of 本人確認情報; the reading counts where it is certified. Household items are none of them.

Source: 住基法7条1号–3号, 7号, 8号の2, 13号, 30条の6; 住基法施行令30条の14, 30条の16.
"""
NUMBERED = (
    columns_of(Group.NAME, Group.KANA, Group.BIRTH, Group.SEX, Group.INDIVIDUAL_NUMBER) | _WRITTEN_ADDRESS
)
"""個人番号 and 4情報 that 団体内統合宛名 keeps; the household fact (住基法7条4号) is compared beside them."""
ADDRESSED = (
    columns_of(Group.NAME, Group.KANA, Group.SEX, Group.BIRTH) | _WRITTEN_ADDRESS | _DAYS
    | {"state", "household_number"}
)  # fmt: skip
"""What 宛名管理 keeps of a resident."""

_REMADE = frozenset({"KAISEI_SHOJO", "KAISEI_KISAI", "SAISEI_SHOJO", "SAISEI_KISAI"})


def changed(before: Resident | None, after: Resident) -> frozenset[str]:
    """The columns that are otherwise afterwards; all of them for somebody new."""
    row = flat(after)
    if before is None:
        return frozenset(row) - frozenset(EVENT)
    earlier = flat(before)
    return frozenset(column for column, value in row.items() if earlier[column] != value) - frozenset(EVENT)


def is_identification_changed(written: Written) -> bool:
    """Whether a version is an update of 本人確認情報: 記載, 消除, or 修正 of an item of it. 改製 and 再製 are none."""
    event = written.resident.event
    if event.reason in _REMADE:
        return False
    if event.event_class != EventClass.AMENDMENT:
        return True
    items = changed(written.before, written.resident)
    return not items.isdisjoint(IDENTIFICATION) or _is_certified_reading_changed(written, items)


def _is_certified_reading_changed(written: Written, items: frozenset[str]) -> bool:
    before, after = written.before, written.resident
    certified = after.names.kana_certified or (before is not None and before.names.kana_certified)
    return certified and not items.isdisjoint(_CERTIFIED_KANA)


UNLISTED = frozenset(code for code in REASONS if code.startswith(("KOJIN_BANGO", "CODE_")))
"""異動事由 of which no list of persons may be made. Source: STD 4.3.1, 7.1.2.1 (実装しない機能)."""


class AwaitedReceiver(StrEnum):
    """A receiver that is not built: the message is queued and goes nowhere."""

    CITIES = "cities"
    NATION = "nation"
    CARDS = "cards"
    FAMILY = "family"
    IMMIGRATION = "immigration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A message of the catalogue without a receiver, and when it is due.

    It is due for ``reasons``, or on an 記載 (``entry``), 消除 (``removal``), or a change of one of ``columns``; only for
    residents of ``kind``, only where the 本籍 is ``within`` this municipality or not, and never for ``silent`` reasons.
    """

    message: str
    label: str
    receiver: AwaitedReceiver
    basis: str
    reasons: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    entry: bool = False
    removal: bool = False
    columns: frozenset[str] = field(default_factory=frozenset)
    kind: Kind | None = None
    within: bool | None = None


_REGISTERED_ADDRESS = columns_of(Group.NAME, Group.REGISTER) | _WRITTEN_ADDRESS | _DAYS
_ABROAD = frozenset({"KOKUGAI_TENSHUTSU"})
_NUMBERS = frozenset({"KOJIN_BANGO_HENKO", "KOJIN_BANGO_SHOKKEN_HENKO"})

AWAITED: tuple[Awaited, ...] = (
    Awaited(
        message="register-address-notice", label="戸籍附票記載事項通知", receiver=AwaitedReceiver.CITIES, basis="住基法19条1項",
        reasons=_ABROAD, entry=True, columns=_REGISTERED_ADDRESS, kind=Kind.JAPANESE, within=False, silent=_REMADE,
    ),
    Awaited(
        message="register-address", label="戸籍附票の記載", receiver=AwaitedReceiver.FAMILY, basis="住基法17条; STD 7.2.4",
        reasons=_ABROAD, entry=True, columns=_REGISTERED_ADDRESS, kind=Kind.JAPANESE, within=True, silent=_REMADE,
    ),
    Awaited(
        message="municipal-notice", label="市町村通知", receiver=AwaitedReceiver.IMMIGRATION, basis="入管法61条の7の2",
        entry=True, removal=True, kind=Kind.FOREIGN, silent=_REMADE | {"HOMU_SHOJO", "ZAIRYU_SHUSEI"},
        columns=columns_of(Group.NAME, Group.BIRTH, Group.SEX, Group.FOREIGN) | _WRITTEN_ADDRESS,
    ),
    Awaited(
        message="number-change-request", label="個人番号の変更要求", receiver=AwaitedReceiver.NATION,
        basis="番号法7条2項; STD 7.1.2.1", reasons=_NUMBERS,
    ),
    Awaited(
        message="delivery-address", label="送付先情報", receiver=AwaitedReceiver.CARDS, basis="STD 7.1.1.4, 9.7",
        reasons=_NUMBERS | {"KOJIN_BANGO_SHITEI", "JUKYO_HYOJI"},
    ),
    Awaited(
        message="card-ended", label="個人番号カードの廃止", receiver=AwaitedReceiver.CARDS, basis="STD 7.1.1.3",
        reasons=frozenset({"SHIBO", "SHISSO", "SHOKKEN_SHOJO", "HOMU_SHOJO"}) | _NUMBERS,
    ),
    Awaited(
        message="first-move-in", label="最初の転入届があった旨の通知", receiver=AwaitedReceiver.CITIES,
        basis="住基法24条の2第3項", reasons=frozenset({"TOKUREI_TENNYU"}),
    ),
)  # fmt: skip
"""In the order of the catalogue. ``first-move-in`` goes where the certificate was not there before the 転入届."""


def awaited_of(written: Written, *, municipality: str, place: str) -> Iterator[Awaited]:
    """The messages without a receiver that a version calls for.

    ``municipality`` is the code of this one and ``place`` its name as a 本籍 begins with it. A plan changes nothing yet.
    """
    resident = written.resident
    items = changed(written.before, resident)
    for awaited in AWAITED:
        if awaited.kind is not None and resident.kind is not awaited.kind:
            continue
        if awaited.within is not None and awaited.within is not _is_within(resident, municipality, place):
            continue
        if _is_due(awaited, written, items):
            yield awaited


def _is_due(awaited: Awaited, written: Written, items: frozenset[str]) -> bool:
    event = written.resident.event
    if event.reason in awaited.silent:
        return False
    match event.event_class:
        case EventClass.ENTRY:
            return awaited.entry or event.reason in awaited.reasons
        case EventClass.REMOVAL:
            return awaited.removal or event.reason in awaited.reasons
        case _:
            planned = REASONS[event.reason].family is Family.LEAVING
            return not planned and (event.reason in awaited.reasons or not items.isdisjoint(awaited.columns))


def _is_within(resident: Resident, municipality: str, place: str) -> bool:
    register = resident.register
    if register is None:
        return False
    if register.municipality:
        return register.municipality == municipality
    return register.honseki.startswith(place)
