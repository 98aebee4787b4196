"""What the card management's page shows: the cards, and whose by nothing but the code."""

from juki.outside.cards.making import cards
from juki.outside.cards.reached import reached
from juki.outside.cards.records.models import Card
from juki.outside.table import MOST, Link, Table

STATES = {"in_force": "有効", "ended": "失効"}


def tables() -> list[Table]:
    """The test cards, each with the way to its own page."""
    found = cards()[:MOST]
    stages = reached(found)
    return [
        Table(
            "試験用カード",
            (
                "名称", "住民票コード", "シリアル番号", "電子証明書", "暗証番号", "市への反映",
                "変更（機械の時刻）",
            ),
            ("", "number", "number", "", "", "", ""),
            [
                (
                    Link(card.label, f"/cards/{card.card}"), card.resident_code, card.serial, STATES[card.state],
                    tries(card), stages[card.card].label, card.changed_at,
                )
                for card in found
            ],
        )
    ]  # fmt: skip


def tries(card: Card) -> str:
    """Whether the chip still takes a PIN."""
    return f"あと{card.tries_left}回" if card.tries_left else "ロック中"
