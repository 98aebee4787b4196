"""What a password of a member of staff must be. The rules' numbers are the city's; this module knows none.

Source: document III 3 risk 2 (user id and password, changed from time to time); STD 10.3.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_FEWEST_DIFFERENT = 5
_PART = re.compile(r"[a-z0-9]{4,}")
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """Length in characters, how many former passwords may not come back, and days until it must change (0: never)."""

    least: int
    most: int
    remembered: int
    days: int

    def is_outdated(self, set_at: datetime, now: datetime) -> bool:
        """Whether a password set at ``set_at`` must be changed; both machine time."""
        return self.days > 0 and now - set_at >= timedelta(days=self.days)


class Fault(StrEnum):
    """Why a password will not do, as its owner reads it."""

    SHORT = "短すぎます"
    LONG = "長すぎます"
    PLAIN = "使われている文字の種類が少なすぎます"
    HAS_ID = "IDまたはその一部が含まれています"
    UNTYPABLE = "入力できない文字が含まれています"


def fault_of(password: str, *, client: str, rules: PasswordRules) -> Fault | None:
    """The first reason why ``password`` may not be that of ``client``; None if it may."""
    if not password.isprintable():
        return Fault.UNTYPABLE
    if len(password) < rules.least:
        return Fault.SHORT
    if len(password) > rules.most:
        return Fault.LONG
    if len(set(password)) < _FEWEST_DIFFERENT:
        return Fault.PLAIN
    folded = password.casefold()
    if client in folded or any(part in folded for part in _PART.findall(client)):
        return Fault.HAS_ID
    return None


def made_up() -> str:
    """A new random password (80 bits) that is easily read out and typed: ``k7mx-…`` in four groups of four."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
