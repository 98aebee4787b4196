"""The table of 異動事由, and which of them the register takes today."""

from collections.abc import Iterator

from juki.systems.registry.domain.event_reasons import REASONS, EventReason, Origin

HEAD = (
    "# 異動事由 / Reasons of events",
    "",
    "The codes are our own words; a national code list is mapped at the border. Source: 住基法8条; STD 1.2.2.",
    "",
    "A 転入 is the `reason` of a `form` of `POST /api/applications/entries`:",
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
    "Every other 異動 is the `reason` of a `change` of the same route; what each takes is in [the rules](../rules/events.md).",
    "Those marked 自動 follow from another 異動 or from the calendar and are entered by nobody.",
    "",
    "| reason | 異動事由 | class | 区分 (STD 1.2.2) | |",
    "|---|---|---|---|---|",
)


def pages() -> Iterator[tuple[str, str]]:
    """One page, in the order of the register's table."""
    taken = [_taken(reason) for reason in REASONS.values() if reason.is_move_in]
    others = [_other(reason) for reason in REASONS.values() if not reason.is_move_in]
    yield "event-reasons.md", "\n".join([*HEAD, *taken, *REST, *others, ""])


def _taken(reason: EventReason) -> str:
    return f"| `{reason.code}` | {reason.label} | {FORMER[reason.origin]} |"


def _other(reason: EventReason) -> str:
    mark = "" if reason.by_hand else "自動"
    return f"| `{reason.code}` | {reason.label} | {reason.event_class} | {reason.division} | {mark} |"
