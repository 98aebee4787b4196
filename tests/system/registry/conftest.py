"""A register with a clerk at its door, a network that answers, and people who exist for one test only."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.settings import current
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.links.addressee import NumberBlock, NumberBlockRequest
from juki.links.jukinet import NumberCheck, NumberCheckAnswer
from juki.links.post import questions
from juki.links.post.inbound import Inbound
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import AddresseeNumberBlock, CodeStock

CERTIFICATE = "urn:juki:client:clerk"
SURNAMES = ("架空", "仮名", "見本", "試験", "例田")
GIVEN = ("一", "二葉", "三", "四季", "五月", "六")
CAME = {"capacity": "head", "name": "来庁者", "documents": ["個人番号カード"]}
KANA = ("カクウ", "カメイ", "ミホン", "シケン", "レイタ")
READINGS = ("ハジメ", "フタバ", "サン", "シキ", "サツキ", "ロク")


@dataclass
class Door:
    """The register's door, as the clerk sees it."""

    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    who: str = CERTIFICATE

    def post(self, path: str, body: Any, *, key: Any = None) -> HttpResponse:
        content = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return self.client.post(
            path, content, content_type="application/json", headers={"Idempotency-Key": str(key or uuid4())},
            **{"juki.certificate": self.who},
        )  # fmt: skip

    def get(self, path: str) -> HttpResponse:
        return self.client.get(path, **{"juki.certificate": self.who})

    def may(self, *permissions: str, client: str = "clerk") -> None:
        AccessGrant.objects.bulk_create(
            AccessGrant(system="registry", client=client, permission=str(one), valid_from=date(2020, 1, 1))
            for one in permissions
        )

    def as_client(self, name: str) -> "Door":
        """The same door with another certificate."""
        return Door(client=self.client, who=f"urn:juki:client:{name}")


@dataclass
class Network:
    """What 住基ネット and 宛名管理 answer. ``codes`` by individual number; ``outcome`` other than match for all.

    ``registered``: the municipality where the nation has everybody.
    """

    codes: dict[str, str] = field(default_factory=dict)
    outcome: str = "match"
    registered: str = "011011"
    serial: int = 500_000
    asked: list[NumberCheck] = field(default_factory=list)

    def check(self, _asked: Any, question: NumberCheck) -> NumberCheckAnswer:
        self.asked.append(question)
        if self.outcome != "match":
            return NumberCheckAnswer(
                outcome=self.outcome, differing=("birth",) if self.outcome == "mismatch" else ()
            )
        return NumberCheckAnswer(
            outcome="match",
            resident_code=self.codes[question.individual_number or ""],
            municipality=self.registered,
        )

    def numbers(self, _asked: Any, question: NumberBlockRequest) -> NumberBlock:
        found: list[str] = []
        while len(found) < question.size:
            self.serial += 1
            number = AddresseeNumber.from_serial(self.serial)
            if number is not None:
                found.append(number.digits)
        return NumberBlock(numbers=tuple(found))


