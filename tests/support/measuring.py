"""Figures of benches: spreads of seconds, and what the processes of a city cost."""

import os
import statistics
from collections.abc import Iterator
from pathlib import Path

from support.running import RunningCity

_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _TIMES = 1, slice(11, 15)
"""Places in ``/proc/<pid>/stat`` after the name: the parent, and CPU time of the process and of children that ended."""


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: list[float]) -> dict[str, float]:
    """p50, p95 and maximum in milliseconds."""
    return {
        "p50_ms": round(statistics.median(values) * 1000, 1),
        "p95_ms": round(percentile(values, 0.95) * 1000, 1),
        "max_ms": round(max(values) * 1000, 1),
    }


def memory(city: RunningCity) -> dict[str, float]:
    """PSS in MB per process name, children (PostgreSQL's) included in their parent."""
    found: dict[str, float] = {}
    for name, place, _ in _processes(city):
        try:
            rollup = (place / "smaps_rollup").read_text()
        except OSError:
            continue
        pss = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        found[name] = found.get(name, 0) + pss / 1024
    return _with_sum(found)


def cpu_seconds(city: RunningCity) -> dict[str, float]:
    """CPU seconds since their start per process name, children (PostgreSQL's) included in their parent."""
    found: dict[str, float] = {}
    for name, _, fields in _processes(city):
        found[name] = found.get(name, 0) + sum(map(int, fields[_TIMES])) / _TICKS
    return _with_sum(found)


def used(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """What came between two of ``cpu_seconds``."""
    return {name: round(seconds - before.get(name, 0), 1) for name, seconds in after.items()}


def _processes(city: RunningCity) -> Iterator[tuple[str, Path, list[str]]]:
    status = city.status()
    parents = {one["pid"]: one["name"] for one in status["processes"]} | {status["supervisor"]: "supervisor"}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        above = parents.get(int(fields[_PARENT]))
        name = parents.get(int(place.name)) or (above if above == "postgres" else None)
        if name:
            yield name, place, fields


def _with_sum(found: dict[str, float]) -> dict[str, float]:
    rounded = {name: round(value, 1) for name, value in sorted(found.items())}
    return {**rounded, "together": round(sum(found.values()), 1)}
