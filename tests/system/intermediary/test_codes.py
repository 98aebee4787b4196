"""符号: acquired end to end, kept encrypted, nowhere else."""

from pathlib import Path

import pytest
from django.apps import apps

from juki.kernel.work import one_act
from juki.links.catalogue import CONTRACTS, contents
from juki.links.intermediary import CodeAcquisition, LinkageCodeIssued, ProcessingNumberIssued
from juki.links.post import parking, stations
from juki.links.post.outbox import send
from juki.outside.inquirer.records.models import Code as InquirerCode
from juki.outside.nws.records.models import Code
from juki.systems.intermediary.errors import CodeKeyMissing
from juki.systems.intermediary.records.models import Acquisition, LinkageCode
from juki.systems.intermediary.services import code_keys
from juki.systems.unified.records.models import Person
from support.network import ACTOR, Network, everything_stored, grant, request, times

MAY_HOLD_CODES = ("intermediary_", "nws_", "inquirer_")


def tell(network: Network, sender: str, content) -> None:
    with one_act(ACTOR, reason="test", times=times()) as act:
        send(act, own=sender, to="intermediary", content=content, streams=["test"])
    network.wire.settle()


def parked() -> list[str]:
    return [row.code for row in parking.parked("intermediary")]


@pytest.mark.proves("S5.01")
def test_a_code_is_acquired_end_to_end(network: Network):
    trace = network.person(1)
    person, acquisition = Person.objects.get(), Acquisition.objects.get()
    assert (person.code_state, acquisition.state) == ("acquired", "bound")
    assert acquisition.processing_number == network.register[0].processing_number
    given = Code.objects.get(body="intermediary").code
    row = LinkageCode.objects.get()
    assert code_keys.cipher().opened(bytes(row.sealed), unified_number=person.number) == given
    assert bytes(row.digest) == code_keys.cipher().digest(given)
    reached = {known.station for known in stations.of_trace("registry", trace)}
    assert {"unified", "intermediary", "nws"} <= reached


def test_each_body_has_its_own_code_and_keeps_it(network: Network):
    network.person(1)
    network.person(2)
    codes = {(row.body, row.person_token): row.code for row in Code.objects.all()}
    assert len(codes) == len(set(codes.values())) == 4
    assert (
        InquirerCode.objects.get(processing_number=network.register[0].processing_number).linkage_code
        == codes["inquirer", "token-1"]
    )


@pytest.mark.proves("S5.01", "C:nw.fugou_only@1")
def test_no_code_lies_outside_the_three_that_may_hold_it(network: Network):
    network.person(1)
    stored = everything_stored()
    for code in Code.objects.values_list("code", flat=True):
        holders = {table for table, text in stored.items() if code in text}
        assert holders
        assert all(table.startswith(("nws_", "inquirer_")) for table in holders)
    provider = Code.objects.get(body="intermediary").code
    assert {table for table, text in stored.items() if provider in text} == {"nws_code"}
    assert codes_are_said_by() == {"linkage-code-issued", "inquiry", "permitted-inquiry"}
    grant("intermediary", "intermediary.records", "intermediary.copies.read")
    for reply in (
        network.call("intermediary", "records/search", {}),
        network.call("intermediary", f"copies/{Person.objects.get().number}"),
    ):
        assert reply.status_code == 200
        assert provider not in reply.content.decode()


def codes_are_said_by() -> set[str]:
    """The messages and questions that carry a code: one brings it, two ask with it."""
    kinds = (kind for module in CONTRACTS for kind in contents(module))
    return {kind.name for kind in kinds if "linkage_code" in kind.__struct_fields__}


def test_no_column_and_no_message_has_a_code_but_those_that_must():
    columns = {
        model._meta.db_table
        for model in apps.get_models()
        for column in model._meta.get_fields()
        if any(word in column.name for word in ("linkage", "fugou")) or column.name == "sealed"
    }
    assert all(table.startswith(MAY_HOLD_CODES) for table in columns)
    assert codes_are_said_by() == {"linkage-code-issued", "inquiry", "permitted-inquiry"}
    unified = [
        field.name
        for model in apps.get_app_config("unified").get_models()
        for field in model._meta.get_fields()
    ]
    assert not any("resident_code" in name or "linkage" in name for name in unified)


def test_asked_again_it_says_what_is_known(network: Network):
    network.post(request(1))
    number = Person.objects.get().number
    tell(network, "unified", CodeAcquisition(unified_number=number))
    assert len(network.register) == 2
    network.seed(network.register[0].processing_number, "token-1")
    Person.objects.update(code_state="asked")
    tell(network, "unified", CodeAcquisition(unified_number=number))
    assert Person.objects.get().code_state == "acquired"
    assert Acquisition.objects.count() == 1


def test_one_person_under_two_numbers_is_a_failure_for_a_person_to_solve(network: Network):
    network.person(1)
    network.post(request(2))
    network.seed(network.register[1].processing_number, "token-1")
    states = list(Person.objects.order_by("id").values_list("code_state", flat=True))
    assert states == ["acquired", "failed"]
    assert LinkageCode.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ProcessingNumberIssued(request="never", processing_number="1" * 16), "MID-0101"),
        (LinkageCodeIssued(processing_number="1" * 16, linkage_code="x"), "MID-0103"),
        (CodeAcquisition(unified_number="12"), "MID-0106"),
    ],
)
def test_what_we_do_not_know_parks(network: Network, content, code):
    tell(network, "unified" if isinstance(content, CodeAcquisition) else "nws", content)
    assert parked() == [code]


@pytest.mark.proves("S5.01")
def test_neither_number_nor_code_is_overwritten(network: Network):
    network.person(1)
    acquisition = Acquisition.objects.get()
    digest = bytes(LinkageCode.objects.get().digest)
    tell(network, "nws", ProcessingNumberIssued(request=acquisition.request, processing_number="1" * 16))
    assert parked() == ["MID-0102"]
    network.seed(acquisition.processing_number, "token-1")
    first = parking.parked("intermediary")[0]
    parking.supersede(
        owner="intermediary", message_id=first.message_id, actor=ACTOR, reason="r", times=times()
    )
    tell(
        network,
        "nws",
        LinkageCodeIssued(processing_number=acquisition.processing_number, linkage_code="other"),
    )
    assert parked() == ["MID-0104"]
    assert bytes(LinkageCode.objects.get().digest) == digest


def test_a_lost_key_is_not_replaced_while_codes_exist(network: Network, monkeypatch, tmp_path):
    network.person(1)
    monkeypatch.setattr(code_keys, "key_file", lambda: tmp_path / "gone.key")
    with pytest.raises(CodeKeyMissing):
        code_keys.cipher()
    assert not Path(tmp_path / "gone.key").exists()
