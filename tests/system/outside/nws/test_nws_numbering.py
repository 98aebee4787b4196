"""処理通番 and 符号 at the simulated network."""

from juki.kernel.work import one_act
from juki.links.nws import ProcessingNumberRequest
from juki.links.post import parking
from juki.links.post.outbox import send
from juki.outside.nws.records.models import Code, ProcessingNumber
from support.network import ACTOR, Network, request, times


def parked() -> list[str]:
    return [row.code for row in parking.parked("nws")]


def ask_number(network: Network, serial: str) -> None:
    with one_act(ACTOR, reason="test", times=times()) as act:
        content = ProcessingNumberRequest(request=serial)
        send(act, own="intermediary", to="nws", content=content, streams=[f"request:{serial}"])
    network.wire.settle()


def test_one_number_per_request(network: Network):
    ask_number(network, "a")
    ask_number(network, "a")
    ask_number(network, "b")
    assert ProcessingNumber.objects.count() == 2
    assert len(set(ProcessingNumber.objects.values_list("number", flat=True))) == 2


def test_a_seed_for_an_unknown_number_parks(network: Network):
    network.seed("0" * 16, "token-1")
    assert parked() == ["OUT-0501"]
    assert not Code.objects.exists()


def test_a_number_is_one_persons(network: Network):
    network.post(request(1))
    number = network.register[0].processing_number
    network.seed(number, "token-1")
    network.seed(number, "token-1")
    assert Code.objects.count() == 2
    network.seed(number, "token-2")
    assert parked() == ["OUT-0502"]
    assert Code.objects.count() == 2


def test_the_same_person_under_a_second_number_has_the_same_codes(network: Network):
    network.person(1)
    before = set(Code.objects.values_list("code", flat=True))
    ask_number(network, "second")
    second = ProcessingNumber.objects.get(request="second").number
    network.seed(second, "token-1")
    assert set(Code.objects.values_list("code", flat=True)) == before


def test_the_request_names_nobody(network: Network):
    network.post(request(1))
    row = ProcessingNumber.objects.get()
    assert (len(row.request), row.person_token) == (32, None)
