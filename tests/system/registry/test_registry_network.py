"""空きコード, 個人番号 of the nation, 転入通知 of other municipalities: what comes through the CS."""

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.db import connection

from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.values.address import Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, one_act
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.jukinet import CodeStock as CodeStockAnswer
from juki.links.jukinet import CodeStockRequest
from juki.links.post import outbox, parking, questions
from juki.links.post.dispatcher import Lane
from juki.links.post.inbound import Inbound
from juki.links.post.models import Outbox
from juki.links.registry import DesignatedNumber, MoveInNoticeReceived
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.movement import Movement, PersonChange
from juki.systems.registry.domain.resident import Basis, PlannedMoveOut
from juki.systems.registry.errors import RemovedResident
from juki.systems.registry.jobs import code_stock as refilling
from juki.systems.registry.records.models import (
    CodeStock,
    EventRow,
    MoveInNoticeRow,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import code_stock, options, recording

CLERK = Actor(who="client:clerk", right="test", terminal="t1")
AWAY = Address(
    municipality=MunicipalityCode("011011"), prefecture="北海道", city="札幌市", town="仮町", lot="9番"
)
THERE = AddressBlock(
    municipality="011011", postal_code="0600001", prefecture="北海道", city="札幌市", town="仮町", lot="8番"
)


def now() -> Any:
    return current().clock.now()


def today() -> date:
    return now().legal_day


def tell(*contents: Any) -> None:
    """Send as the CS, each in a trace of its own, and let the register take it."""
    for content in contents:
        with one_act(CLERK, reason="test", times=now()) as act:
            streams = [f"resident:{content.resident_code}"]
            outbox.send(act, own="jukinet", to="registry", content=content, streams=streams)
    Lane("jukinet", "registry").send_batch()


def parked() -> list[str]:
    return [row.code for row in parking.parked("registry")]


def record(reason: str, *numbers: str, day: date | None = None, **more: Any) -> None:
    movement = Movement(**{
        "reason": REASONS[reason], "day": LegalDate.from_day(day or today()), "basis": sorted(REASONS[reason].bases)[0],
        "notified_on": today(), "processed_on": today(),
        "persons": tuple(PersonChange(addressee_number=number, items=more.pop("items", {})) for number in numbers),
        **more,
    })  # fmt: skip
    with one_act(CLERK, reason="test", times=now()) as act:
        recording.record_movement(act, movement, operator="client:clerk", terminal="t1")


@pytest.fixture
def numberless(city, settle) -> str:
    """Somebody whose number was taken back, as one who was born has none yet."""
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    record("KOJIN_BANGO_SHUSEI", number, items={"individual_number": ""})
    settle()
    Outbox.objects.all().delete()
    return number


def code_of(number: str) -> str:
    return ResidentRow.objects.get(pk=number).resident_code


def designated(number: str, body: str = "44444444444") -> DesignatedNumber:
    return DesignatedNumber(
        request=str(uuid4()), resident_code=code_of(number),
        individual_number=IndividualNumber.from_body(body).digits,
    )  # fmt: skip


@pytest.mark.proves("STD:7.1.2.1/1")
def test_a_designated_number_is_recorded_without_a_clerk(city, numberless, settle):
    message = designated(numberless)
    tell(message)
    settle()
    assert parked() == []
    assert ResidentRow.objects.get(pk=numberless).individual_number == message.individual_number
    version = ResidentVersion.objects.filter(addressee_number=numberless).latest("number")
    assert (version.event_reason, version.event_basis, version.operator) == (
        "KOJIN_BANGO_SHITEI",
        "notice",
        "peer:jukinet",
    )
    assert EventRow.objects.get(trace=version.event_id).reason == "KOJIN_BANGO_SHITEI"
    names = set(Outbox.objects.filter(owner="registry").values_list("name", flat=True))
    assert names >= {"resident-update", "numbering-request", "household-snapshot"}


def test_the_same_number_again_writes_nothing_and_another_is_parked(city, numberless, settle):
    first = designated(numberless)
    tell(first, msgspec.structs.replace(first, request=str(uuid4())))
    versions = ResidentVersion.objects.filter(addressee_number=numberless)
    known = versions.count()
    tell(designated(numberless, "33333333333"))
    settle()
    assert parked() == ["REG-0872"]
    assert versions.count() == known
    assert versions.filter(event_reason="KOJIN_BANGO_SHITEI").count() == 1


def test_a_number_for_nobody_or_for_somebody_removed_waits(city, numberless, settle):
    code = ResidentCode.from_body("9" * 10).digits
    tell(msgspec.structs.replace(designated(numberless), resident_code=code))
    record("SHOKKEN_SHOJO", numberless)
    tell(designated(numberless))
    settle()
    assert parked() == ["REG-0201", RemovedResident.code]


def test_a_number_of_another_resident_is_parked_and_changes_nothing(city, numberless, settle):
    other = city.person()
    city.move_in(other)
    message = msgspec.structs.replace(designated(numberless), individual_number=other["individual_number"])
    tell(message)
    assert parked() == ["REG-0874"]
    assert ResidentRow.objects.get(pk=numberless).individual_number == ""
    settle()


# --- 空きコード


@pytest.fixture
def nation(monkeypatch) -> list[CodeStockRequest]:
    """Hands out codes: none twice, unless ``answers`` are given."""
    asked: list[CodeStockRequest] = []

    def give(_asked: Any, question: CodeStockRequest) -> CodeStockAnswer:
        first = 8_000_000_000 + sum(one.size for one in asked)
        asked.append(question)
        bodies = range(first, first + question.size)
        return CodeStockAnswer(codes=tuple(ResidentCode.from_body(f"{body:010d}").digits for body in bodies))

    real = questions.inbound
    table = {"jukinet": Inbound(answers={CodeStockRequest: give})}
    monkeypatch.setattr(questions, "inbound", lambda own: table.get(own) or real(own))
    return asked


def taken(*codes: str) -> None:
    CodeStock.objects.bulk_create(CodeStock(resident_code=one, taken_at=datetime.now(UTC)) for one in codes)


@pytest.mark.proves("STD:4.3.1/2")
@pytest.mark.proves("STD:4.3.1/1")
def test_a_low_stock_is_filled_up_and_shown(city, nation):
    low = {"free": 0, "threshold": options.code_stock_threshold(), "is_low": True}
    assert city.door.get("/api/code-stock").json() == low
    assert refilling.refill(now()) == options.code_stock_size()
    assert refilling.refill(now()) == 0
    assert (code_stock.free(), code_stock.is_low()) == (options.code_stock_size(), False)
    reply = city.door.post("/api/code-stock", {"size": 3})
    assert reply.json() == {"added": 3, "free": options.code_stock_size() + 3}


@pytest.mark.proves("STD:4.3.1/5")
def test_codes_are_claimed_at_random_and_once(db):
    codes = [ResidentCode.from_body(f"{body:010d}").digits for body in range(40)]
    taken(*codes)
    trace = uuid4()
    first = code_stock.claim(20, trace=trace, times=now())
    second = code_stock.claim(20, trace=trace, times=now())
    assert sorted(first + second) == sorted(codes)
    assert sorted(first) != sorted(codes)[:20]
    assert CodeStock.objects.filter(used_at=None).count() == 0
    with pytest.raises(JukiError, match="REG-0870"):
        code_stock.claim(1, trace=trace, times=now())
    assert code_stock.claim(0, trace=trace, times=now()) == []


def test_two_who_claim_at_once_get_different_codes(committing_db):
    taken(*(ResidentCode.from_body(f"{body:010d}").digits for body in range(10)))
    got: list[list[str]] = []
    both = threading.Barrier(2)

    def claim() -> None:
        try:
            with one_act(CLERK, reason="test", times=now()) as act:
                both.wait(10)
                found = code_stock.claim(5, trace=act.trace, times=act.times)
                both.wait(10)
                got.append(found)
        finally:
            connection.close()

    threads = [threading.Thread(target=claim) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({code for found in got for code in found}) == 10


@pytest.mark.parametrize("codes", [(), ("twice",), ("used",), ("wrong",)])
def test_a_stock_that_cannot_be_is_not_taken(db, nation, monkeypatch, codes):
    good = ResidentCode.from_body("7" * 10).digits
    taken(good)
    answer = {(): (), ("twice",): (good[::-1],) * 2, ("used",): (good,), ("wrong",): ("1" * 11,)}[codes]
    monkeypatch.setattr("juki.systems.registry.peers.jukinet.take_codes", lambda *_, **__: answer)
    with pytest.raises(JukiError, match=r"REG-0871|KRN-011[12]"):
        code_stock.take(size=2, actor=CLERK, times=now(), trace=uuid4())
    assert code_stock.free() == 1


def test_who_may_not_take_codes_does_not(city):
    stranger = city.door.as_client("nobody")
    assert stranger.post("/api/code-stock", {"size": 3}).status_code == 403
    assert stranger.get("/api/code-stock").status_code == 403


# --- 転入通知


@pytest.fixture
def leaving(city, settle) -> list[str]:
    """Two who filed a 転出届 for the day after tomorrow."""
    placed = city.move_in(city.person(), city.person("子"))["residents"]
    numbers = [one["addressee_number"] for one in placed]
    day = today() + timedelta(days=2)
    plan = PlannedMoveOut(day=day, notified_on=today(), basis=Basis.NOTIFICATION, address=AWAY)
    record("TENSHUTSU", *numbers, day=day, planned=plan, basis=Basis.NOTIFICATION)
    settle()
    return numbers


def notice(number: str, **changed: Any) -> MoveInNoticeReceived:
    stored = LegalDate.parse("昭和55年2月3日").to_storage()
    built = MoveInNoticeReceived(
        notice=str(uuid4()), sent_at="2026-11-24T01:00:00+00:00", former_municipality="132292",
        resident_code=code_of(number), person=NameBlock(full="架空　一"), sex="0", new_municipality="011011",
        birth=DateBlock(day=stored.internal, form=stored.form, text=stored.text), new_address=THERE,
        moved_in_on=today().isoformat(),
    )  # fmt: skip
    return msgspec.structs.replace(built, **changed)


def latest(number: str) -> ResidentVersion:
    return ResidentVersion.objects.filter(addressee_number=number).latest("number")


@pytest.mark.proves("STD:4.1.3.1.2/1")
def test_a_notice_before_the_planned_day_removes_on_the_day_of_the_move_in(city, leaving, settle):
    head, child = leaving
    tell(notice(head))
    settle()
    assert parked() == []
    row = latest(head)
    assert (row.state, row.removed_day, row.confirmed_on) == ("2", today(), today())
    assert (row.confirmed_lot, row.planned_lot) == ("8番", "9番")
    assert latest(child).state == "1"
    kept = MoveInNoticeRow.objects.get()
    assert (kept.outcome, kept.addressee_number, kept.content) == ("applied", head, {})
    assert EventRow.objects.filter(trace=kept.trace, reason="TENNYU_TSUCHI").count() == 1


def test_notices_of_a_household_come_in_one_act(city, leaving, settle):
    with one_act(CLERK, reason="test", times=now()) as act:
        for number in leaving:
            sent = notice(number)
            outbox.send(
                act, own="jukinet", to="registry", content=sent, streams=[f"resident:{sent.resident_code}"]
            )
    Lane("jukinet", "registry").send_batch()
    settle()
    assert parked() == []
    assert {latest(number).state for number in leaving} == {"2"}


def test_one_that_is_sent_again_corrects_and_an_older_one_does_not(city, leaving, settle):
    head = leaving[0]
    tell(notice(head))
    elsewhere = msgspec.structs.replace(THERE, lot="7番")
    tell(notice(head, sent_at="2026-11-24T02:00:00+00:00", new_address=elsewhere))
    tell(notice(head, sent_at="2026-11-23T02:00:00+00:00"))
    settle()
    assert parked() == []
    assert latest(head).confirmed_lot == "7番"
    outcomes = MoveInNoticeRow.objects.order_by("sent_at").values_list("outcome", flat=True)
    assert list(outcomes) == ["older", "applied", "applied"]


def test_the_same_notice_twice_is_one(city, leaving, settle):
    sent = notice(leaving[0])
    tell(sent)
    tell(sent)
    tell(msgspec.structs.replace(sent, new_address=msgspec.structs.replace(THERE, lot="7番")))
    settle()
    assert (MoveInNoticeRow.objects.count(), parked()) == (1, ["REG-0873"])


def test_somebody_who_never_filed_is_a_task_and_stays_a_resident(city, settle):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    Outbox.objects.all().delete()
    tell(notice(number))
    settle()
    assert (parked(), latest(number).state) == ([], "1")
    assert not Outbox.objects.filter(owner="registry").exclude(name="receipt").exists()
    assert not EventRow.objects.filter(reason="TENNYU_TSUCHI").exists()
    (task,) = city.door.get("/api/move-in-notices?outcome=task").json()
    assert (task["code"], task["addressee_number"]) == ("REG-0687", number)
    assert task["new_address"] == "北海道札幌市仮町8番"


def test_a_notice_about_nobody_is_a_task(city, leaving):
    code = ResidentCode.from_body("9" * 10).digits
    tell(notice(leaving[0], resident_code=code))
    row = MoveInNoticeRow.objects.get()
    assert (row.outcome, row.code, row.addressee_number, parked()) == ("task", "REG-0201", "", [])


@pytest.mark.parametrize(
    "changed",
    [{"notice": "1"}, {"sent_at": "2026-11-24"}, {"moved_in_on": "2999-01-01"}, {"moved_in_on": ""}],
)
def test_an_unreadable_notice_is_parked(city, leaving, changed):
    tell(notice(leaving[0], **changed))
    assert (parked(), MoveInNoticeRow.objects.count()) == (["REG-0873"], 0)
