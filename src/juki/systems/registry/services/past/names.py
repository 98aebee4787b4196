"""Which 旧氏 and 通称 somebody had, from when to when.

通称の履歴 is a table of its own, kept for the person; which 旧氏 stood on a 住民票 follows from its versions.

Source: 住基法施行令30条の13–17; STD 1.1.7, 2.2.1.
"""

from datetime import date

import msgspec

from juki.kernel.clock import Times
from juki.kernel.work import Actor
from juki.systems.registry.services import alias_histories
from juki.systems.registry.services.alias_histories import AliasEntry
from juki.systems.registry.services.past.timeline import ShownVersion, timeline


class FormerSurname(msgspec.Struct, frozen=True):
    """What a version says of 旧氏 that the one before it did not; blank: deleted. ``number`` is its 履歴番号."""

    number: int
    label: str
    day: str
    processed_on: date
    text: str
    kana: str
    certified: bool


class NameHistory(msgspec.Struct, frozen=True):
    """旧氏 of one 住民票, the latest first; 通称 of the person by 連番."""

    former_surnames: list[FormerSurname]
    aliases: list[AliasEntry]


def name_history(
    addressee_number: str, *, record: int | None = None, actor: Actor, times: Times
) -> NameHistory:
    """Of the 住民票 ``record`` (the last one, when None); logged like the 異動履歴 of which it is a part.

    What was taken back, and what takes it back, is left out.

    Raises:
        InvalidSerialNumber, NoSuchResident: see ``timeline``.
    """
    versions = timeline(addressee_number, record=record, actor=actor, times=times)[::-1]
    found = []
    for place, version in enumerate(versions):
        earlier = _of(versions[place - 1]) if place else ("", "", False)
        if _of(version) != earlier and version.cancelled_by is None and version.cancels is None:
            found.append(_told(version))
    return NameHistory(found[::-1], alias_histories.of(addressee_number))


def _of(version: ShownVersion) -> tuple[str, str, bool]:
    name = version.resident.name
    return name.former_surname, name.former_surname_kana, name.former_surname_kana_certified


def _told(version: ShownVersion) -> FormerSurname:
    text, kana, certified = _of(version)
    return FormerSurname(
        version.number, version.label, version.resident.event_day.text, version.processed_on, text, kana, certified
    )  # fmt: skip
