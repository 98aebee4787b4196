"""個人番号 that comes later, 住民票コード that changes, 空きコード: from the register to the nation and back."""

from typing import Any
from uuid import uuid4

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import one_act
from juki.links.jukinet import CodeStock, CodeStockRequest, LinkageCodeRequest, NumberGenerationRequest
from juki.links.post import outbox, parking, questions
from juki.links.post.inbound import Inbound
from juki.links.registry import DesignatedNumber
from juki.outside.nation import rules
from juki.outside.nation.records.models import NationCode, NationDesignation, NationPerson
from juki.outside.prefecture.records.models import PrefectureIdentification
from juki.systems.jukinet.records.models import Identification, IdentificationVersion
from support import identification
from support.identification import REGISTER, code, day, number, send, times, update

BORN = {"event_reason": "SHUSSEI", "individual_number": "", "former_address": None}


@pytest.fixture
def register(monkeypatch, wire) -> list[DesignatedNumber]:
    """What the register got."""
    got: list[DesignatedNumber] = []
    taking = Inbound(handlers={DesignatedNumber: lambda _act, message: got.append(message)})
    identification.install(monkeypatch, registry=taking)
    return got


def amended(order: int, reason: str, **changed: Any) -> Any:
    return update(event_class="amendment", event_reason=reason, update_number=order, **changed)


def parked() -> list[tuple[str, str]]:
    return [
        (owner, row.code)
        for owner in ("registry", "jukinet", "prefecture", "nation")
        for row in parking.parked(owner)
    ]


def test_somebody_without_a_number_is_kept_everywhere_and_has_it_later(db, wire, register):
    request = NumberGenerationRequest(request=str(uuid4()), resident_code=code(1))
    send(update(**BORN), request)
    wire.settle()
    (told,) = register
    assert (told.request, told.resident_code) == (request.request, code(1))
    assert IndividualNumber(told.individual_number)
    kept = [Identification.objects.get(), PrefectureIdentification.objects.get(), NationPerson.objects.get()]
    assert [row.individual_number for row in kept] == ["", "", ""]

    send(amended(2, "KOJIN_BANGO_SHITEI", individual_number=told.individual_number))
    wire.settle()
    assert parked() == []
    for row in kept:
        row.refresh_from_db()
    assert {row.individual_number for row in kept} == {told.individual_number}


def test_two_without_a_number_live_here_at_once(db, wire, register):
    send(update(1, **BORN), update(2, **BORN))
    wire.settle()
    assert parked() == []
    assert Identification.objects.filter(individual_number="").count() == 2


def test_who_asks_again_hears_the_same_number(db, wire, register):
    for _ in range(2):
        send(NumberGenerationRequest(request=str(uuid4()), resident_code=code(1)))
    send(NumberGenerationRequest(request=str(uuid4()), resident_code=code(2)))
    send(update(3))
    wire.settle()
    send(NumberGenerationRequest(request=str(uuid4()), resident_code=code(3)))
    wire.settle()
    first, again, other, known = sorted(register, key=lambda one: one.resident_code)
    assert first.individual_number == again.individual_number != other.individual_number
    assert (first.resident_code, known.individual_number) == (code(1), number(3))
    assert NationDesignation.objects.count() == 2


def test_a_designated_number_is_nobody_elses(db, wire, register):
    send(NumberGenerationRequest(request=str(uuid4()), resident_code=code(1)))
    wire.settle()
    send(update(2, individual_number=register[0].individual_number))
    wire.settle()
    assert parked() == [("nation", "OUT-0205")]


def test_a_request_without_its_number_is_parked(db, wire, register):
    send(NumberGenerationRequest(request=" ", resident_code=code(1)))
    wire.settle()
    assert (parked(), register) == ([("jukinet", "JKN-0115")], [])


