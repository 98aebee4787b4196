"""番号確認: only a fresh positive answer about exactly these facts lets a person be recorded.

One person found by details is no identity, and a mismatch is never turned into a link.

Source: 番号法14条; document III(1)2 リスク3; docs/rules/move-in.md.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from juki.kernel.errors import JukiError
from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.domain.errors import (
    FoundByDetailsOnly,
    ManyFound,
    NumberMismatch,
    NumberRemoved,
    NumberUnknown,
    OtherFacts,
    StaleConfirmation,
)

MATCH = "match"

_REFUSALS: dict[str, type[JukiError]] = {
    "mismatch": NumberMismatch,
    "one_by_details": FoundByDetailsOnly,
    "many": ManyFound,
    "none": NumberUnknown,
    "removed": NumberRemoved,
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Facts:
    """What was asked about: number, name, birth and sex, and the former address where it was given."""

    individual_number: str
    full_name: str
    birth: LegalDate
    sex: str
    address: str = ""

    def digest(self, salt: bytes) -> bytes:
        """Salted SHA-256 over the facts (32 bytes): tells whether others are the same, and nothing else."""
        content = [
            self.individual_number,
            self.full_name,
            list(self.birth.to_storage()),
            self.sex,
            self.address,
        ]
        return hashlib.sha256(salt + json.dumps(content, ensure_ascii=False).encode()).digest()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Confirmation:
    """A kept answer: when (machine time), about what (salted digest), and what it said."""

    outcome: str
    machine_time: datetime
    salt: bytes
    digest: bytes
    with_address: bool
    resident_code: str


def demand_match(kept: Confirmation, facts: Facts, *, now: datetime, minutes: int, person: int) -> str:
    """The 住民票コード of the person whom ``kept`` confirms.

    ``now`` is machine time, ``minutes`` how long an answer is good for, ``person`` counts from 1.

    Raises:
        OtherFacts: the answer is about something else.
        NumberMismatch, FoundByDetailsOnly, ManyFound, NumberUnknown, NumberRemoved: it is not positive.
        StaleConfirmation: it is too old.
    """
    if facts.digest(kept.salt) != kept.digest:
        raise OtherFacts(person=person)
    if kept.outcome != MATCH:
        raise _REFUSALS[kept.outcome](person=person)
    if now - kept.machine_time > timedelta(minutes=minutes):
        raise StaleConfirmation(person=person, minutes=minutes)
    return kept.resident_code
