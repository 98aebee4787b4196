"""How far the newest word about a card has come: what the receipts of its trace say."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from juki.links.post.models import Outbox, Station
from juki.outside.cards.records.models import Card

OWN = "cards"
SERIAL = "card-serial"


class Stage(Enum):
    """Label, tone of its chip, and what it means for whoever holds the card."""

    THERE = ("市へ反映済み", "success", "市の住民記録に届いています。")
    WAITING = (
        "市への反映待ち",
        "warning",
        (
            "まだ市の住民記録に届いていません。住民票コードの人がまだ市の住民でないときは、転入の記載が届くまで市町村CSで待ちます。"
            "それまでキオスク端末では使えません。"
        ),
    )
    PARKED = (
        "保留",
        "error",
        (
            "受け取った側で保留されています。住民票コードの人が市の住民かを確かめ、職員の画面で保留を解消してください。"
            "それまでキオスク端末では使えません。"
        ),
    )

    @property
    def label(self) -> str:
        """A word for a table."""
        return self.value[0]

    @property
    def tone(self) -> str:
        """How the word looks."""
        return self.value[1]

    @property
    def meaning(self) -> str:
        """What follows from it."""
        return self.value[2]


class Reached(NamedTuple):
    """The stage, and why it is parked."""

    stage: Stage
    code: str = ""

    @property
    def label(self) -> str:
        """A word for a table, with the code."""
        return f"{self.stage.label}（{self.code}）" if self.code else self.stage.label


def reached(cards: Sequence[Card]) -> dict[UUID, Reached]:
    """By card: it is there once the register applied as many serials of the newest act's trace as were sent in it."""
    traces = [card.trace for card in cards]
    sent = Counter(
        Outbox.objects.filter(owner=OWN, name=SERIAL, trace__in=traces).values_list("trace", flat=True)
    )
    there: Counter[UUID] = Counter()
    parked: dict[UUID, str] = {}
    for row in Station.objects.filter(owner=OWN, message=SERIAL, trace__in=traces).order_by("at", "id"):
        if row.state == "parked":
            parked.setdefault(row.trace, row.code)
        elif row.station == "registry":
            there[row.trace] += 1
    return {
        card.card: Reached(Stage.PARKED, parked[card.trace])
        if card.trace in parked
        else Reached(Stage.THERE if there[card.trace] >= sent[card.trace] else Stage.WAITING)
        for card in cards
    }
