"""What an approval is bound to: the exact content of an act, by SHA-256 of its canonical form."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

Fact = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """An act before it is done: what it is done to (``parked:…``), and all that its effect follows from.

    The approver sees every fact; so nothing that the effect depends on may be left out, and no person is named in them.
    """

    subject: str
    facts: Mapping[str, Fact]


def canonical(system: str, kind: str, content: Content) -> str:
    """The one spelling: JSON without blanks, names sorted, characters as they are."""
    return json.dumps(
        [system, kind, content.subject, dict(content.facts)],
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip


def digest(system: str, kind: str, content: Content) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(system, kind, content).encode("utf-8", "surrogatepass")).hexdigest()
