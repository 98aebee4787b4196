"""The table of 異動事由, and which of them the register takes today."""

from collections.abc import Iterator

from juki.systems.registry.domain.event_reasons import REASONS, EventReason, Origin

HEAD = (
    "# 異動事由 / Reasons of events",
    "",
    "The codes are our own words; a national code list is mapped at the border. Source: 住基法8条; STD 1.2.2.",
    "",
    "**Today the register takes these**, as `reason` of `POST /api/applications/entries`:",
    "",
    "| reason | 異動事由 | former address |",
    "|---|---|---|",
)
FORMER = {
    Origin.THIS_COUNTRY: "in Japan: `municipality` of another municipality, no `country`",
    Origin.ABROAD: "abroad: `country` (ISO 3166 alpha-3), no `municipality`",
}
REST = (
    "",
    "The others have a code and a place in the statistics, and no route records them yet.",
    "",
    "| reason | 異動事由 | class | 区分 (STD 1.2.2) |",
    "|---|---|---|---|",
)


def pages() -> Iterator[tuple[str, str]]:
    """One page, in the order of the register's table."""
    taken = [_taken(reason) for reason in REASONS.values() if reason.is_move_in]
    others = [_other(reason) for reason in REASONS.values() if not reason.is_move_in]
    yield "event-reasons.md", "\n".join([*HEAD, *taken, *REST, *others, ""])


def _taken(reason: EventReason) -> str:
    return f"| `{reason.code}` | {reason.label} | {FORMER[reason.origin]} |"


def _other(reason: EventReason) -> str:
    return f"| `{reason.code}` | {reason.label} | {reason.event_class} | {reason.division} |"
