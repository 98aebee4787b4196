"""Households of invented people, sent as the register sends them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.clock import JAPAN, Times
from juki.kernel.settings import current
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, one_act
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.kiosk import (
    ForeignBlock,
    HouseholdSnapshot,
    KioskIssue,
    KioskIssueAnswer,
    KioskMenu,
    KioskMenuAnswer,
    PersonSnapshot,
    PrintResult,
    SerialPair,
)
from juki.links.post import outbox, questions
from support import kiosk_cards

CLERK = Actor(who="client:clerk", right="test", terminal="t1")


def block(day: date) -> DateBlock:
    stored = LegalDate.from_day(day).to_storage()
    return DateBlock(day=stored.internal, form=stored.form, text=stored.text)


@dataclass
class Register:
    """Makes persons by a plain serial and sends households to the kiosk."""

    day: date = date(2026, 11, 23)
    sent: list[HouseholdSnapshot] = field(default_factory=list)

    def now(self) -> Times:
        city = datetime(self.day.year, self.day.month, self.day.day, 10, tzinfo=JAPAN)
        return Times(city=city, machine=datetime.now(UTC))

    def number(self, serial: int) -> str:
        return str(list(AddresseeNumber.of_serials(range(1, 200)))[serial])

    def household_number(self, serial: int) -> str:
        return str(list(HouseholdNumber.of_serials(range(1, 200)))[serial])

    def individual_number(self, serial: int) -> str:
        return IndividualNumber.from_body(f"{10_000_000_000 + serial * 7919:011d}").digits

    def resident_code(self, serial: int) -> str:
        return ResidentCode.from_body(f"{1_000_000_000 + serial * 104_729:010d}").digits

    def person(self, serial: int, relationship: str = "子", **change: Any) -> PersonSnapshot:
        content: dict[str, Any] = {
            "addressee_number": self.number(serial), "resident_code": self.resident_code(serial),
            "individual_number": self.individual_number(serial), "kind": "1", "order": serial,
            "person": NameBlock(full=f"試験　第{serial}", surname="試験", given=f"第{serial}", kana="シケン　ダイ"),
            "birth": block(date(1980, 1, 1 + serial)), "sex": "1", "relationship": relationship,
            "address": AddressBlock(
                municipality="132292", postal_code="1880011", prefecture="東京都", city="西東京市", town="田無町",
                lot="1番1号", building="一号棟",
            ),
            "became_resident": block(date(2020, 4, 1)), "settled": block(date(2020, 4, 1)), "notified_on": "2020-04-02",
            "former_address": None, "honseki": "東京都西東京市", "honseki_head": "試験", "event_reason": "move_in",
            "event_date": block(date(2020, 4, 1)), "issuing_stopped": False,
        }  # fmt: skip
        return PersonSnapshot(**{**content, **change})

    def foreigner(self, serial: int, relationship: str = "世帯主") -> PersonSnapshot:
        foreign = ForeignBlock(
            nationality="架空国", category="中長期在留者", status="永住者", period="", expires_on="2030-01-01",
            card_number="AA12345678BB", roman_name="TEST PERSON", alias="通称",
        )  # fmt: skip
        return self.person(serial, relationship, kind="2", honseki="", honseki_head="", foreign=foreign)

    def send(self, household: int, *members: PersonSnapshot, streams: list[str] | None = None) -> None:
        number = self.household_number(household)
        snapshot = HouseholdSnapshot(household_number=number, head_name="試験　第一", members=members)
        named = [f"household:{number}", *(f"addressee:{one.addressee_number}" for one in members)]
        with one_act(CLERK, reason="test", times=self.now()) as act:
            outbox.send(
                act,
                own="registry",
                to="kiosk",
                content=snapshot,
                streams=named if streams is None else streams,
            )


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def get(db: None) -> Callable[[str], Any]:
    """A GET by a clerk who holds all of the console's permissions."""
    for permission in ("kiosk.feed.see", "kiosk.household.see", "kiosk.issuable.see"):
        AccessGrant.objects.create(
            system="test", client="clerk", permission=permission, valid_from=date(2020, 1, 1)
        )

    def call(route: str, client: str = "clerk") -> Any:
        with override_settings(ROOT_URLCONF="juki.systems.kiosk.api.urls"):
            return Client(raise_request_exception=False).get(
                route, **{"juki.certificate": f"urn:juki:client:{client}"}
            )

    return call


@dataclass
class Centre:
    """The centre as the city meets it: it asks through the link door, with test cards that the register has told of."""

    register: Register
    wire: Any
    transaction: str = ""

    @property
    def day(self) -> date:
        return current().clock.now().legal_day

    def card_of(self, serial: int, **how: Any) -> kiosk_cards.TestCard:
        """A new card of a person."""
        card = kiosk_cards.card(**how)
        self.pair(serial, card.serial)
        self.wire.settle()
        return card

    def pair(
        self, serial: int, card: str, state: str = "in_force", at: str = "2026-11-01T00:00:00+09:00"
    ) -> None:
        number = self.register.number(serial)
        pair = SerialPair(addressee_number=number, serial=card, state=state, changed_at=at)  # type: ignore[arg-type]
        with one_act(CLERK, reason="test", times=self.register.now()) as act:
            outbox.send(act, own="registry", to="kiosk", content=pair, streams=[f"addressee:{number}"])

    def menu(self, card: kiosk_cards.TestCard, **change: Any) -> KioskMenuAnswer:
        """A new dialog, with a good proof but for what is changed."""
        transaction = change.pop("transaction", "") or kiosk_cards.new_transaction()
        self.transaction = transaction
        proof = change.pop("proof", None) or kiosk_cards.proof(card, transaction, **change)
        return self._ask(
            KioskMenu(transaction=transaction, kiosk=kiosk_cards.KIOSK, proof=proof), KioskMenuAnswer
        )

    def issue(self, **choice: Any) -> KioskIssueAnswer:
        """The copy of the present dialog."""
        chosen = {
            "transaction": self.transaction, "kiosk": kiosk_cards.KIOSK, "kind": "self", "places": (1,), **choice
        }  # fmt: skip
        return self._ask(KioskIssue(**chosen), KioskIssueAnswer)

    def told(self, word: str) -> None:
        """How the dialog ended at the kiosk."""
        times = current().clock.now()
        result = PrintResult(transaction=self.transaction, outcome=word, at=times.machine.isoformat())  # type: ignore[arg-type]
        with one_act(CLERK, reason="test", times=times) as act:
            outbox.send(act, own="centre", to="kiosk", content=result, streams=[f"trace:{self.transaction}"])
        self.wire.settle()

    def _ask(self, question: Any, answer: Any) -> Any:
        times = current().clock.now()
        return questions.ask(
            question, answer, own="centre", to="kiosk", about=f"trace:{self.transaction}", trace=uuid4(), actor=CLERK,
            times=times,
        )  # fmt: skip


OPEN = datetime(2026, 11, 24, 10, tzinfo=JAPAN)


@pytest.fixture
def at_hour(_server: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Lets the city clock stand at a moment; the machine's runs."""

    def stand(city: datetime) -> None:
        clock = type(current().clock)
        monkeypatch.setattr(clock, "now", lambda _self: Times(city=city, machine=datetime.now(UTC)))

    return stand


@pytest.fixture
def centre(committing_db: None, wire: Any, register: Register, at_hour: Callable[[datetime], None]) -> Centre:
    """A centre on an ordinary day at ten, whatever the time of the test run."""
    at_hour(OPEN)
    return Centre(register, wire)
