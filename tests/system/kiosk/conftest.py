"""Households of invented people, sent as the register sends them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.clock import JAPAN, Times
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, one_act
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.kiosk import ForeignBlock, HouseholdSnapshot, PersonSnapshot
from juki.links.post import outbox

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
