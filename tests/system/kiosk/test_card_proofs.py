"""Every bad proof on the city's side, though the centre passed it on."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from juki.launch import authority as authorities
from juki.systems.kiosk.records.models import Dialog, IssueLog
from support import kiosk_cards
from support.kiosk_cards import new_transaction, proof, status


@pytest.fixture
def one(centre, register, wire):
    register.send(1, register.person(1, "世帯主"))
    wire.settle()
    return centre


def refused(centre, code, told="KSK-0905"):
    row = IssueLog.objects.order_by("id").last()
    assert row.result == code
    return told


def ago(**time):
    return datetime.now(UTC) - timedelta(**time)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"self_signed": True}, "KSK-0502"),
        ({"days": (-10, -1)}, "KSK-0503"),
        ({"days": (1, 10)}, "KSK-0503"),
        ({"ca": True}, "KSK-0504"),
        ({"purpose": ExtendedKeyUsageOID.SERVER_AUTH}, "KSK-0504"),
        ({"purpose": ExtendedKeyUsageOID.OCSP_SIGNING}, "KSK-0504"),
    ],
)
def test_a_strange_certificate(one, how, code):
    assert one.menu(one.card_of(1, **how)).code == refused(one, code)
    assert not Dialog.objects.exists()


def test_a_card_of_another_authority(one, tmp_path):
    stranger = authorities.create(tmp_path, name="公的個人認証（模擬）")
    assert one.menu(one.card_of(1, issuer=stranger)).code == refused(one, "KSK-0502")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"municipality": "131016"}, "KSK-0506"),
        ({"kiosk": "MIHON-2"}, "KSK-0507"),
        ({"transaction": "00000000-0000-4000-8000-000000000001"}, "KSK-0507"),
        ({"at": (datetime.now(UTC) - timedelta(hours=1)).isoformat()}, "KSK-0508"),
        ({"at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}, "KSK-0508"),
        ({"at": "2026-11-24T10:00:00"}, "KSK-0501"),
        ({"at": "now"}, "KSK-0501"),
        ({"nonce": ""}, "KSK-0501"),
    ],
)
def test_a_statement_of_another_dialog(one, said, code):
    card, transaction = one.card_of(1), new_transaction()
    said = {"transaction": transaction, **said}
    signed = proof(card, said.pop("transaction"), **said)
    assert one.menu(card, transaction=transaction, proof=signed).code == refused(one, code)


def test_a_signature_of_another_card(one):
    card, other, transaction = one.card_of(1), kiosk_cards.card(), new_transaction()
    good = proof(card, transaction)
    forged = msgspec.structs.replace(good, signature=kiosk_cards.text(other.signed(good.statement.encode())))
    assert one.menu(card, transaction=transaction, proof=forged).code == refused(one, "KSK-0505")
    altered = msgspec.structs.replace(good, statement=good.statement + " ")
    assert one.menu(card, transaction=transaction, proof=altered).code == refused(one, "KSK-0505")


@pytest.mark.parametrize("part", ["statement", "signature", "certificate", "status"])
@pytest.mark.parametrize("content", ["", "AA==", "*", "ñ", "{}", "A" * 7999])
def test_garbage(one, part, content):
    card, transaction = one.card_of(1), new_transaction()
    garbage = msgspec.structs.replace(proof(card, transaction), **{part: content})
    assert one.menu(card, transaction=transaction, proof=garbage).code == "KSK-0905"


def test_revoked(one):
    card, transaction = one.card_of(1), new_transaction()
    said = proof(card, transaction, answer=status(card, revoked=True))
    assert one.menu(card, transaction=transaction, proof=said).code == refused(one, "KSK-0512")


def test_a_status_by_somebody_else(one, tmp_path):
    """Revoked in truth, good by forgery: by an own responder, by the card itself, by the authority's other key."""
    card, transaction = one.card_of(1), new_transaction()
    stranger = authorities.create(tmp_path, name="x")
    signers = [(card.certificate, card.key), (stranger.certificate, stranger.key)]
    other = kiosk_cards.card()
    signers.append((other.certificate, other.key))
    for by in signers:
        said = proof(card, transaction, answer=status(card, by=by))
        assert one.menu(card, transaction=transaction, proof=said).code == refused(one, "KSK-0509")
    forged = bytearray(status(card, revoked=True))
    forged[-200] ^= 1
    said = proof(card, transaction, answer=bytes(forged))
    assert one.menu(card, transaction=transaction, proof=said).code == "KSK-0905"


def test_the_authority_itself_may_answer(one):
    card, transaction = one.card_of(1), new_transaction()
    ca = kiosk_cards.authority()
    said = proof(card, transaction, answer=status(card, by=(ca.certificate, ca.key)))
    assert one.menu(card, transaction=transaction, proof=said).outcome == "offered"


def test_a_status_of_another_card(one):
    card, transaction = one.card_of(1), new_transaction()
    said = proof(card, transaction, answer=status(kiosk_cards.card()))
    assert one.menu(card, transaction=transaction, proof=said).code == refused(one, "KSK-0510")


@pytest.mark.parametrize("at", [{"minutes": 11}, {"minutes": -2}])
def test_a_status_that_is_not_fresh(one, at):
    card, transaction = one.card_of(1), new_transaction()
    said = proof(card, transaction, answer=status(card, at=ago(**at)))
    assert one.menu(card, transaction=transaction, proof=said).code == refused(one, "KSK-0511")


def test_a_status_that_was_there_before_the_card_was(one):
    """It is young enough, but nobody can have asked for it about this dialog."""
    card, transaction = one.card_of(1), new_transaction()
    early = proof(card, transaction, answer=status(card, at=ago(minutes=3)))
    assert one.menu(card, transaction=transaction, proof=early).code == refused(one, "KSK-0511")
    other = new_transaction()
    after = proof(
        card, other, answer=status(card, at=ago(minutes=3)), at=ago(minutes=3, seconds=30).isoformat()
    )
    assert one.menu(card, transaction=other, proof=after).outcome == "offered"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("{", '{"municipality":"131016",', 1),
        lambda text: text.replace(":", ": ", 1),
        lambda text: text.replace("MIHON", "\\u004dIHON"),
        lambda text: text + "\n",
    ],
)
def test_a_statement_that_another_reader_could_read_otherwise(one, change):
    card, transaction = one.card_of(1), new_transaction()
    good = proof(card, transaction)
    said = change(good.statement)
    odd = msgspec.structs.replace(
        good, statement=said, signature=kiosk_cards.text(card.signed(said.encode()))
    )
    assert said != good.statement
    assert one.menu(card, transaction=transaction, proof=odd).code == refused(one, "KSK-0501")


def test_replayed(one):
    card, transaction = one.card_of(1), new_transaction()
    said = proof(card, transaction)
    assert one.menu(card, transaction=transaction, proof=said).outcome == "offered"
    assert one.menu(card, transaction=transaction, proof=said).code == "KSK-0906"
    assert IssueLog.objects.get().result == "KSK-0513"
    other = new_transaction()
    assert one.menu(card, transaction=other, proof=said).code == "KSK-0905"
    one.transaction = transaction
    assert one.issue().outcome == "issued"


def test_a_card_that_the_register_never_told_of(one):
    assert one.menu(kiosk_cards.card()).code == refused(one, "KSK-0514")
    assert not Dialog.objects.exists()
