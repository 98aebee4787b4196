"""情報照会: answered, held, refused; recorded on every side; unreadable to the network."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.links.errors import NotSealed
from juki.links.intermediary import Permit, PermittedInquiry, PermittedInquiryAnswer
from juki.links.post.inbound import Asked
from juki.links.wire.keys import private_key, sign, unseal
from juki.outside.inquirer import peers as inquirer_peers
from juki.outside.inquirer.records.models import Code as InquirerCode
from juki.outside.inquirer.records.models import Inquiry as InquirerRecord
from juki.outside.inquirer.records.models import Received
from juki.outside.nws import peers as nws_peers
from juki.outside.nws.records.models import Code, Outcome
from juki.outside.nws.records.models import PermitEntry as NetworkEntry
from juki.systems.intermediary.records.models import Copy, LinkageCode, PermitEntry, Provision, UsedPermit
from juki.systems.intermediary.services import operations_inquiry
from juki.systems.unified.records.models import Person
from support.network import ACTOR, ENTRY, Network, everything_stored, grant, times


def outcomes() -> dict[str, tuple[str, str]]:
    """The newest outcome and code at provider, network and inquirer."""
    rows = {
        "provider": Provision.objects.order_by("-id").first(),
        "network": Outcome.objects.order_by("-id").first(),
        "inquirer": InquirerRecord.objects.order_by("-id").first(),
    }
    return {side: (row.outcome, row.code) for side, row in rows.items() if row}


@pytest.mark.proves("S5.03", "S5.05", "C:nw.permit_cert@1", "C:nw.permit_list_check@1", "C:nw.encrypt@1")
def test_an_inquiry_is_answered_decrypted_and_recorded_on_three_sides(network: Network):
    trace = network.person(1)
    reply = network.ask(trace).json()
    assert (reply["outcome"], reply["code"]) == ("answered", "")
    assert reply["household"] == {
        "is_head": False, "head_name": "見本　世帯主", "relationship": "妻", "layout": "demo-1", "valid_from": "2026-11-20",
    }  # fmt: skip
    assert outcomes() == dict.fromkeys(("provider", "network", "inquirer"), ("answered", ""))
    provision, network_side = Provision.objects.get(), Outcome.objects.get()
    assert network_side.provider_record == str(provision.record)
    assert str(network_side.inquiry.record) == InquirerRecord.objects.get().record == reply["record"]
    assert (provision.through, provision.agency, provision.permit) == (
        "nws",
        "AG-003",
        network_side.inquiry.permit,
    )
    assert provision.unified_number == Person.objects.get().number


@pytest.mark.proves("C:nw.encrypt@1")
def test_the_network_carries_what_it_cannot_read(network: Network, monkeypatch):
    passed = []
    real = nws_peers.ask_provider

    def spy(*args, **kwargs):
        passed.append(real(*args, **kwargs))
        return passed[-1]

    monkeypatch.setattr(nws_peers, "ask_provider", spy)
    trace = network.person(1)
    assert network.ask(trace).json()["outcome"] == "answered"
    assert "見本" not in passed[0].sealed

    for identity in ("nws", "nation", "prefecture"):
        with pytest.raises(NotSealed):
            unseal(passed[0].sealed, key=private_key(current().identities[identity].seal_key))
    stored = everything_stored()
    held = {table for table, text in stored.items() if "世帯主" in text}
    assert held == {"intermediary_copy", "inquirer_received"}


def test_the_same_key_asks_once(network: Network):
    trace = network.person(1)
    key = uuid4()
    first, second = network.ask(trace, key=key), network.ask(trace, key=key)
    assert first.json() == second.json()
    assert Provision.objects.count() == Received.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"agency": "AG-005"}, {"duty": "DU-001"}, {"procedure": "PR-003-9"}, {"information": "LOCAL-TAX"}],
)
def test_a_wrong_tuple_is_refused_by_the_network_and_never_reaches_the_city(network: Network, changes):
    trace = network.person(1)
    reply = network.ask(trace, **changes).json()
    assert (reply["outcome"], reply["code"], reply["household"]) == ("refused", "OUT-0503", None)
    assert outcomes() == dict.fromkeys(("network", "inquirer"), ("refused", "OUT-0503"))


@pytest.mark.proves("C:nw.permit_list_check@1")
def test_the_city_checks_its_own_copy_of_the_list(network: Network):
    trace = network.person(1)
    PermitEntry.objects.filter(item=3).update(valid_to=times().legal_day)
    reply = network.ask(trace).json()
    assert (reply["outcome"], reply["code"]) == ("refused", "MID-0205")
    assert outcomes() == dict.fromkeys(("provider", "network", "inquirer"), ("refused", "MID-0205"))


@pytest.mark.parametrize(
    ("first", "last", "code"), [(-1, None, ""), (1, None, "OUT-0503"), (-5, 0, "OUT-0503"), (-5, 400, "")]
)
def test_an_entry_holds_for_its_days(network: Network, first, last, code):
    day = network_day()
    NetworkEntry.objects.filter(item=3).update(
        valid_from=day + timedelta(first), valid_to=None if last is None else day + timedelta(last)
    )
    assert network.ask(network.person(1)).json()["code"] == code


def network_day() -> date:

    return current().clock.now().legal_day


def ask_with(network: Network, code: str):
    """Ask with a code of the test's choosing."""
    trace = uuid4()
    InquirerCode.objects.create(
        processing_number=uuid4().hex, linkage_code=code, trace=trace, received_at=times().machine
    )
    return network.ask(trace).json()


