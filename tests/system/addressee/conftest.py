"""Residents and questions as the register sends them to the addressee system."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.clock import JAPAN, Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Actor, one_act
from juki.links.addressee import NumberBlock, NumberBlockRequest, ResidentAddressee
from juki.links.blocks import AddressBlock, NameBlock
from juki.links.post import outbox, questions

CLERK = Actor(who="client:clerk", right="test", terminal="t1")


@dataclass
class Register:
    """Sends residents and asks for numbers."""

    def now(self) -> Times:
        return Times(city=datetime(2026, 11, 23, 10, tzinfo=JAPAN), machine=datetime.now(UTC))

    def number(self, serial: int) -> str:
        return str(list(AddresseeNumber.of_serials(range(500, 700)))[serial])

    def resident(self, serial: int, **change: Any) -> ResidentAddressee:
        content: dict[str, Any] = {
            "addressee_number": self.number(serial), "household_number": self.number(0),
            "person": NameBlock(full=f"試験　第{serial}", surname="試験", given=f"第{serial}", kana="シケン　ダイ"),
            "address": AddressBlock(
                municipality="132292", postal_code="1880011", prefecture="東京都", city="西東京市", town="田無町",
                lot="1番1号",
            ),
            "sex": "1", "birth": "1980-01-02", "is_resident": True, "since": "2026-11-23",
        }  # fmt: skip
        return ResidentAddressee(**{**content, **change})

    def send(self, resident: ResidentAddressee) -> None:
        with one_act(CLERK, reason="test", times=self.now()) as act:
            outbox.send(
                act, own="registry", to="addressee", content=resident,
                streams=[f"addressee:{resident.addressee_number}"],
            )  # fmt: skip

    def ask(self, size: int) -> tuple[str, ...]:
        trace = uuid4()
        return questions.ask(
            NumberBlockRequest(size=size), NumberBlock, own="registry", to="addressee", about=f"block:{trace}",
            trace=trace, actor=CLERK, times=self.now(),
        ).numbers  # fmt: skip


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def get(db: None) -> Callable[[str], Any]:
    """A GET by a clerk who may read everything."""
    for permission in ("addressee.see", "addressee.history.see", "addressee.household.see"):
        AccessGrant.objects.create(
            system="test", client="clerk", permission=permission, valid_from=date(2020, 1, 1)
        )

    def call(route: str, client: str = "clerk") -> Any:
        with override_settings(ROOT_URLCONF="juki.systems.addressee.api.urls"):
            return Client(raise_request_exception=False).get(
                route, **{"juki.certificate": f"urn:juki:client:{client}"}
            )

    return call
