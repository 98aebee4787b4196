"""A card that proves nothing: a coded refusal, and not a word to the city."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from juki.kernel.settings import current
from juki.links.kiosk import KioskMenu
from juki.outside.cards import chip
from juki.outside.centre.dialog import ProofForm
from juki.outside.centre.errors import (
    BadCardSignature,
    CertificateExpired,
    CertificateRevoked,
    CertificateUnknown,
    DialogEnded,
    ForeignCertificate,
    NoStatus,
    OtherStatement,
)
from juki.outside.centre.records.models import Dialog
from juki.outside.jpki import issuing, keys, responder
from juki.outside.jpki.records.models import Certificate
from support.kiosk_dialog import ACTOR, PIN


def self_signed(
    key: ec.EllipticCurvePrivateKey, name: x509.Name | None = None, by: Any = None
) -> x509.Certificate:
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "card")])
    now = current().clock.now().machine
    return (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(name or own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(issuing.USAGE, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .sign(by or key, hashes.SHA256())
    )


def signed_by(key: ec.EllipticCurvePrivateKey, statement: str) -> str:
    return b64encode(key.sign(statement.encode(), ec.ECDSA(hashes.SHA256()))).decode()


def text_of(certificate: x509.Certificate) -> str:
    return b64encode(certificate.public_bytes(Encoding.DER)).decode()


def refused(terminal, city, row: Dialog, form: ProofForm, error: type) -> None:
    with pytest.raises(error):
        terminal.menu(form)
    assert not city.asked
    row.refresh_from_db()
    assert (row.state, row.code) == ("refused", error.code)
    with pytest.raises(DialogEnded):
        terminal.menu(form)
    assert not city.asked


@pytest.mark.parametrize("kind", ["self_signed", "same_name", "tls", "authority", "responder", "nothing"])
def test_a_foreign_certificate(city, terminal, card, kind):
    row, key = terminal.begin(), ec.generate_private_key(ec.SECP256R1())
    files = current()
    texts = {
        "self_signed": lambda: text_of(self_signed(key)),
        "same_name": lambda: text_of(self_signed(key, keys.authority().certificate.subject)),
        "tls": lambda: text_of(
            x509.load_pem_x509_certificate(Path(files.identities["centre"].tls_certificate).read_bytes())
        ),
        "authority": lambda: text_of(keys.authority().certificate),
        "responder": lambda: text_of(keys.responder().certificate),
        "nothing": lambda: "%%",
    }
    form = terminal.sign(row, card, certificate=texts[kind](), signature=signed_by(key, row.statement))
    refused(terminal, city, row, form, ForeignCertificate)


@pytest.mark.parametrize("spoil", ["other_key", "other_text", "no_base64", "empty"])
def test_a_signature_that_is_not_the_cards(city, terminal, card, spoil):
    row = terminal.begin()
    key = ec.generate_private_key(ec.SECP256R1())
    other = chip.sign(card.card, row.statement + " ", pin=PIN, actor=ACTOR, times=terminal.now()).signature
    signatures = {
        "other_key": signed_by(key, row.statement),
        "other_text": other,
        "no_base64": "%",
        "empty": "",
    }
    form = terminal.sign(row, card, signature=signatures[spoil])
    refused(terminal, city, row, form, BadCardSignature)


def test_a_challenge_of_another_dialog(city, terminal, card):
    row, earlier = terminal.begin(), terminal.begin()
    old = terminal.sign(earlier, card)
    form = ProofForm(row.transaction, terminal.kiosk, old.statement, old.signature, old.certificate)
    refused(terminal, city, row, form, OtherStatement)


def test_a_challenge_of_another_terminal(city, terminal, card):
    row, elsewhere = terminal.begin(), terminal.begin("MIHON-2")
    theirs = chip.sign(card.card, elsewhere.statement, pin=PIN, actor=ACTOR, times=terminal.now())
    form = ProofForm(
        row.transaction, terminal.kiosk, elsewhere.statement, theirs.signature, theirs.certificate
    )
    refused(terminal, city, row, form, OtherStatement)


def test_a_revoked_certificate(city, terminal, card):
    issuing.revoke(card.serial, now=terminal.now().machine)
    row = terminal.begin()
    refused(terminal, city, row, terminal.sign(row, card), CertificateRevoked)


def test_an_expired_certificate(city, terminal, card):
    terminal.ahead = timedelta(days=5 * 365 + 1)
    row = terminal.begin()
    refused(terminal, city, row, terminal.sign(row, card), CertificateExpired)


def test_a_certificate_of_before_its_time(city, terminal, card):
    terminal.ahead = timedelta(minutes=-5)
    row = terminal.begin()
    refused(terminal, city, row, terminal.sign(row, card), CertificateExpired)


def test_a_certificate_that_was_never_issued(city, terminal, card):
    Certificate.objects.all().delete()
    row = terminal.begin()
    refused(terminal, city, row, terminal.sign(row, card), CertificateUnknown)


@pytest.mark.parametrize("how", ["down", "nonsense", "old"])
def test_without_word_from_jpki_no_card_is_taken_on_trust(wire, city, terminal, card, monkeypatch, how):
    answer = responder.answer
    if how == "down":
        wire.down.add("jpki")
    elif how == "nonsense":
        monkeypatch.setattr(responder, "answer", lambda request, *, now: b"x")
    else:
        monkeypatch.setattr(
            responder, "answer", lambda request, *, now: answer(request, now=now - timedelta(hours=1))
        )
    row = terminal.begin()
    refused(terminal, city, row, terminal.sign(row, card), NoStatus)


def test_a_card_of_another_city_passes_here_and_is_the_citys_to_refuse(city, terminal, card):
    city.refuses = {KioskMenu: ("KSK-0905", "このカードは使えません。")}
    row = terminal.begin()
    answer = terminal.menu(terminal.sign(row, card))
    assert (answer.outcome, answer.code) == ("refused", "KSK-0905")
    assert len(city.asked) == 1
