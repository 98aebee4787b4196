"""Suspicious patterns: pure functions over the rows of a period, each hit with its reason, for a person to look at.

Nothing is improper because a pattern says so: what the rows cannot tell (whose duty it was) a person finds out.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from juki.oversight.trail.domain.analyses import Hours, out_of_hours
from juki.oversight.trail.domain.lines import LOOKS, Line

NO_PURPOSE = frozenset({"", "-", "－", "なし", "不明", "その他", "."})


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something is worth a look."""

    people: int = 50
    minutes: int = 10
    hits: int = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """What the city knows beside the log, by record key.

    ``own``: a member of staff's own record; ``household`` and ``surname`` of a record; ``watched`` records. What a system
    does not know is empty, and finds nothing.
    """

    own: Mapping[str, str] = field(default_factory=dict)
    household: Mapping[str, str] = field(default_factory=dict)
    surname: Mapping[str, str] = field(default_factory=dict)
    watched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: which pattern, who, why, and the rows that show it."""

    pattern: str
    who: str
    why: str
    lines: tuple[Line, ...]

    @property
    def finding(self) -> str:
        """A name for the hit that stays the same as long as the same rows show it."""
        rows = ",".join(str(line.number) for line in self.lines)
        return hashlib.sha256(f"{self.pattern} {self.who} {rows}".encode()).hexdigest()[:20]


Pattern = Callable[[Sequence[Line], Limits, Hours, Facts], Iterator[Hit]]


def many_people(lines: Sequence[Line], limits: Limits, _hours: Hours, _facts: Facts) -> Iterator[Hit]:
    """短時間に多数: more people looked at within some minutes than any counter serves. One hit for each run of looks."""
    span = timedelta(minutes=limits.minutes)
    for who, looks in _by_person(lines).items():
        start, until = 0, -1
        for end in range(len(looks)):
            while looks[end].at - looks[start].at > span:
                start += 1
            people = {one for line in looks[start : end + 1] for one in line.people}
            if len(people) >= limits.people and start > until:
                until = end
                yield Hit(
                    "many_people",
                    who,
                    f"{limits.minutes}分間に{len(people)}人",
                    tuple(looks[start : end + 1]),
                )


def no_purpose(lines: Sequence[Line], _limits: Limits, _hours: Hours, _facts: Facts) -> Iterator[Hit]:
    """利用目的なし: a look whose reason says nothing."""
    for line in _looks(lines):
        if line.reason.strip() in NO_PURPOSE:
            yield Hit("no_purpose", line.who, "利用目的が記録されていない", (line,))


def own_household(lines: Sequence[Line], _limits: Limits, _hours: Hours, facts: Facts) -> Iterator[Hit]:
    """本人・同一世帯: one's own record, or that of somebody of one's household."""
    for line in _looks(lines):
        own = facts.own.get(line.who)
        if own is None:
            continue
        home = facts.household.get(own)
        if own in line.subjects or any(
            home is not None and facts.household.get(one) == home for one in line.people
        ):
            yield Hit("own_household", line.who, "職員本人または同一世帯の人の記録", (line,))


def same_surname(lines: Sequence[Line], _limits: Limits, _hours: Hours, facts: Facts) -> Iterator[Hit]:
    """同じ氏: somebody with one's own surname, of another household, looked at alone."""
    for line in _looks(lines):
        own = facts.own.get(line.who)
        name = facts.surname.get(own or "")
        if (
            name
            and len(line.people) == 1
            and line.people[0] != own
            and facts.surname.get(line.people[0]) == name
        ):
            yield Hit("same_surname", line.who, "職員と同じ氏の人の記録", (line,))


def colleagues(lines: Sequence[Line], _limits: Limits, _hours: Hours, facts: Facts) -> Iterator[Hit]:
    """同僚: another member of staff's record."""
    records = frozenset(facts.own.values())
    for line in _looks(lines):
        if any(one in records and one != facts.own.get(line.who) for one in line.people):
            yield Hit("colleagues", line.who, "ほかの職員の記録", (line,))


def watched(lines: Sequence[Line], _limits: Limits, _hours: Hours, facts: Facts) -> Iterator[Hit]:
    """注意を要する人: somebody whom the city has chosen to watch over."""
    for line in _looks(lines):
        if facts.watched.intersection(line.people):
            yield Hit("watched", line.who, "点検の対象に指定された人の記録", (line,))


def at_night(lines: Sequence[Line], _limits: Limits, hours: Hours, _facts: Facts) -> Iterator[Hit]:
    """時間外: looks when the office is closed, a hit for each person and day."""
    days: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in out_of_hours(_looks(lines), hours):
        days[line.who, line.at.date().isoformat()].append(line)
    for (who, day), found in days.items():
        yield Hit("at_night", who, f"{day} の執務時間外に{len(found)}件", tuple(found))


def mass(lines: Sequence[Line], limits: Limits, _hours: Hours, _facts: Facts) -> Iterator[Hit]:
    """大量検索: one search that found very many."""
    for line in _looks(lines):
        if (line.fields.hits or 0) >= limits.hits:
            yield Hit("mass", line.who, f"1回の検索で{line.fields.hits}件", (line,))


PATTERNS: Mapping[str, tuple[str, Pattern]] = {
    "many_people": ("短時間に多数の人", many_people),
    "mass": ("大量検索", mass),
    "no_purpose": ("利用目的なし", no_purpose),
    "own_household": ("本人・同一世帯", own_household),
    "same_surname": ("職員と同じ氏", same_surname),
    "colleagues": ("ほかの職員", colleagues),
    "at_night": ("執務時間外", at_night),
    "watched": ("点検対象に指定した人", watched),
}


def hits(lines: Sequence[Line], *, limits: Limits, hours: Hours, facts: Facts) -> list[Hit]:
    """All that any pattern finds, in the order of patterns."""
    return [hit for _, pattern in PATTERNS.values() for hit in pattern(lines, limits, hours, facts)]


def _looks(lines: Iterable[Line]) -> Iterator[Line]:
    return (line for line in lines if line.by_person and line.doing in LOOKS and not line.failed)


def _by_person(lines: Sequence[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in sorted(_looks(lines), key=lambda line: (line.at, line.number)):
        found[line.who].append(line)
    return found