def test_unknown_foreign_and_missing_codes_are_refused_by_the_network(network: Network):
    network.person(1)
    assert ask_with(network, "no such code")["code"] == "OUT-0504"
    assert ask_with(network, Code.objects.get(body="intermediary").code)["code"] == "OUT-0505"
    Code.objects.create(body="inquirer", person_token="token-9", code="lonely", made_at=times().machine)
    assert ask_with(network, "lonely")["code"] == "OUT-0506"
    assert outcomes() == dict.fromkeys(("network", "inquirer"), ("refused", "OUT-0506"))


def test_a_code_that_the_city_does_not_have_and_a_person_without_copy(network: Network):
    Code.objects.create(body="inquirer", person_token="token-9", code="theirs", made_at=times().machine)
    Code.objects.create(body="intermediary", person_token="token-9", code="ours", made_at=times().machine)
    assert ask_with(network, "theirs")["code"] == "MID-0206"
    assert Provision.objects.get().unified_number == ""
    trace = network.person(1)
    Copy.objects.all().delete()
    assert network.ask(trace).json()["code"] == "MID-0207"
    assert outcomes() == dict.fromkeys(("provider", "network", "inquirer"), ("refused", "MID-0207"))


def test_a_copy_of_the_future_is_not_answered(network: Network):
    trace = network.person(1, valid_from="2999-01-01")
    assert network.ask(trace).json()["code"] == "MID-0207"


def test_a_silent_provider_is_a_coded_refusal_and_a_silent_network_is_recorded(network: Network):
    trace = network.person(1)
    network.wire.down.add("intermediary")
    assert network.ask(trace).json()["code"] == "OUT-0507"
    network.wire.down = {"nws"}
    key = uuid4()
    reply = network.ask(trace, key=key)
    assert (reply.status_code, reply.json()["code"]) == (503, "LNK-0401")
    assert outcomes()["inquirer"] == ("unanswered", "LNK-0401")
    network.wire.down.clear()
    assert network.ask(trace, key=key).json()["outcome"] == "answered"


# --- permits, presented straight to the provider -------------------------------------------------------------------


def permit(**changes) -> Permit:
    now = times().machine
    fields = {
        **ENTRY, "permit": uuid4().hex,
        "linkage_code": Code.objects.get(body="intermediary", person_token="token-1").code,
        "answer_key": inquirer_peers.public_part(inquirer_peers.fresh_key()), "issued_at": now,
        "expires_at": now + timedelta(minutes=5),
    }  # fmt: skip
    return Permit(**{**fields, **changes})


