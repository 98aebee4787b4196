"""シリアル番号 from the CS: the newest word about a resident's certificate is kept and goes on to the kiosk system."""

import msgspec
import pytest

from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.links.kiosk import SerialPair
from juki.links.post import outbox, parking
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Outbox
from juki.links.registry import CardSerial
from juki.systems.registry.records.models import CardSerialRow, ResidentRow

EARLY, LATE = "2026-11-23T01:00:00+00:00", "2026-11-23T02:00:00+00:00"
ACTOR = Actor(who="job:test", right="test", terminal="")


@pytest.fixture
def resident(city) -> ResidentRow:
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    return ResidentRow.objects.get(pk=number)


def tell(code: str, *, serial: str = "1f", state: str = "in_force", at: str = EARLY) -> None:
    message = CardSerial(resident_code=code, serial=serial, state=state, changed_at=at)
    with one_act(ACTOR, reason="test", times=current().clock.now()) as act:
        outbox.send(act, own="jukinet", to="registry", content=message, streams=[f"resident:{code}"])
    Lane("jukinet", "registry").send_batch()


def told() -> list[SerialPair]:
    rows = Outbox.objects.filter(owner="registry", destination="kiosk", name="serial-pair").order_by("id")
    return [msgspec.json.decode(row.body, type=SerialPair) for row in rows]


@pytest.mark.proves("STD:7.1.2.4/1")
def test_the_kiosk_learns_whose_certificate_it_is_and_no_code(resident):
    tell(resident.resident_code)
    assert told() == [
        SerialPair(
            addressee_number=resident.addressee_number, serial="1f", state="in_force", changed_at=EARLY
        )
    ]
    assert Outbox.objects.get(name="serial-pair").streams == [f"addressee:{resident.addressee_number}"]


def test_the_newest_word_holds(resident):
    tell(resident.resident_code, state="ended", at=LATE)
    tell(resident.resident_code, at=EARLY)
    assert [pair.state for pair in told()] == ["ended"]
    assert CardSerialRow.objects.get().state == "ended"


def test_a_new_certificate_stands_beside_the_old_one(resident):
    tell(resident.resident_code)
    tell(resident.resident_code, serial="2e", at=LATE)
    tell(resident.resident_code, state="ended", at=LATE)
    assert [(pair.serial, pair.state) for pair in told()] == [
        ("1f", "in_force"), ("2e", "in_force"), ("1f", "ended"),
    ]  # fmt: skip


def test_a_code_of_nobody_is_parked(resident, city):
    tell(city.network.codes[city.person()["individual_number"]])
    assert [row.code for row in parking.parked("registry")] == ["REG-0201"]
    assert told() == []


def test_somebody_elses_certificate_is_parked(resident, city):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    tell(resident.resident_code)
    tell(ResidentRow.objects.get(pk=number).resident_code, at=LATE)
    assert [row.code for row in parking.parked("registry")] == ["REG-0207"]
    assert len(told()) == 1