class People:
    """Makes persons and notifications; every number is computed here and nowhere kept."""

    def __init__(self, network: Network, door: Door) -> None:
        self.random = random.Random()
        self.network = network
        self.door = door
        self._names: list[tuple[int, int]] = []

    @property
    def today(self) -> date:
        return current().clock.now().legal_day

    def number(self) -> str:
        digits = IndividualNumber.from_body(f"{self.random.randrange(10**11):011}").digits
        code = ResidentCode.from_body(f"{self.random.randrange(10**10):010}").digits
        self.network.codes[digits] = code
        return digits

    def _unused_name(self) -> tuple[int, int]:
        """Places of a surname and a given name that nobody has yet, as long as there is one."""
        if not self._names:
            self._names = [(at, given) for at in range(len(SURNAMES)) for given in range(len(GIVEN))]
            self.random.shuffle(self._names)
        return self._names.pop()

    def person(self, relationship: str = "世帯主", **changes: Any) -> dict[str, Any]:
        at, given = self._unused_name()
        return {
            "kind": "japanese",
            "name": {
                "surname": SURNAMES[at], "given": GIVEN[given], "kana_surname": KANA[at],
                "kana_given": READINGS[given], "kana_certified": True,
            },
            "birth": "昭和55年2月3日", "sex": "unrecorded", "relationship": relationship,
            "individual_number": self.number(),
            "register": {"honseki": "東京都架空市仮町一丁目1番地", "head": f"{SURNAMES[at]}　{GIVEN[given]}"},
            **changes,
        }  # fmt: skip

    def foreigner(self, **changes: Any) -> dict[str, Any]:
        digits = f"{self.random.randrange(10**8):08}"
        return {
            "kind": "foreign", "name": {"full": "SAMPLE PERSON", "kana_surname": "サンプル"}, "birth": "1990-05-06",
            "sex": "unrecorded", "relationship": "世帯主", "individual_number": self.number(),
            "foreign": {
                "nationality": "ZZZ", "nationality_name": "架空国", "category": "mid_to_long_term",
                "since": "2020-04-01", "status": "留学", "period": "2年", "expires_on": "2030-01-01",
                "card_number": f"AB{digits}CD",
            },
            **changes,
        }  # fmt: skip

    def form(self, *persons: dict[str, Any], **changes: Any) -> dict[str, Any]:
        day = (self.today - timedelta(days=3)).isoformat()
        return {
            "reason": "TENNYU", "moved_on": day,
            "former_address": {
                "municipality": "011011", "prefecture": "北海道", "city": "札幌市", "town": "仮町", "lot": "1番地",
            },
            "address": {
                "municipality": "132292", "postal_code": "188-0011", "prefecture": "東京都", "city": "西東京市",
                "town": "田無町一丁目", "lot": "2番3号",
            },
            "persons": list(persons), **changes,
        }  # fmt: skip

    def facts(self, person: dict[str, Any]) -> dict[str, Any]:
        name = person["name"]
        full = name.get("full") or f"{name['surname']}　{name['given']}"
        return {
            "individual_number": person["individual_number"], "full_name": full, "birth": person["birth"],
            "sex": person["sex"],
        }  # fmt: skip

    def received(self, **came: Any) -> dict[str, Any]:
        """受付: an application of its own."""
        body = {"came": {**CAME, **came}}
        reply = self.door.post("/api/applications", body)
        assert reply.status_code == 201, reply.content
        return reply.json()

    def enter(self, form: Any, *, standing: Any = None, key: Any = None, door: Any = None) -> HttpResponse:
        """Post what was typed, into an application of its own unless one is given."""
        body = {**self.named(standing or self.received()), "form": form}
        return (door or self.door).post("/api/applications/entries", body, key=key)

    def entered(self, *persons: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """仮登録 with its number checks made."""
        reply = self.enter(self.form(*persons, **changes))
        assert reply.status_code == 200, reply.content
        return reply.json()

    def submitted(self, *persons: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """In review, every alert confirmed."""
        return self.submit(self.entered(*persons, **changes)).json()

    def submit(self, standing: dict[str, Any], **changes: Any) -> HttpResponse:
        reasons = {alert["code"]: "書類で確認" for alert in standing["alerts"]}
        body = {**self.named(standing), "alerts": reasons, **changes}
        return self.door.post("/api/applications/submissions", body)

    def approve(self, standing: dict[str, Any], *, key: Any = None, **changes: Any) -> HttpResponse:
        body = {**self.named(standing), **changes}
        return self.reviewer.post("/api/applications/approvals", body, key=key)

    def do(self, what: str, standing: dict[str, Any], *, door: Any = None, **more: Any) -> HttpResponse:
        """``returns``, ``withdrawals``, ``checks`` … of an application."""
        return (door or self.door).post(f"/api/applications/{what}", {**self.named(standing), **more})

    def named(self, standing: dict[str, Any]) -> dict[str, Any]:
        return {"application": standing["application"], "version": standing["version"]}

    @property
    def reviewer(self) -> Door:
        return self.door.as_client("reviewer")

    def move_in(self, *persons: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """From the counter to the record."""
        reply = self.approve(self.submitted(*persons, **changes))
        assert reply.status_code == 201, reply.content
        return reply.json()

    def change(self, reason: str, *persons: Any, **changes: Any) -> dict[str, Any]:
        """An 異動 of today; a person is a 宛名番号, or what the form has of one."""
        typed = [{"addressee_number": one} if isinstance(one, str) else one for one in persons]
        return {
            "reason": reason, "day": self.today.isoformat(), "basis": "notification", "persons": typed, **changes,
        }  # fmt: skip

    def enter_change(self, change: Any, *, standing: Any = None, door: Any = None) -> HttpResponse:
        """Post an 異動 into an application of its own unless one is given."""
        standing = standing or self.received_change(change["reason"])
        body = {**self.named(standing), "change": change}
        return (door or self.door).post("/api/applications/entries", body)

    def received_change(self, reason: str = "") -> dict[str, Any]:
        """受付 of an 異動 other than 転入."""
        body = {"kind": "change", "came": CAME, "reason": reason}
        reply = self.door.post("/api/applications", body)
        assert reply.status_code == 201, reply.content
        return reply.json()

    def submitted_change(self, change: Any) -> dict[str, Any]:
        """An 異動 in review, every alert confirmed."""
        reply = self.enter_change(change)
        assert reply.status_code == 200, reply.content.decode()
        reply = self.submit(reply.json())
        assert reply.status_code == 200, reply.content.decode()
        return reply.json()

    def changed(self, change: Any) -> dict[str, Any]:
        """An 異動 from the counter to the record."""
        reply = self.approve(self.submitted_change(change))
        assert reply.status_code == 201, reply.content.decode()
        return reply.json()

    def faults(self, change: Any) -> dict[str, str]:
        """Code by path of the faults with which an 異動 is refused."""
        reply = self.enter_change(change)
        assert reply.status_code == 422, reply.content.decode()
        assert reply.json()["code"] == "REG-0601"
        return {one["path"]: one["code"] for one in reply.json()["errors"]}

    def codes(self, count: int = 10) -> list[str]:
        """住民票コード in the stock."""
        moment = current().clock.now().machine
        bodies = self.random.sample(range(10**10), count)
        made = [ResidentCode.from_body(f"{body:010}").digits for body in bodies]
        CodeStock.objects.bulk_create(CodeStock(resident_code=code, taken_at=moment) for code in made)
        return made

    def refused(self, form: Any) -> dict[str, str]:
        """Code by path of the faults with which a form is refused."""
        reply = self.enter(form)
        assert reply.status_code == 422, reply.content
        assert reply.json()["code"] == "REG-0601"
        return {one["path"]: one["code"] for one in reply.json()["errors"]}

    def numbers(self, count: int = 30) -> None:
        moment = current().clock.now().machine
        made: list[str] = []
        while len(made) < count:
            number = AddresseeNumber.from_serial(self.random.randrange(1, 400_000))
            if number is not None and number.digits not in made:
                made.append(number.digits)
        AddresseeNumberBlock.objects.bulk_create(
            AddresseeNumberBlock(addressee_number=number, taken_at=moment) for number in made
        )


@pytest.fixture
def network(wire: Any, monkeypatch: pytest.MonkeyPatch) -> Network:
    found = Network()
    table = {
        "jukinet": Inbound(answers={NumberCheck: found.check}),
        "addressee": Inbound(answers={NumberBlockRequest: found.numbers}),
    }
    real = questions.inbound
    monkeypatch.setattr(questions, "inbound", lambda own: table.get(own) or real(own))
    return found


@pytest.fixture
def door() -> Iterator[Door]:
    with override_settings(ROOT_URLCONF="juki.systems.registry.api.urls"):
        yield Door()


@pytest.fixture
def people(network: Network, door: Door) -> People:
    return People(network, door)


@pytest.fixture
def city(db: None, people: People) -> People:
    """A register that is ready: the clerk may do everything, numbers are at hand; rolled back after the test."""
    people.door.may(*Permission)
    people.door.may(*Permission, client="reviewer")
    people.numbers()
    return people


@pytest.fixture
def settle() -> Callable[[], None]:
    """Fire the deferred constraints, as a commit would."""

    def fire() -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")

    return fire
