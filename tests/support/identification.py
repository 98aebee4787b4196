"""People of nobody's making for tests of the basic resident network: every digit and name is computed from a serial."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest

from juki.kernel.clock import JAPAN, Times
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import DateRule, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, one_act
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.jukinet import MoveInNotice, ResidentUpdate
from juki.links.post import outbox
from juki.links.post.inbound import Inbound
from juki.outside.cities.inbound import INBOUND as CITIES
from juki.outside.nation.inbound import INBOUND as NATION
from juki.outside.prefecture.inbound import INBOUND as PREFECTURE
from juki.systems.jukinet.api.inbound import INBOUND as JUKINET

OWN = "132292"
ELSEWHERE = MunicipalityCode.from_five("13101").digits
FARTHER = MunicipalityCode.from_five("27100").digits
TODAY = date(2026, 11, 24)
REGISTER = Actor(who="client:clerk", right="test", terminal="t1")


def times() -> Times:
    """Ten in the morning of ``TODAY`` on the city clock, now on the machine's."""
    return Times(city=datetime(2026, 11, 24, 1, tzinfo=UTC).astimezone(JAPAN), machine=datetime.now(UTC))


def code(serial: int) -> str:
    return ResidentCode.from_body(f"{serial:010d}").digits


def number(serial: int) -> str:
    return IndividualNumber.from_body(f"{serial:011d}").digits


def day(text: str) -> DateBlock:
    """A date block of any certified text."""
    stored = LegalDate.parse(text, rule=DateRule.CERTIFIED).to_storage()
    return DateBlock(day=stored.internal, form=stored.form, text=stored.text)


def name(serial: int) -> NameBlock:
    return NameBlock(
        full=f"試験　{serial}号",
        surname="試験",
        given=f"{serial}号",
        kana="シケン　バンゴウ",
        kana_certified=True,
    )


def address(lot: str = "1番1号", *, municipality: str = OWN, building: str = "") -> AddressBlock:
    return AddressBlock(
        municipality=municipality, postal_code="0000000", prefecture="某都", city="某市", town="某町一丁目", lot=lot,
        building=building,
    )  # fmt: skip


def update(serial: int = 1, **changed: Any) -> ResidentUpdate:
    """A 転入 of person ``serial``, or that with some items changed."""
    entry = ResidentUpdate(
        resident_code=code(serial), individual_number=number(serial), person=name(serial), birth=day("1980-04-01"),
        sex="2", address=address(), became_resident=day("2026-11-20"), settled=day("2026-11-20"),
        notified_on="2026-11-24", former_address=address("9番9号", municipality=ELSEWHERE), relationship="世帯主",
        event_class="entry", event_reason="TENNYU", event_date=day("2026-11-20"), update_number=1,
        operator="client:clerk", terminal="t1",
    )  # fmt: skip
    return msgspec.structs.replace(entry, **changed)


def notice(serial: int = 1, **changed: Any) -> MoveInNotice:
    """The 転入通知 of the same move."""
    built = MoveInNotice(
        former_municipality=ELSEWHERE, resident_code=code(serial), person=name(serial), birth=day("1980-04-01"), sex="2",
        former_address=address("9番9号", municipality=ELSEWHERE), new_municipality=OWN, new_address=address(),
        moved_in_on=day("2026-11-20"),
    )  # fmt: skip
    return msgspec.structs.replace(built, **changed)


def send(*contents: Any, own: str = "registry", to: str = "jukinet", trace: UUID | None = None) -> UUID:
    """Post ``contents`` as ``own`` in one act; the trace."""
    with one_act(REGISTER, reason="test", times=times(), trace=trace) as act:
        for content in contents:
            stream = getattr(content, "resident_code", None) or str(act.trace)
            outbox.send(act, own=own, to=to, content=content, streams=[f"resident:{stream}"])
    return act.trace


def install(monkeypatch: pytest.MonkeyPatch, **replaced: Inbound) -> None:
    """The CS and its counterparts answer, everybody else takes nothing; the city clock stands on ``TODAY``."""
    table = {**JUKINET, **PREFECTURE, **NATION, **CITIES, **replaced}
    for module in ("inbox", "questions"):
        monkeypatch.setattr(f"juki.links.post.{module}.inbound", lambda own: table.get(own, Inbound()))
    monkeypatch.setattr("juki.kernel.clock.Clock.now", lambda _clock: times())
