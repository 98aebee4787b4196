"""The way from a 付番依頼 to an answered inquiry, with the register and the national server replaced by the test."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.clock import JAPAN, Times
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.work import Act, Actor, one_act
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.nws import LinkageCodeSeed
from juki.links.post import views
from juki.links.post.inbound import Inbound
from juki.links.post.outbox import send
from juki.links.registry import ProcessingNumber
from juki.links.unified import HouseholdFact, NumberingRequest
from juki.outside.inquirer import rules
from juki.outside.inquirer import urls as inquirer_urls
from juki.outside.inquirer.inbound import INBOUND as INQUIRER
from juki.outside.nws import permit_list
from juki.outside.nws.inbound import INBOUND as NWS
from juki.outside.nws.records.models import PermitEntry as NetworkEntry
from juki.systems.intermediary.api.inbound import INBOUND as INTERMEDIARY
from juki.systems.intermediary.records.models import PermitEntry
from juki.systems.unified.api.inbound import INBOUND as UNIFIED
from support.loopback import Wire

ACTOR = Actor(who="client:clerk", right="test", terminal="t1")
ENTRY = {"agency": "AG-003", "duty": "DU-003", "procedure": "PR-003-1", "information": "RESIDENT-HOUSEHOLD"}
URLS: dict[str, Any] = {
    "unified": "juki.systems.unified.api.urls",
    "intermediary": "juki.systems.intermediary.api.urls",
    "inquirer": (*inquirer_urls.urlpatterns, *views.urlpatterns),
}


def times(machine: datetime | None = None) -> Times:
    """Monday 23 November 2026, ten o'clock, by the city clock."""
    city = datetime(2026, 11, 23, 1, 0, tzinfo=UTC).astimezone(JAPAN)
    return Times(city=city, machine=machine or datetime.now(UTC))


def individual_number(serial: int) -> str:
    """A number for a test, computed."""
    return IndividualNumber.from_body(f"{71_234_500_000 + serial * 7:011d}").digits


def addressee_number(serial: int) -> str:
    """The first 宛名番号 from a serial on."""
    return next(AddresseeNumber.of_serials(range(serial * 2, serial * 2 + 2))).digits


def request(serial: int, **changes: Any) -> NumberingRequest:
    """A 付番依頼 for an invented person."""
    birth = LegalDate.from_day(date(1990, 4, 1)).to_storage()
    fields: dict[str, Any] = {
        "addressee_number": addressee_number(serial),
        "individual_number": individual_number(serial),
        "person": NameBlock(
            full=f"見本　第{serial}", surname="見本", given=f"第{serial}", kana=f"ミホン　ダイ{'イ' * serial}"
        ),
        "birth": DateBlock(day=birth.internal, form=birth.form, text=birth.text),
        "sex": "2",
        "address": AddressBlock(
            municipality="132292",
            postal_code="1880000",
            prefecture="東京都",
            city="西東京市",
            town="架空町一丁目",
            lot=f"{serial}番",
        ),
        "household": HouseholdFact(is_head=False, head_name="見本　世帯主", relationship="妻"),
        "valid_from": "2026-11-20",
    }
    return NumberingRequest(**{**fields, **changes})


@dataclass
class Network:
    """Everything from unified to the inquirer; ``register`` collects what the register would get."""

    wire: Wire
    monkeypatch: pytest.MonkeyPatch
    register: list[ProcessingNumber] = field(default_factory=list)

    def post(self, message: NumberingRequest, *, trace: UUID | None = None) -> UUID:
        """Enqueue a request as the register would, and let everything settle."""
        with one_act(ACTOR, reason="move-in", times=times(), trace=trace) as act:
            stream = f"addressee:{message.addressee_number}"
            send(act, own="registry", to="unified", content=message, streams=[stream])
        self.wire.settle()
        return act.trace

    def seed(self, processing_number: str, token: str, *, trace: UUID | None = None) -> None:
        """Say as the national server whose 処理通番 it is."""
        with one_act(ACTOR, reason="seed", times=times(), trace=trace) as act:
            content = LinkageCodeSeed(processing_number=processing_number, person_token=token)
            send(act, own="nation", to="nws", content=content, streams=[f"processing:{processing_number}"])
        self.wire.settle()

    def person(self, serial: int, **changes: Any) -> UUID:
        """A person who has a number, a code and a copy; returns the trace."""
        trace = self.post(request(serial, **changes))
        self.seed(self.register[-1].processing_number, f"token-{serial}", trace=trace)
        return trace

    def call(
        self, system: str, path: str, form: dict[str, Any] | None = None, *, key: UUID | None = None, who: str = "clerk"
    ) -> Any:  # fmt: skip
        """POST ``form``, or GET, as the clerk or ``who``."""
        with override_settings(ROOT_URLCONF=URLS[system]):
            meta: dict[str, Any] = {"juki.certificate": f"urn:juki:client:{who}"}
            client = Client(raise_request_exception=False)
            if form is None:
                return client.get(f"/api/{path}", **meta)
            headers = {"Idempotency-Key": str(key or uuid4())}
            return client.post(f"/api/{path}", form, content_type="application/json", headers=headers, **meta)

    def ask(self, trace: UUID, *, key: UUID | None = None, **changes: Any) -> Any:
        """The inquirer's route."""
        grant("inquirer", "outside.inquiry.ask")
        return self.call("inquirer", "inquiries", {**ENTRY, "trace": str(trace), **changes}, key=key)


def grant(system: str, *permissions: str, client: str = "clerk") -> None:
    """Give the clerk permissions (of the settings' one process, too)."""
    for permission in permissions:
        for name in {system, "test"}:
            AccessGrant.objects.get_or_create(
                system=name, client=client, permission=permission, defaults={"valid_from": date(2000, 1, 1)}
            )


def install(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Network:
    """The four real identities, and a register that only listens."""
    network = Network(wire, monkeypatch)

    def listen(_act: Act, message: ProcessingNumber) -> None:
        network.register.append(message)

    table = {
        **UNIFIED,
        **INTERMEDIARY,
        **NWS,
        **INQUIRER,
        "registry": Inbound(handlers={ProcessingNumber: listen}),
    }
    for module in ("inbox", "questions"):
        monkeypatch.setattr(f"juki.links.post.{module}.inbound", lambda own: table.get(own, Inbound()))
    monkeypatch.setattr(rules, "clients", lambda: {"clerk": ["AG-003", "AG-005"]})
    for entry in permit_list.entries():
        PermitEntry.objects.create(**entry._asdict())
        NetworkEntry.objects.create(**entry._asdict())
    return network


def everything_stored() -> dict[str, str]:
    """The text of every table, to look for what must not be there."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(f"select coalesce(string_agg(t::text, chr(10)), '') from \"{name}\" t")
            found[name] = cursor.fetchone()[0]
    return found
