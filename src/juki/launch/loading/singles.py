"""Rows that a city has once, however many live in it: the load's event, approved entries, lists, keys, feed marks."""

import os
from collections.abc import Sequence
from typing import Any

from psycopg import Connection, sql

from juki.kernel.values.legal_date import LegalDate
from juki.launch.loading.business import Approved
from juki.launch.loading.linkage import Secrets
from juki.launch.loading.stamp import EVENT_CLASS, OPERATOR, REASON, TERMINAL, Stamp
from juki.outside.nws import permit_list

KEY_LENGTH = 32


def write_event(registry: Connection, stamp: Stamp) -> None:
    """データ移行, the one 異動 by which all records came."""
    day = LegalDate.from_day(stamp.times.legal_day).to_storage()
    _insert(registry, "registry_event", {
        "trace": stamp.trace, "reason": REASON, "event_class": EVENT_CLASS, "day": day.internal, "day_form": day.form,
        "day_text": day.text, "processed_on": stamp.times.legal_day, "came_documents": [], "alerts": [],
        "form_digest": b"", "recorded_at": stamp.times.machine, "operator": OPERATOR, "terminal": TERMINAL,
    })  # fmt: skip


def write_data_uses(registry: Connection, stamp: Stamp, entries: Sequence[Approved]) -> None:
    """What the business systems may have. Source: document III(1)5."""
    for entry in entries:
        _insert(registry, "registry_data_use", {
            "id": entry.entry, "target": entry.target, "section": entry.section, "duty": entry.duty,
            "legal_basis": entry.legal_basis, "items": [str(item) for item in entry.items],
            "individual_number": entry.individual_number, "valid_from": stamp.times.legal_day,
            "approval_reference": entry.approval_reference, "approved_at": stamp.times.machine, "operator": OPERATOR,
        })  # fmt: skip


def write_permits(connection: Connection, table: str) -> None:
    """照会許可照合リスト, the same rows in the network and in the provider's copy."""
    for entry in permit_list.entries():
        _insert(connection, table, entry._asdict())


def write_token_key(outside: Connection, secrets: Secrets) -> None:
    """The national server's key of person tokens: with another one everybody would get second codes."""
    _insert(outside, "nation_secret", {"id": 1, "key": secrets.token_key})


def write_feed_mark(kiosk: Connection, stamp: Stamp) -> None:
    """The register was heard at the moment of the load; its messages are counted from 1 all the same."""
    _insert(kiosk, "links_inbox_head", {
        "owner": "kiosk", "sender": "registry", "epoch": 0, "last": 0, "heard_at": stamp.times.machine,
    })  # fmt: skip


def new_token_key() -> bytes:
    """A random key."""
    return os.urandom(KEY_LENGTH)


def _insert(connection: Connection, table: str, row: dict[str, Any]) -> None:
    connection.execute(
        sql.SQL("insert into {} ({}) values ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, row)),
            sql.SQL(", ").join(sql.Placeholder() * len(row)),
        ),
        list(row.values()),
    )