def present(given: Permit, *, token: str = "", machine=None, **changes) -> PermittedInquiryAnswer:
    question = PermittedInquiry(
        permit=token or nws_peers.signed(given), linkage_code=given.linkage_code, answer_key=given.answer_key
    )
    asked = Asked(sender="nws", question_id=uuid4(), trace=uuid4(), times=times(machine), actor=ACTOR)
    return operations_inquiry.answer(asked, msgspec.structs.replace(question, **changes))


def refused(answer: PermittedInquiryAnswer, code: str) -> None:
    assert (answer.outcome, answer.code, answer.sealed) == ("refused", code, "")
    record = Provision.objects.get(record=UUID(answer.record))
    assert (record.outcome, record.code) == ("refused", code)
    assert AuditEntry.objects.filter(action="inquiry.examined", detail__record=answer.record).exists()


@pytest.mark.proves("C:nw.permit_cert@1", "S5.03")
def test_a_permit_is_good_once(network: Network):
    network.person(1)
    given = permit()
    assert present(given).outcome == "answered"
    refused(present(given), "MID-0204")


@pytest.mark.proves("C:nw.permit_cert@1", "S5.03")
def test_an_expired_permit(network: Network):
    network.person(1)
    given = permit()
    refused(present(given, machine=given.expires_at), "MID-0203")
    assert present(given, machine=given.expires_at - timedelta(seconds=1)).outcome == "answered"


@pytest.mark.proves("C:nw.permit_cert@1", "S5.03")
def test_a_permit_of_another_signer_or_altered_or_none(network: Network):

    network.person(1)
    given = permit()
    content = msgspec.json.encode(given)
    for signer, name in (("inquirer", "nws"), ("inquirer", "inquirer"), ("intermediary", "nws")):
        key = private_key(current().identities[signer].sign_key)
        refused(present(given, token=sign(content, key=key, signer=name)), "MID-0201")
    head, _, tail = nws_peers.signed(given).split(".")
    other = nws_peers.signed(permit()).split(".")[1]
    refused(present(given, token=f"{head}.{other}.{tail}"), "MID-0201")
    for rubbish in ("x", "a.b.c", "\u3042", "e30.e30."):
        refused(present(given, token=rubbish), "MID-0201")
    key = private_key(current().identities["nws"].sign_key)
    refused(present(given, token=sign(b"{}", key=key, signer="nws")), "MID-0201")
    assert not Provision.objects.filter(outcome="answered").exists()


@pytest.mark.proves("C:nw.permit_cert@1", "S5.03")
def test_a_permit_for_another_code_or_key(network: Network):
    network.person(1)
    refused(present(permit(), linkage_code="other"), "MID-0202")
    other = inquirer_peers.public_part(inquirer_peers.fresh_key())
    refused(present(permit(), answer_key=other), "MID-0202")


@pytest.mark.parametrize(
    "key",
    [
        "", "no json", "{}", "[1]", '{"kty":"RSA"}', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}', "x" * 5_000,
        '{"kty":"oct","k":"AAAA"}', '{"kty":"EC","crv":"P-256","x":1,"y":2}',
    ],
)  # fmt: skip
def test_a_key_that_nothing_can_be_encrypted_to(network: Network, key):
    network.person(1)
    refused(present(permit(answer_key=key)), "MID-0208")


def test_a_private_key_is_no_answer_key(network: Network):
    network.person(1)
    key = inquirer_peers.fresh_key()
    refused(present(permit(answer_key=msgspec.json.encode(key.as_dict(private=True)).decode())), "MID-0208")


