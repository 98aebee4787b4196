"""The register's tables as they were, put back later: a sender restored from a backup."""

import json

from support.schedules.tables import change, rows

OWNER = "registry"
_BY_OWNER = (
    "links_outbox", "links_outbox_head", "links_delivery", "links_inbox", "links_inbox_head", "links_trace",
    "links_station",
)  # fmt: skip
TABLES = {
    **dict.fromkeys(_BY_OWNER, f"owner = '{OWNER}'"),
    "journey_act": "true", "journey_effect": f"station = '{OWNER}'", "door_posted_form": "true",
}  # fmt: skip
"""Table → which of its rows are the register's; the stations of a schedule share one database."""


def taken() -> dict[str, str]:
    """All rows of the register."""
    return {
        table: rows(f"select coalesce(json_agg(t), '[]')::text from {table} t where {own}")[0][0]
        for table, own in TABLES.items()
    }


def put_back(backup: dict[str, str]) -> None:
    """The register forgets whatever came after ``backup``."""
    for table, own in TABLES.items():
        change(f"delete from {table} where {own}")
        if json.loads(backup[table]):
            change(
                f"insert into {table} select * from json_populate_recordset(null::{table}, %s::json)",
                backup[table],
            )
