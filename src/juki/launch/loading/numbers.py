"""Number services after the load: the first block for the register, and where each serial goes on."""

from uuid import uuid4

from psycopg import Connection

from juki.launch.loading.placed import Numbering
from juki.launch.loading.stamp import Stamp
from juki.systems.addressee.domain.numbering import RANGES, Kind, next_block

FIRST_BLOCK = 500
"""宛名番号 that the register holds on day one."""


class NumbersUsedUp(ValueError):
    """A city larger than the range of its numbers."""


def hand_out(addressee: Connection, registry: Connection, placing: Numbering, stamp: Stamp) -> None:
    """Give the register its first block, as if it had asked: both sides know the same numbers.

    Source: STD 1.1.13; document II(1)3⑧8.

    Raises:
        NumbersUsedUp: the range ends before the block is full.
    """
    span = RANGES[Kind.RESIDENT]
    block = next_block(following=placing.last_addressee + 1, last=span.last, size=FIRST_BLOCK, taken=())
    if block is None:
        raise NumbersUsedUp(placing.last_addressee)
    moment, kind = stamp.times.machine, Kind.RESIDENT.value
    addressee.execute(
        "insert into addressee_range (kind, first_serial, last_serial, next_serial) values (%s, %s, %s, %s)",
        [kind, span.first, span.last, block.last + 1],
    )
    addressee.execute(
        """insert into addressee_block (kind, asker, question_id, size, first_serial, last_serial, legal_day,
           recorded_at, trace) values (%s, 'registry', %s, %s, %s, %s, %s, %s, %s)""",
        [kind, uuid4(), FIRST_BLOCK, block.first, block.last, stamp.times.legal_day, moment, stamp.trace],
    )
    with registry.cursor() as cursor:
        cursor.executemany(
            "insert into registry_addressee_block (addressee_number, taken_at) values (%s, %s)",
            [(number.digits, moment) for number in block.numbers],
        )


def move_on(registry: Connection, unified: Connection, intermediary: Connection, placing: Numbering) -> None:
    """The next 世帯番号, 団体内統合宛名番号 and acquisition follow the highest in use."""
    registry.execute("select setval('registry_household_serial', %s)", [placing.last_household])
    for connection, table in ((unified, "unified_person"), (intermediary, "intermediary_acquisition")):
        connection.execute(
            "select setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, placing.last_unified]
        )