@pytest.mark.parametrize("more", [{"use": "sig"}, {"key_ops": ["verify"]}, {"kid": "k"}, {"alg": "ES256"}])
def test_a_key_with_more_than_its_four_parts_leaves_a_refusal_and_the_permit_unused(network: Network, more):
    network.person(1)
    parts = inquirer_peers.fresh_key().as_dict(private=False)
    assert set(parts) == {"kty", "crv", "x", "y"}
    given = permit(answer_key=msgspec.json.encode({**parts, **more}).decode())
    refused(present(given), "MID-0208")
    assert not UsedPermit.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"permit": ""}, {"permit": "p" * 101}, {"duty": "x" * 101},
        {"issued_at": times().machine + timedelta(hours=1), "expires_at": times().machine + timedelta(hours=1, minutes=5)},
        {"expires_at": times().machine + timedelta(days=400)},
    ],
)  # fmt: skip
def test_a_permit_such_as_the_network_never_gives(network: Network, changes):
    network.person(1)
    refused(present(permit(**changes)), "MID-0211")
    record = Provision.objects.get()
    assert (record.permit, record.duty) == ("", "")
    assert not UsedPermit.objects.exists()


def test_records_are_searched_by_a_number_that_is_one(network: Network):
    grant("intermediary", "intermediary.records")
    for typed in ("123456789012", "x", "9" * 16):
        form = {"unified_number": typed}
        assert network.call("intermediary", "records/search", form).json()["code"] == "MID-0106"
    assert not AuditEntry.objects.filter(action="records.searched").exists()


def test_a_moved_code_row_is_an_alarm_and_nobodys_code(network: Network):
    network.person(1)
    network.person(2)
    one, two = LinkageCode.objects.order_by("id")
    keys = operations_inquiry.cipher()
    code = keys.opened(bytes(one.sealed), unified_number=one.acquisition.unified_number)
    moved = type("Moved", (), {"sealed": two.sealed, "acquisition": one.acquisition})()
    assert keys.digest(code) == bytes(one.digest)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations_inquiry, "LinkageCode", _Only(moved))
        refused(present(permit(linkage_code=code)), "MID-0206")
    assert AuditEntry.objects.filter(action="code.altered", outcome="alarm").exists()


class _Only:
    """A manager that finds one given row."""

    def __init__(self, row) -> None:
        self.objects = self
        self._row = row

    def select_related(self, *_names):
        return self

    def filter(self, **_by):
        return self

    def first(self):
        return self._row


def test_an_altered_answer_is_not_believed(network: Network, monkeypatch):
    trace = network.person(1)
    real = nws_peers.ask_provider

    def alter(*args, **kwargs):
        answer = real(*args, **kwargs)
        head, *rest = answer.sealed.split(".")
        rest[2] = ("A" if rest[2][0] != "A" else "B") + rest[2][1:]
        return msgspec.structs.replace(answer, sealed=".".join([head, *rest]))

    monkeypatch.setattr(nws_peers, "ask_provider", alter)
    reply = network.ask(trace)
    assert (reply.status_code, reply.json()["code"]) == (502, "OUT-0605")
    assert outcomes()["inquirer"] == ("unanswered", "OUT-0605")
    assert not Received.objects.exists()


@pytest.mark.proves("S5.05")
def test_records_are_searched_and_hold_no_content(network: Network):
    trace = network.person(1)
    network.ask(trace)
    grant("intermediary", "intermediary.records")
    day = network_day()
    for form, found in (
        ({}, 1), ({"agency": "AG-003"}, 1), ({"agency": "AG-001"}, 0), ({"outcome": "refused"}, 0),
        ({"unified_number": Person.objects.get().number}, 1), ({"first": day.isoformat(), "last": day.isoformat()}, 1),
        ({"first": (day + timedelta(1)).isoformat()}, 0), ({"last": (day - timedelta(1)).isoformat()}, 0),
    ):  # fmt: skip
        rows = network.call("intermediary", "records/search", form).json()["records"]
        assert len(rows) == found, form
    row = network.call("intermediary", "records/search", {}).json()["records"][0]
    assert (row["through"], row["outcome"], row["duty"]) == ("nws", "answered", "DU-003")
    assert "世帯主" not in str(row)
    assert "妻" not in str(row)
    backwards = {"first": day.isoformat(), "last": (day - timedelta(1)).isoformat()}
    assert network.call("intermediary", "records/search", backwards).json()["code"] == "MID-0115"
