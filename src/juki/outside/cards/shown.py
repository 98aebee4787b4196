"""What the card management's page shows: the cards, and whose by nothing but the code."""

from juki.outside.cards.making import cards
from juki.outside.table import MOST, Table

STATES = {"in_force": "有効", "ended": "失効"}


def tables() -> list[Table]:
    """The test cards."""
    return [
        Table(
            "テストカード",
            ("名称", "住民票コード", "シリアル番号", "電子証明書", "残り回数", "変更"),
            ("", "number", "number", "", "number", ""),
            [
                (
                    card.label,
                    card.resident_code,
                    card.serial,
                    STATES[card.state],
                    str(card.tries_left) if card.tries_left else "ロック中",
                    card.changed_at,
                )
                for card in cards()[:MOST]
            ],
        )
    ]
