"""副本: versions, reading, erasing, and what fails the format check."""

from uuid import uuid4

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.post import parking
from juki.links.unified import HouseholdFact
from juki.systems.intermediary.records.models import Copy
from juki.systems.unified.records.models import Person
from support.network import Network, grant, request

HEAD = HouseholdFact(is_head=True, head_name="見本　第1", relationship="世帯主")


@pytest.mark.proves("S5.06", "C:nw.view_db@1")
def test_versions_are_added_only_when_they_say_something(network: Network):
    network.post(request(1))
    network.post(request(1, valid_from="2026-11-22"))
    assert Copy.objects.count() == 1
    network.post(request(1, household=HEAD, valid_from="2026-11-22"))
    grant("intermediary", "intermediary.copies.read")
    number = Person.objects.get().number
    rows = network.call("intermediary", f"copies/{number}").json()["copies"]
    assert [(row["is_head"], row["relationship"]) for row in rows] == [(True, "世帯主"), (False, "妻")]
    assert set(rows[0]) == {
        "version",
        "layout",
        "valid_from",
        "is_head",
        "head_name",
        "relationship",
        "recorded_at",
    }
    assert AuditEntry.objects.filter(action="copies.shown", subjects__contains=[f"unified:{number}"]).exists()
    assert network.call("intermediary", "copies/1").json()["code"] == "MID-0106"


def test_a_household_without_a_head_is_passed_on(network: Network):
    network.post(request(1, household=HouseholdFact(is_head=False, head_name="", relationship="子")))
    assert Copy.objects.get().head_name == ""


@pytest.mark.parametrize(
    "household",
    [
        HouseholdFact(is_head=False, head_name="見本\x07", relationship="妻"),
        HouseholdFact(is_head=False, head_name="見本", relationship=" "),
    ],
)
@pytest.mark.proves("C:nw.import_check@1")
def test_what_fails_the_format_check_parks(network: Network, household):
    network.post(request(1, household=household))
    assert [row.code for row in parking.parked("intermediary")] == ["MID-0105"]
    assert not Copy.objects.exists()


@pytest.mark.proves("S5.06")
def test_a_version_is_erased_by_right_and_with_reason(network: Network):
    network.post(request(1))
    copy = Copy.objects.get()
    form = {"unified_number": copy.unified_number, "version": copy.pk, "reason": "誤登録"}
    assert network.call("intermediary", "copies/erase", form).json()["code"] == "KRN-0202"
    grant("intermediary", "intermediary.copies.erase")
    assert network.call("intermediary", "copies/erase", {**form, "reason": ""}).json()["code"] == "KRN-0205"
    assert (
        network.call("intermediary", "copies/erase", {**form, "unified_number": "9" * 15}).json()["code"]
        == "MID-0110"
    )
    assert Copy.objects.exists()
    key = uuid4()
    first = network.call("intermediary", "copies/erase", form, key=key)
    assert first.json() == network.call("intermediary", "copies/erase", form, key=key).json()
    assert not Copy.objects.exists()
    assert AuditEntry.objects.filter(action="copy.erased").count() == 1


def test_a_later_version_of_an_earlier_day_counts(network: Network):
    trace = network.person(1)
    message = request(1, household=HEAD, valid_from="2026-11-01")
    network.post(msgspec.structs.replace(message))
    assert network.ask(trace).json()["household"]["relationship"] == "世帯主"
