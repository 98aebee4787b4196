"""番号確認: asked outside, kept without the facts; only a fresh match about the same facts is worth anything."""

from uuid import uuid4

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.door.models import PostedForm
from juki.systems.registry.records.models import NumberConfirmation, ResidentRow
from juki.systems.registry.services import number_checks


def test_a_match_keeps_the_code_and_no_facts(city):
    person = city.person()
    reply = city.door.post("/api/number-checks", city.facts(person)).json()
    assert (reply["outcome"], reply["differing"]) == ("match", [])
    row = NumberConfirmation.objects.get()
    assert str(row.id) == reply["confirmation"]
    assert row.resident_code == city.network.codes[person["individual_number"]]
    assert person["individual_number"].encode() not in bytes(row.digest)
    assert city.network.asked[0].birth == "1980-02-03"


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("mismatch", "REG-0123"), ("one_by_details", "REG-0124"), ("none", "REG-0125"), ("removed", "REG-0126"),
        ("many", "REG-0127"),
    ],
)  # fmt: skip
def test_every_other_outcome_is_an_error_and_never_a_link(city, outcome, code):
    city.network.outcome = outcome
    person = city.person()
    reply = city.door.post("/api/number-checks", city.facts(person)).json()
    assert reply["outcome"] == outcome
    assert reply["differing"] == (["birth"] if outcome == "mismatch" else [])
    assert NumberConfirmation.objects.get().resident_code == ""
    standing = city.entered(person)
    assert [(one["outcome"], one["code"]) for one in standing["checks"]] == [(outcome, code)]
    refused = city.submit(standing)
    assert (refused.status_code, refused.json()["code"]) == (409, "REG-0610")
    assert [one["code"] for one in refused.json()["errors"]] == [code]
    assert not ResidentRow.objects.exists()


def test_an_old_answer_is_worth_nothing_and_is_asked_for_again(city, monkeypatch):
    standing = city.entered(city.person())
    monkeypatch.setattr(number_checks.options, "confirmation_minutes", lambda: -1)
    refused = city.submit(standing)
    assert [one["code"] for one in refused.json()["errors"]] == ["REG-0122"]
    monkeypatch.undo()
    assert city.submit(standing).status_code == 200


def test_the_same_key_asks_once(city):
    facts, key = city.facts(city.person()), uuid4()
    first = city.door.post("/api/number-checks", facts, key=key).json()
    assert city.door.post("/api/number-checks", facts, key=key).json() == first
    assert len(city.network.asked) == 1


def test_a_key_is_of_one_clerk_and_the_same_facts(city):
    facts, key = city.facts(city.person()), uuid4()
    city.door.post("/api/number-checks", facts, key=key)
    PostedForm.objects.all().delete()
    for other in (
        city.facts(city.person()),
        {**facts, "address": {"municipality": "011011", "town": "仮町"}},
    ):
        reply = city.door.post("/api/number-checks", other, key=key)
        assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")
    AccessGrant.objects.filter(client="clerk").update(client="second")
    city.door.who = "urn:juki:client:second"
    reply = city.door.post("/api/number-checks", facts, key=key)
    assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")
    assert len(city.network.asked) == 1


def test_of_two_at_once_the_later_is_compared_too(city, monkeypatch):
    mine, theirs, key = city.facts(city.person()), city.facts(city.person()), uuid4()
    real = number_checks.jukinet.check_number

    def faster(*args, **named):
        monkeypatch.setattr(number_checks.jukinet, "check_number", real)
        PostedForm.objects.all().delete()
        assert city.door.post("/api/number-checks", theirs, key=key).status_code == 200
        PostedForm.objects.all().delete()
        return real(*args, **named)

    monkeypatch.setattr(number_checks.jukinet, "check_number", faster)
    assert city.door.post("/api/number-checks", mine, key=key).json()["code"] == "KRN-0208"


def test_a_municipality_that_does_not_exist_is_not_asked_about(city):
    facts = {**city.facts(city.person()), "address": {"municipality": "999997", "town": "仮町"}}
    assert city.door.post("/api/number-checks", facts).json()["code"] == "REG-0118"
    assert not city.network.asked


def test_a_network_that_is_down_is_a_coded_error(city, wire):
    wire.down.add("jukinet")
    reply = city.door.post("/api/number-checks", city.facts(city.person()))
    assert reply.json()["code"] == "LNK-0401"
    assert not NumberConfirmation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"individual_number": "123456789012"}, "KRN-0102"),
        ({"full_name": " "}, "KRN-0161"),
        ({"birth": "2026-13-01"}, "KRN-0142"),
        ({"sex": "3"}, "KRN-0205"),
        ({"address": {"town": "仮", "municipality": "1"}}, "KRN-0121"),
    ],
)
def test_bad_questions_are_not_asked(city, changes, code):
    reply = city.door.post("/api/number-checks", {**city.facts(city.person()), **changes})
    assert (400 <= reply.status_code < 500, reply.json()["code"]) == (True, code)
    assert not city.network.asked
