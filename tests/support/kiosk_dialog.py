"""A resident at a terminal without a browser: a test card, a city that answers, and clocks that can be set ahead."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.kernel.values.check_digit import national_digit
from juki.kernel.work import Act, Actor
from juki.links.jukinet import CardSerial
from juki.links.kiosk import (
    CertificateOffer,
    KioskIssue,
    KioskIssueAnswer,
    KioskMenu,
    KioskMenuAnswer,
    MemberOffer,
    PrintResult,
)
from juki.links.post.inbound import Asked, Inbound
from juki.outside.cards import chip, making
from juki.outside.cards.records.models import Card
from juki.outside.centre import dialog, issuing
from juki.outside.centre.records.models import Dialog
from juki.outside.inbound import INBOUND as OUTSIDE

ACTOR = Actor(who="client:cards.demo", right="test", terminal="t1")
PIN = "4649"
KIOSK = "MIHON-1"
NAMES = ("見本　太郎", "見本　花子")
PDF = b"%PDF-1.7 synthetic"


def resident_code(body: str = "1234567890") -> str:
    return body + national_digit(body)


@dataclass
class City:
    """The city's kiosk system: what it was asked and told, and what it says."""

    asked: list[Any] = field(default_factory=list)
    told: list[PrintResult] = field(default_factory=list)
    serials: list[CardSerial] = field(default_factory=list)
    refuses: Mapping[type, tuple[str, str]] = field(default_factory=dict)
    before: Callable[[Any], None] = lambda _question: None
    issued: Mapping[str, Any] = field(default_factory=dict)
    paper: Callable[[KioskIssue], bytes] = lambda _question: PDF

    def menu(self, asked: Asked, question: KioskMenu) -> KioskMenuAnswer:
        self.asked.append(question)
        self.before(question)
        if refused := self.refuses.get(KioskMenu):
            return KioskMenuAnswer(outcome="refused", code=refused[0], text=refused[1])
        offers = tuple(
            CertificateOffer(
                kind=kind, label=label, fee=200, show=("relationship", "individual_number"), members=kind
            )
            for kind, label in (
                ("self", "住民票の写し(本人)"),
                ("some", "住民票の写し(一部)"),
                ("all", "住民票の写し(全員)"),
            )
        )
        members = tuple(MemberOffer(place=place, name=name) for place, name in enumerate(NAMES, start=1))
        until = (asked.times.machine + timedelta(minutes=4)).isoformat()
        return KioskMenuAnswer(outcome="offered", offers=offers, members=members, until=until)

    def issue(self, _asked: Asked, question: KioskIssue) -> KioskIssueAnswer:
        self.asked.append(question)
        self.before(question)
        if refused := self.refuses.get(KioskIssue):
            return KioskIssueAnswer(outcome="refused", code=refused[0], text=refused[1])
        content = self.paper(question)
        said = {
            "issue_number": "20261124 見本市 MIHON-1 001", "pages": 1, "digest": hashlib.sha256(content).hexdigest(),
            "document": b64encode(content).decode(),
        }  # fmt: skip
        return KioskIssueAnswer(outcome="issued", **{**said, **self.issued})

    def tables(self) -> dict[str, Inbound]:
        """Who takes what: the city and the CS of this test, everybody outside as they are."""
        return {
            **OUTSIDE,
            "kiosk": Inbound(
                handlers={PrintResult: lambda _act, told: self.told.append(told)},
                answers={KioskMenu: self.menu, KioskIssue: self.issue},
            ),
            "jukinet": Inbound(handlers={CardSerial: self._serial}),
        }

    def _serial(self, _act: Act, message: CardSerial) -> None:
        self.serials.append(message)


@dataclass
class Terminal:
    """A terminal with its clocks; ``ahead`` is what has passed."""

    kiosk: str = KIOSK
    ahead: timedelta = timedelta()

    def now(self) -> Times:
        times = current().clock.now()
        return Times(city=times.city + self.ahead, machine=times.machine + self.ahead)

    def begin(self, kiosk: str = "", **change: Any) -> Dialog:
        form = {"municipality": current().municipality, "key": uuid4(), **change}
        return dialog.begin(kiosk=kiosk or self.kiosk, actor=ACTOR, times=self.now(), **form)

    def sign(self, row: Dialog, card: Card, *, pin: str = PIN, **change: Any) -> dialog.ProofForm:
        signed = chip.sign(card.card, row.statement, pin=pin, actor=ACTOR, times=self.now())
        form = {
            "transaction": row.transaction, "kiosk": self.kiosk, "statement": row.statement,
            "signature": signed.signature, "certificate": signed.certificate,
        }  # fmt: skip
        return dialog.ProofForm(**{**form, **change})

    def menu(self, form: dialog.ProofForm) -> KioskMenuAnswer:
        return dialog.menu(form, actor=ACTOR, now=self.now)

    def offered(self, card: Card) -> Dialog:
        row = self.begin()
        self.menu(self.sign(row, card))
        row.refresh_from_db()
        return row

    def issue(self, row: Dialog, **change: Any) -> KioskIssueAnswer:
        form = {
            "transaction": row.transaction,
            "kiosk": self.kiosk,
            "kind": "self",
            "places": (1,),
            "show": (),
        }
        return issuing.issue(issuing.IssueForm(**{**form, **change}), actor=ACTOR, now=self.now)

    def finish(self, row: Dialog, outcome: Any, **change: Any) -> Dialog:
        form = {"transaction": row.transaction, "kiosk": self.kiosk, "outcome": outcome}
        return issuing.finish(issuing.ResultForm(**{**form, **change}), actor=ACTOR, times=self.now())


def make_card(code: str = "", *, pin: str = PIN, trace: UUID | None = None) -> Card:
    form = making.CardForm(resident_code=code or resident_code(), pin=pin)
    return making.make(form, actor=ACTOR, times=current().clock.now(), trace=trace or uuid4())


def install(monkeypatch: pytest.MonkeyPatch) -> City:
    """Put a city of this test behind the links."""
    city = City()
    tables = city.tables()
    for place in ("questions", "inbox"):
        monkeypatch.setattr(f"juki.links.post.{place}.inbound", lambda own: tables.get(own, Inbound()))
    return city
