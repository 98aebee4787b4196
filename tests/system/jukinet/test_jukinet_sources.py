"""Where 本人確認情報 may come from, what of it, and what is written down when it is passed on or refused.

Source: document III(2)2 risks 1 and 2, III(2)5 risk 1.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.links.catalogue import TYPES
from juki.links.identity import Identity
from juki.links.jukinet import NumberCheck, NumberCheckAnswer, ResidentUpdate
from juki.links.post import parking, questions
from juki.links.post.models import Outbox
from juki.links.wire.envelope import Envelope, digest_of
from juki.links.wire.keys import private_key, seal, sign
from juki.systems.jukinet.records.items import ITEMS
from juki.systems.jukinet.records.models import Identification
from support import loopback
from support.identification import (
    ELSEWHERE,
    OWN,
    REGISTER,
    TODAY,
    code,
    name,
    notice,
    number,
    send,
    times,
    update,
)  # fmt: skip

OUTSIDE_CITY_HALL = {
    "prefecture",
    "nation",
    "cities",
    "cards",
    "nws",
    "inquirer",
    "centre",
    "jpki",
    "immigration",
    "portal",
}
ITEMS_OF_AN_UPDATE = {
    "resident_code", "former_resident_code", "individual_number", "person", "birth", "sex", "address", "became_resident",
    "settled", "notified_on", "former_address", "relationship", "event_class", "event_reason", "event_date", "update_number",
    "operator", "terminal",
}  # fmt: skip


def deliver(
    sender: str, body: bytes, *, message: str = "resident-update", sequence: int = 1
) -> tuple[int, Any]:
    """Knock at the CS's link door with a proper envelope of ``sender``, sealed where it comes from outside."""
    return knock(sender, token_of(sender, body, message=message, sequence=sequence))


def knock(sender: str, token: str, *, receiver: str = "jukinet") -> tuple[int, Any]:
    """Post a token with the certificate of ``sender``."""
    status, reply = loopback.door(sender, receiver, "/links/deliver", msgspec.json.encode([token]))
    return status, msgspec.json.decode(reply)


def token_of(
    sender: str, body: bytes, *, message: str = "resident-update", sequence: int = 1, signer: str = "",
    receiver: str = "jukinet",
) -> str:  # fmt: skip
    """An envelope of ``sender``, signed with its key or that of ``signer``."""
    text = body.decode()
    if sender in OUTSIDE_CITY_HALL:
        own = private_key(current().identities["jukinet"].seal_key)
        text = seal(text, key=own)
    envelope = Envelope(
        kind="message", id=uuid4(), name=message, sender=sender, destination=receiver, sequence=sequence, epoch=1,
        version=TYPES[message].version, streams=(f"resident:{code(1)}",), trace=uuid4(), legal_day=TODAY,
        recorded_at=datetime.now(UTC),
        digest=digest_of(text), body=text,
    )  # fmt: skip
    key = private_key(current().identities[signer or sender].sign_key)
    return sign(msgspec.json.encode(envelope), key=key, signer=sender)


@pytest.mark.proves("C:in.source_only@2", "U:F2-II-01")
def test_an_update_of_the_register_counts_and_that_of_anybody_else_leaves_nothing(db, network):
    for sender in set(Identity) - {Identity.REGISTRY, Identity.JUKINET}:
        status, reply = deliver(str(sender), msgspec.json.encode(update(1)))
        assert (status, status == 403 and reply["code"]) == (403, "LNK-0101"), sender
        assert not Identification.objects.exists(), sender
        assert not Outbox.objects.filter(owner="jukinet", destination="prefecture").exists(), sender
    assert deliver("registry", msgspec.json.encode(update(1)))[0] == 200
    assert Identification.objects.get().resident_code == code(1)
    assert Outbox.objects.filter(owner="jukinet", destination="prefecture").count() == 1


@pytest.mark.proves("C:in.schema_only@2")
def test_nothing_but_the_laid_down_items_gets_in(db, network):
    assert set(ResidentUpdate.__struct_fields__) == ITEMS_OF_AN_UPDATE
    proper = msgspec.to_builtins(update(1))
    foreign = ({"tax": "1"}, {"honseki": "某県"}, {"person": {**proper["person"], "alias": "別名"}})
    for sequence, more in enumerate(foreign, 1):
        status, reply = deliver("registry", msgspec.json.encode({**proper, **more}), sequence=sequence)
        assert (status, reply[0]["state"], reply[0]["code"]) == (200, "parked", "LNK-0104"), more
        (row,) = parking.parked("jukinet")
        parking.supersede(
            owner="jukinet", message_id=row.message_id, actor=REGISTER, reason="誤り", times=times()
        )
    for message in ("resident-addressee", "numbering-request", "household-snapshot", "resident-record"):
        status, reply = deliver("registry", msgspec.json.encode(proper), message=message)
        assert (status, reply["code"]) == (403, "LNK-0101"), message
    assert not Identification.objects.exists()
    assert deliver("registry", msgspec.json.encode(update(1)), sequence=4)[1][0]["state"] == "applied"
    columns = {field.column for field in Identification._meta.concrete_fields}
    assert columns == {column for item in ITEMS for column in item.columns}
    assert len(ITEMS) == 36


