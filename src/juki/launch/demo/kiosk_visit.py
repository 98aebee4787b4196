"""The resident's own door: a card, its serial through every station, and the next morning a kiosk."""

import base64
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as hour
from typing import Any
from uuid import uuid4

from juki.kernel.clock import JAPAN, Clock, Times
from juki.launch.demo import stations
from juki.launch.demo.client import Client
from juki.launch.demo.errors import WentWrong

TERMINAL = "MIHON-1"
PIN = "0305"
"""Of a card that nobody has."""
MORNING = hour(8, 30, tzinfo=JAPAN)
CLOSED = "KSK-0901"
SHOW = ("relationship", "honseki")


@dataclass(frozen=True, slots=True)
class Printed:
    """A certificate as it came out of the kiosk, with its 発行番号."""

    pdf: bytes
    issue_number: str
    pages: int


class Resident:
    """Somebody with a test card at the terminal; ``cards`` speaks for the card system and the terminal alike."""

    def __init__(self, cards: Client, clerk: Client, *, municipality: str) -> None:
        self._cards, self._clerk = cards, clerk
        self._municipality = municipality
        self._card = ""

    def get_card(self, resident_code: str, *, seconds: float = 30) -> None:
        """A test card; returns when 証明書コンビニ交付 knows whose it is.

        Raises:
            WentWrong: the pair of serial and person did not arrive in time.
        """
        trace = uuid4()
        body = {"resident_code": resident_code, "pin": PIN}
        reply = self._cards.post("cards", "/api/test-cards", body, key=trace)
        self._card = self._cards.expect(reply, "cards", status=201).json()["card"]
        deadline = time.monotonic() + seconds
        while ("kiosk", "serial-pair") not in stations.applied(self._clerk, trace):
            if time.monotonic() > deadline:
                raise WentWrong(what="serial-pair")
            time.sleep(0.02)

    def ask(self) -> dict[str, Any]:
        """Lay the card, type the PIN, and see what is offered; ``transaction`` is added to the answer."""
        begun = self._centre(
            "transactions", {"kiosk": TERMINAL, "municipality": self._municipality}, status=201
        )
        return {**self._menu(begun, self._signed(begun["statement"])), **begun}

    def ask_in_the_morning(self, clock: Clock) -> tuple[dict[str, Any], Times]:
        """Come again on the next day on which kiosks serve; what is offered, and when."""
        while True:
            morning = next_morning(clock)
            menu = self.ask()
            if menu["code"] != CLOSED:
                return menu, morning

    def replay(self) -> str:
        """Use a card's answer a second time; the code of the refusal."""
        first = self._centre(
            "transactions", {"kiosk": TERMINAL, "municipality": self._municipality}, status=201
        )
        signed = self._signed(first["statement"])
        self._menu(first, signed)
        second = self._centre(
            "transactions", {"kiosk": TERMINAL, "municipality": self._municipality}, status=201
        )
        body = {**self._named(second["transaction"]), **signed, "statement": first["statement"]}
        return self._cards.post("centre", "/api/kiosk/menus", body).error

    def take(self, menu: dict[str, Any]) -> Printed:
        """The certificate of the whole household, printed.

        Raises:
            WentWrong: it was refused.
        """
        body = {
            **self._named(menu["transaction"]), "kind": "all", "show": SHOW,
            "places": [member["place"] for member in menu["members"]],
        }  # fmt: skip
        issued = self._centre("issues", body)
        if issued["outcome"] != "issued":
            raise WentWrong(what=f"kiosk {issued['code']}")
        self._centre("results", {**self._named(menu["transaction"]), "outcome": "printed"})
        return Printed(base64.b64decode(issued["document"]), issued["issue_number"], issued["pages"])

    def _signed(self, statement: str) -> dict[str, Any]:
        body = {"card": self._card, "pin": PIN, "statement": statement}
        reply = self._cards.post("cards", "/api/test-cards/signatures", body)
        signed: dict[str, Any] = self._cards.expect(reply, "cards").json()
        return signed

    def _menu(self, begun: dict[str, Any], signed: dict[str, Any]) -> dict[str, Any]:
        return self._centre(
            "menus", {**self._named(begun["transaction"]), "statement": begun["statement"], **signed}
        )

    def _named(self, transaction: str) -> dict[str, str]:
        return {"transaction": transaction, "kiosk": TERMINAL}

    def _centre(self, what: str, body: dict[str, Any], *, status: int = 200) -> dict[str, Any]:
        reply = self._cards.post("centre", f"/api/kiosk/{what}", body)
        found: dict[str, Any] = self._cards.expect(reply, "centre", status=status).json()
        return found


def next_morning(clock: Clock) -> Times:
    """Advance the city clock to half past eight of the next day."""
    now = clock.now().city
    return clock.advance(datetime.combine(now.date() + timedelta(days=1), MORNING) - now)
