"""One person through every station, by the doors that everybody uses."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from juki.kernel.errors import JukiError
from juki.launch.demo import forms, stations
from juki.launch.demo.client import Client
from juki.launch.demo.counter import Counter
from juki.launch.home import Home
from juki.launch.screen import padded
from juki.launch.synthetic.cast import cast
from juki.launch.synthetic.facts import Address, Household
from juki.paper.manifest import subjects
from juki.paper.verify import verify

Say = Callable[[str], None]
CLERK, REVIEWER = "clerk.sato", "reviewer.suzuki"
AGENCY, BUSINESS = "agency.demo", "business.kokuho"
REASON = "TENNYU"
PERMITTED = {
    "agency": "AG-003",
    "duty": "DU-003",
    "procedure": "PR-003-1",
    "information": "RESIDENT-HOUSEHOLD",
}
WITHOUT_ENTRY = "library"


class WentWrong(JukiError):
    """A door did not do what the story tells."""

    code = "LCH-0603"
    text = "デモの途中で想定と異なる結果になりました({what})。"


@dataclass(slots=True)
class Told:
    """What the story found out as it went."""

    trace: UUID
    addressee_numbers: list[str]
    seconds: float = 0.0
    stops: int = 0


class Story:
    """Plays the move-in of the demonstration's cast in the running city of ``home``."""

    def __init__(self, home: Home, say: Say) -> None:
        self._home, self._say = home, say
        names = (CLERK, REVIEWER, BUSINESS, AGENCY)
        self._clerk, self._reviewer, self._business, self._agency = (Client(home, name) for name in names)
        city = home.city()
        times = home.clock().now()
        self._day = times.legal_day
        players = cast(city.seed, self._day, city.municipality)
        self._household: Household = players.single
        self._goes_to: Address = players.single_goes_to

    def play(self) -> Told:
        """Every station in turn; one line each.

        Raises:
            JukiError: a door refused, or a station was not reached.
        """
        told, since = self._move_in()
        people = len(self._household.members)
        for reached in stations.wait(self._clerk, told.trace, since=since, people=people):
            told.stops += 1
            told.seconds = max(told.seconds, reached.seconds)
            self._line(reached.stop.place, reached.stop.line, reached.seconds)
        self._refused_transfer(told)
        self._inquire(told)
        self._refused_inquiry(told)
        self._certificate(told)
        return told

    def close(self) -> None:
        """Close the clients' connections."""
        for client in (self._clerk, self._reviewer, self._business, self._agency):
            client.close()

    def ending(self, told: Told) -> str:
        """One sentence for whoever watched."""
        person = self._household.head or self._household.members[0]
        return (
            f"{person.name}さんは{self._household.address.city}から{self._goes_to.city}へ。窓口での一度の届出が"
            f"{told.stops}件の連携となってすべての相手先に{told.seconds:.1f}秒で届き、名前の字形は一点も変わりませんでした。"
        )

    def _move_in(self) -> tuple[Told, datetime]:
        key, counter = uuid4(), Counter(self._clerk, self._reviewer)
        moved_on = (self._day - timedelta(days=2)).isoformat()
        form = forms.move_in(self._household, self._goes_to, moved_on=moved_on, reason=REASON)
        began = time.monotonic()
        standing = counter.enter(form, key=key)
        self._line("住民記録", "受付・仮登録、個人番号を住基ネットに照合(一致)", time.monotonic() - began)
        standing = counter.submit(standing)
        began, since = time.monotonic(), datetime.now(UTC)
        reply = counter.approve(standing)
        recorded = self._reviewer.expect(reply, "registry", status=201).json()
        self._line("住民記録", "別の職員が審査、転入を記載、住民票を作成", time.monotonic() - began)
        return Told(key, [one["addressee_number"] for one in recorded["residents"]]), since

    def _refused_transfer(self, told: Told) -> None:
        business = self._business
        began = time.monotonic()
        body = {"target": WITHOUT_ENTRY, "addressee_number": told.addressee_numbers[0]}
        answer = business.expect(business.post("business", "/api/resident-requests", body), "business").json()
        if answer["outcome"] != "refused":
            raise WentWrong(what=f"resident-request {answer['outcome']}")
        self._line(
            "庁内業務(図書館)", f"データ利用申請がないため拒否 {answer['code']}", time.monotonic() - began
        )

    def _inquire(self, told: Told) -> None:
        agency = self._agency
        began = time.monotonic()
        body = {**PERMITTED, "trace": str(told.trace)}
        answer = agency.expect(agency.post("inquirer", "/api/inquiries", body), "inquirer").json()
        if answer["outcome"] != "answered" or not answer["household"]:
            raise WentWrong(what=f"inquiry {answer['outcome']} {answer['code']}")
        self._line("情報照会者", "世帯情報の回答を受領(暗号化、双方に記録)", time.monotonic() - began)

    def _refused_inquiry(self, told: Told) -> None:
        agency = self._agency
        began = time.monotonic()
        body = {**PERMITTED, "duty": "DU-004", "trace": str(told.trace)}
        answer = agency.expect(agency.post("inquirer", "/api/inquiries", body), "inquirer").json()
        if answer["outcome"] != "refused":
            raise WentWrong(what=f"inquiry {answer['outcome']}")
        self._line("情報提供NWS", f"許可されていない照会を拒否 {answer['code']}", time.monotonic() - began)

    def _certificate(self, told: Told) -> None:
        began = time.monotonic()
        body = {"purpose": "デモ", "kind": "individual", "addressee_numbers": told.addressee_numbers[:1]}
        reply = self._clerk.expect(
            self._clerk.post("registry", "/api/certificates", body), "registry", status=201
        )
        roots = [(self._home.root / "authority" / "authority.pem").read_bytes()]
        verdict = verify(reply.content, trust_roots=roots, at=datetime.now(UTC))
        if not verdict.valid:
            raise WentWrong(what="signature")
        place = self._home.root / "certificate.pdf"
        Path(place).write_bytes(reply.content)
        place.chmod(0o600)
        number = subjects(reply.content).issue_number
        self._line("証明書", f"住民票の写しを発行、署名を検証、発行番号 {number}", time.monotonic() - began)
        self._say(f"                 {place}")

    def _line(self, place: str, text: str, seconds: float) -> None:
        self._say(f"  ● {padded(place, 18)}{padded(text, 50)}{seconds:6.2f}s")
