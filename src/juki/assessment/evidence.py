"""The evidence file: what the test run saw, one entry per test that claims to prove something."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from juki.assessment.errors import EvidenceUnreadable

Outcome = Literal["passed", "failed", "skipped", "xfailed", "xpassed"]


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One test: ``rows`` are what it claims, ``systems`` those whose code was seen to run: of those that count, the first."""

    nodeid: str
    outcome: Outcome
    when: datetime
    seconds: float
    rows: tuple[str, ...]
    systems: tuple[str, ...]


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file. ``product`` and ``tests`` are digests, see juki.assessment.sources."""

    commit: str
    product: str
    tests: str
    started: datetime
    finished: datetime
    entries: tuple[Trial, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What one test says of a row; ``current`` is whether it ran on the sources at hand, ``systems`` what was seen to run."""

    nodeid: str
    systems: tuple[str, ...]
    outcome: Outcome
    when: datetime
    current: bool


def read(file: Path) -> Evidence:
    """The evidence in ``file``.

    Raises:
        EvidenceUnreadable: there is none, or it is damaged.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=Evidence)
    except FileNotFoundError:
        raise EvidenceUnreadable(file=str(file), why="ファイルがありません") from None
    except (OSError, msgspec.MsgspecError) as error:
        raise EvidenceUnreadable(file=str(file), why=str(error)) from None


def write(file: Path, evidence: Evidence) -> None:
    """Put ``evidence`` in ``file`` in one step: a reader sees the old or the new."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(evidence), indent=1) + b"\n")
    beside.replace(file)


def merged(before: Evidence | None, now: Evidence) -> Evidence:
    """Both runs, when they saw the same sources: a test's later entry takes the place of its earlier one."""
    if before is None or (before.product, before.tests) != (now.product, now.tests):
        return now
    entries = {entry.nodeid: entry for entry in (*before.entries, *now.entries)}
    return msgspec.structs.replace(
        now, started=min(before.started, now.started), entries=tuple(sorted(entries.values(), key=_name))
    )


def proofs_of(entries: Iterable[Trial], *, current: bool) -> dict[str, list[Proof]]:
    """The proofs of each row."""
    found: dict[str, list[Proof]] = {}
    for entry in entries:
        proof = Proof(
            nodeid=entry.nodeid, systems=entry.systems, outcome=entry.outcome, when=entry.when, current=current
        )  # fmt: skip
        for row in entry.rows:
            found.setdefault(row, []).append(proof)
    return found


def _name(entry: Trial) -> str:
    return entry.nodeid
