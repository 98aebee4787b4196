"""What the simulated business systems take for possible."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.outside.business.errors import (
    BadRecord,
    MayBeIndividualNumber,
    OtherMatter,
    OtherTarget,
    UnknownTarget,
)
from juki.outside.business.peers import ResidentRecord

INDIVIDUAL_NUMBER_LENGTH = 12
DATA = Path(__file__).parent / "targets.toml"


@cache
def targets() -> dict[str, str]:
    """The simulated business systems by name, each with its Japanese title."""
    found: dict[str, str] = _data()["target"]
    return found


@cache
def clients() -> Mapping[str, Sequence[str]]:
    """The targets that a client certificate may speak for, by its name."""
    found: dict[str, list[str]] = _data()["client"]
    return found


@cache
def reports() -> Mapping[str, str]:
    """The kind of 個別事項 that a business system tells; not everyone has one."""
    found: dict[str, str] = _data()["report"]
    return found


def require_report(target: str, kind: str) -> None:
    """Refuse a 個別事項 that is another's.

    Raises:
        OtherMatter: see above.
    """
    if reports().get(target) != kind:
        raise OtherMatter


def require_client(client: str, target: str) -> None:
    """Refuse who speaks for a target that is not simulated here, or not its own.

    Raises:
        UnknownTarget, OtherTarget: see above.
    """
    require_target(target)
    if target not in clients().get(client, ()):
        raise OtherTarget


def require_target(name: str) -> None:
    """Refuse a target that is not simulated here.

    Raises:
        UnknownTarget: see above.
    """
    if name not in targets():
        raise UnknownTarget


def addressee_number(text: str) -> str:
    """A 宛名番号 as typed.

    Raises:
        InvalidSerialNumber: wrong shape or check digit.
        MayBeIndividualNumber: twelve digits.
    """
    number = str(AddresseeNumber.parse(text))
    if len(number) == INDIVIDUAL_NUMBER_LENGTH:
        raise MayBeIndividualNumber
    return number


def require_record(record: ResidentRecord) -> None:
    """Refuse a record that cannot be kept.

    Raises:
        UnknownTarget: for nobody here.
        BadRecord: no entry, or a number or day that is none.
    """
    require_target(record.target)
    if not record.entry:
        raise BadRecord(what="データ利用の承認番号")
    _check("宛名番号", AddresseeNumber, record.addressee_number)
    _check("有効開始日", date.fromisoformat, record.valid_from)
    if record.individual_number:
        _check("個人番号", IndividualNumber, record.individual_number)


def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _check(what: str, read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except (JukiError, ValueError):
        raise BadRecord(what=what) from None