@pytest.mark.proves("C:xfer.log@2")
def test_each_passing_on_is_kept_and_logged_with_whose_it_is_and_to_whom(db, network):
    trace = send(update(1), notice(1))
    network.settle()
    sent = (
        Outbox.objects.filter(owner="jukinet", trace=trace).exclude(delivered_at=None).exclude(name="receipt")
    )
    assert sorted(sent.values_list("destination", "name")) == [
        ("cities", "move-in-notice"), ("prefecture", "identification-update"),
    ]  # fmt: skip
    logged = AuditEntry.objects.filter(trace=trace, subjects__contains=[f"resident:{code(1)}"])
    told = {row.action: row for row in logged.filter(who="peer:registry")}
    assert told.keys() >= {"identification.recorded", "move_in_notice.forwarded"}
    assert told["move_in_notice.forwarded"].detail == {"municipality": ELSEWHERE}
    asked = ask_about(number(1), name(1).full)
    answered = AuditEntry.objects.filter(trace=asked, action="number_check.answered").get()
    assert (answered.who, answered.subjects, answered.outcome) == (
        "peer:registry", [f"resident:{code(1)}"], "match",
    )  # fmt: skip


def ask_about(individual_number: str, full_name: str | None, *, sender: str = "registry") -> Any:
    """Ask the CS whether number and person agree; the trace."""
    trace = uuid4()
    questions.ask(
        NumberCheck(individual_number=individual_number, full_name=full_name), NumberCheckAnswer, own=sender,
        to="jukinet", about="test", trace=trace, actor=REGISTER, times=times(),
    )  # fmt: skip
    return trace


@pytest.mark.proves("C:xfer.log_refused@2")
def test_what_was_not_passed_on_is_logged_too(db, network):
    send(update(1))
    network.settle()
    network.posted.clear()
    with pytest.raises(JukiError):
        ask_about(number(1), None)
    send(notice(1, former_municipality=OWN))
    network.settle()
    assert deliver("addressee", msgspec.json.encode(update(1)))[0] == 403
    assert not [post for post in network.posted if post[:2] in {("jukinet", "nation"), ("jukinet", "cities")}]
    refused = AuditEntry.objects.filter(action__in=("link.refused", "link.parked")).order_by("number")
    assert [(row.who, row.action, row.detail["code"]) for row in refused] == [
        ("peer:registry", "link.refused", "JKN-0201"),
        ("peer:registry", "link.parked", "JKN-0116"),
        ("peer:addressee", "link.refused", "LNK-0101"),
    ]


@pytest.mark.proves("C:cs.crypto@2", "C:cs.crypto@3")
def test_what_was_altered_or_signed_by_another_is_refused(db, network):
    body = msgspec.json.encode(update(1))
    true, other = token_of("registry", body), token_of("registry", msgspec.json.encode(update(2)))
    head, _, tail = true.split(".")
    for false in (f"{head}.{other.split('.')[1]}.{tail}", token_of("registry", body, signer="addressee")):
        status, reply = knock("registry", false)
        assert (status, reply["code"]) == (400, "LNK-0103")
        assert not Identification.objects.exists()
    assert knock("cities", true)[0] == 400, "a true word in another's mouth"
    assert not Identification.objects.exists()
    assert knock("registry", true)[1][0]["state"] == "applied"
    assert Identification.objects.get().resident_code == code(1)


BETWEEN = {
    ("registry", "jukinet"): {
        "resident-update", "move-in-notice", "move-out-certificate", "linkage-code-request", "number-check",
        "number-generation-request", "code-stock-request", "receipt",
    },
    ("jukinet", "registry"): {
        "move-out-certificate", "move-in-notice-received", "designated-number", "card-serial", "receipt",
    },
}  # fmt: skip
"""What the law makes the two say to each other.

Source: 住基法9条, 24条の2, 30条の2, 30条の6; 番号法8条, 14条, 21条の2; STD 7.1.2.4.
"""


@pytest.mark.proves("C:link.statutory_only@2", "C:link.statutory_only@3")
def test_register_and_cs_say_to_each_other_what_the_law_asks_and_nothing_else(db, network):
    send(update(1))
    network.settle()
    for (sender, receiver), names in BETWEEN.items():
        for message in TYPES:
            token = token_of(sender, b"{}", message=message, receiver=receiver)
            status, reply = knock(sender, token, receiver=receiver)
            refused = status == 403 and reply["code"] == "LNK-0101"
            assert refused is (message not in names), (sender, message)
    kept = Identification.objects.get()
    assert kept.resident_code == code(1)
    with pytest.raises(JukiError):
        ask_about(number(1), None)