@pytest.mark.proves("U:F2-II-01")
def test_a_record_goes_on_under_its_new_code(db, wire, register):
    send(update())
    change = amended(
        1, "CODE_HENKO", resident_code=code(9), former_resident_code=code(1), event_date=day("2026-11-24")
    )
    send(change)
    send(amended(2, "TENKYO", resident_code=code(9), event_date=day("2026-11-24")))
    wire.settle()
    assert parked() == []
    old, new = Identification.objects.get(pk=code(1)), Identification.objects.get(pk=code(9))
    assert (old.record_state, new.record_state) == ("removed", "current")
    assert (new.former_resident_code, new.code_used_since.isoformat()) == (code(1), "2026-11-24")
    assert (new.individual_number, new.update_number) == (number(1), 2)
    assert IdentificationVersion.objects.filter(resident_id=code(1)).count() == 1
    lives = dict(PrefectureIdentification.objects.values_list("resident_code", "living"))
    assert lives == {code(1): False, code(9): True}
    left, person = NationPerson.objects.get(pk=code(1)), NationPerson.objects.get(pk=code(9))
    assert (left.living, left.individual_number) == (False, "")
    assert (person.living, person.individual_number, person.first_code) == (True, number(1), code(1))


def test_a_changed_code_is_taken_back(db, wire, register):
    send(update())
    send(amended(1, "CODE_HENKO", resident_code=code(9), former_resident_code=code(1)))
    send(amended(2, "TORIKESHI_SHUSEI", resident_code=code(1), former_resident_code=code(9)))
    wire.settle()
    assert parked() == []
    states = dict(Identification.objects.values_list("resident_code", "record_state"))
    assert states == {code(1): "current", code(9): "removed"}
    assert NationPerson.objects.get(living=True).pk == code(1)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"resident_code": code(9), "former_resident_code": code(8)}, "JKN-0103"),
        ({"resident_code": code(2), "former_resident_code": code(1)}, "JKN-0120"),
        ({"resident_code": code(9), "former_resident_code": code(9)}, "JKN-0115"),
    ],
)
def test_a_code_of_nobody_or_of_another_is_refused(db, wire, register, changed, expected):
    send(update(1), update(2))
    send(amended(1 if changed["resident_code"] == code(9) else 2, "CODE_HENKO", **changed))
    wire.settle()
    assert parked() == [("jukinet", expected)]
    assert Identification.objects.filter(record_state="current").count() == 2


def test_a_person_has_one_token_under_every_code(db, wire, register, monkeypatch):
    seen: list[str] = []
    monkeypatch.setattr(rules, "person_token", lambda made_of, key: seen.append(made_of) or "token")
    send(update())
    send(LinkageCodeRequest(processing_number="1", resident_code=code(1)))
    send(amended(1, "CODE_HENKO", resident_code=code(9), former_resident_code=code(1)))
    send(LinkageCodeRequest(processing_number="2", resident_code=code(9)))
    wire.settle()
    assert seen == [code(1), code(1)]


def ask(size: int) -> tuple[str, ...]:
    return questions.ask(
        CodeStockRequest(size=size), CodeStock, own="registry", to="jukinet", about="codes", trace=uuid4(), actor=REGISTER,
        times=times(),
    ).codes  # fmt: skip


def test_codes_are_nobodys_and_never_given_twice(db, wire, register):
    given = [*ask(30), *ask(30)]
    assert len({ResidentCode(one).digits for one in given}) == 60
    assert given != sorted(given)
    assert NationCode.objects.count() == 60
    handed_on = AuditEntry.objects.filter(action="codes.handed_on")
    assert [row.detail for row in handed_on] == [{"count": 30}, {"count": 30}]
    assert not any(
        one in msgspec.json.encode(list(row.detail.values())).decode() for row in handed_on for one in given
    )


@pytest.mark.parametrize("size", [0, -1, 1001])
def test_a_stock_of_another_size_is_refused(db, wire, register, size):
    with pytest.raises(Exception, match="LNK-0402"):
        ask(size)
    assert not NationCode.objects.exists()


def test_a_designated_number_with_wrong_digits_is_parked(db, wire, register):
    message = DesignatedNumber(request="1", resident_code=code(1), individual_number="1" * 12)
    with one_act(REGISTER, reason="test", times=times()) as act:
        outbox.send(act, own="nation", to="jukinet", content=message, streams=["resident:x"])
    wire.settle()
    assert (parked(), register) == ([("jukinet", "KRN-0102")], [])
