"""One person through every station, by the doors that everybody uses."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from juki.launch.demo import forms, matters, stations
from juki.launch.demo.client import Client
from juki.launch.demo.counter import Counter
from juki.launch.demo.errors import WentWrong
from juki.launch.demo.kiosk_visit import Resident
from juki.launch.demo.people import loaded_on
from juki.launch.home import Home
from juki.launch.screen import padded
from juki.launch.synthetic.cast import cast
from juki.launch.synthetic.facts import Address, Household
from juki.paper.manifest import subjects
from juki.paper.verify import verify

Say = Callable[[str], None]
CLERK, REVIEWER = "clerk.sato", "reviewer.suzuki"
AGENCY, BUSINESS, CARDS = "agency.demo", "business.kokuho", "cards.demo"
OTHER_DUTIES = "business.kobetsu"
REASON = "TENNYU"
PERMITTED = {
    "agency": "AG-003",
    "duty": "DU-003",
    "procedure": "PR-003-1",
    "information": "RESIDENT-HOUSEHOLD",
}
WITHOUT_ENTRY = "library"


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
        names = (CLERK, REVIEWER, BUSINESS, OTHER_DUTIES, AGENCY, CARDS)
        self._clerk, self._reviewer, self._business, self._others, self._agency, self._cards = (
            Client(home, name) for name in names
        )
        city = home.city()
        times = home.clock().now()
        self._day = times.legal_day
        players = cast(city.seed, loaded_on(home), city.municipality)
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
        self._matters(told)
        self._inquire(told)
        self._refused_inquiry(told)
        self._certificate(told)
        self._kiosk()
        return told

    def close(self) -> None:
        """Close the clients' connections."""
        for client in (
            self._clerk, self._reviewer, self._business, self._others, self._agency, self._cards,
        ):  # fmt: skip
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

    def _matters(self, told: Told) -> None:
        began, number = time.monotonic(), told.addressee_numbers[0]
        kinds = matters.tell(
            self._business,
            self._others,
            addressee_number=number,
            day=(self._day - timedelta(days=2)).isoformat(),
        )
        found = matters.wait(self._clerk, addressee_number=number, kinds=kinds)
        self._line("庁内業務(国保等)", f"個別事項を住民記録へ: {'・'.join(found)}", time.monotonic() - began)

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
        number = subjects(reply.content).issue_number
        place = self._kept(reply.content, "certificate.pdf")
        self._line("証明書", f"住民票の写しを発行、署名を検証、発行番号 {number}", time.monotonic() - began)
        self._say(f"                 {place}")

    def _kiosk(self) -> None:
        """The card's serial through every station, refused on the day of the 転入, served the next morning."""
        person = self._household.head or self._household.members[0]
        resident = Resident(self._cards, self._clerk, municipality=self._home.city().municipality)
        began = time.monotonic()
        resident.get_card(person.resident_code)
        self._line(
            "カード管理 →コンビニ", "シリアル番号が市町村CS・住民記録を経て到着", time.monotonic() - began
        )
        refused = resident.ask()
        if refused["outcome"] != "refused":
            raise WentWrong(what="kiosk on the day of the move-in")
        self._line("コンビニ交付", f"届出の当日は交付しない {refused['code']}", 0)
        menu, morning = resident.ask_in_the_morning(self._home.clock())
        self._say(f"    市の時刻を翌朝に進めました: {morning.city:%Y-%m-%d %H:%M}")
        began = time.monotonic()
        printed = resident.take(menu)
        place = self._kept(printed.pdf, "kiosk-certificate.pdf")
        self._line(
            "キオスク端末",
            f"世帯全員の住民票の写し({printed.pages}ページ)、署名を検証",
            time.monotonic() - began,
        )
        self._line("", f"発行番号 {printed.issue_number}", 0)
        self._say(f"                 {place}")
        began = time.monotonic()
        code = resident.replay()
        if not code:
            raise WentWrong(what="kiosk replay")
        self._line("証明書交付センター", f"使用済みのカードの応答を拒否 {code}", time.monotonic() - began)

    def _kept(self, pdf: bytes, name: str) -> Path:
        roots = [(self._home.root / "authority" / "authority.pem").read_bytes()]
        if not verify(pdf, trust_roots=roots, at=datetime.now(UTC)).valid:
            raise WentWrong(what="signature")
        place = self._home.root / name
        place.touch(mode=0o600)
        place.write_bytes(pdf)
        return place

    def _line(self, place: str, text: str, seconds: float) -> None:
        self._say(f"  ● {padded(place, 18)}{padded(text, 50)}{seconds:6.2f}s")
