"""公的個人認証 answers by OCSP: good, revoked, never issued; signed, fresh, to the nonce that was sent."""

from base64 import b64decode
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from juki.kernel.settings import current
from juki.links.jpki import CertificateStatus
from juki.links.post.inbound import Asked
from juki.outside.centre import status_checks
from juki.outside.centre.dialog import card_authority
from juki.outside.centre.errors import CertificateRevoked, CertificateUnknown, NoStatus
from juki.outside.jpki import inbound, issuing, keys, responder
from juki.outside.jpki.records.models import Certificate
from support.kiosk_dialog import ACTOR

NONCE = bytes(range(32))


@pytest.fixture
def now():
    return current().clock.now().machine


@pytest.fixture
def found(city, card):
    return x509.load_der_x509_certificate(bytes(card.certificate))


def request(certificate, nonce=NONCE):
    return status_checks.request_about(certificate, authority=card_authority(), nonce=nonce)


def check(certificate, response, now, *, nonce=NONCE):
    status_checks.require_good(
        response, request=request(certificate), authority=card_authority(), nonce=nonce, at=now
    )


def test_a_card_in_force_is_good(found, now):
    response = responder.answer(request(found), now=now)
    check(found, response, now)
    read = ocsp.load_der_ocsp_response(response)
    assert read.certificate_status is ocsp.OCSPCertStatus.GOOD
    assert read.certificates == [keys.responder().certificate]
    assert read.next_update_utc - read.this_update_utc == timedelta(minutes=10)


def test_a_revoked_one_is_not(found, now):
    issuing.revoke(issuing.serial_of(found), now=now)
    with pytest.raises(CertificateRevoked):
        check(found, responder.answer(request(found), now=now), now)


def test_one_that_was_never_issued_is_unknown(found, now):
    Certificate.objects.all().delete()
    with pytest.raises(CertificateUnknown):
        check(found, responder.answer(request(found), now=now), now)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("", "MALFORMED_REQUEST"),
        ("%%%", "MALFORMED_REQUEST"),
        ("AAAA", "MALFORMED_REQUEST"),
        ("あ", "MALFORMED_REQUEST"),
    ],
)
def test_what_is_no_request_gets_ocsps_own_answer(city, sent, status):
    asked = Asked("centre", uuid4(), uuid4(), current().clock.now(), ACTOR)
    answer = inbound.status(asked, CertificateStatus(request=sent))
    assert ocsp.load_der_ocsp_response(b64decode(answer.response)).response_status.name == status


def test_another_authoritys_certificate_is_not_ours_to_speak_of(found, now):
    own = keys.responder().certificate
    foreign = ocsp.OCSPRequestBuilder().add_certificate(found, own, hashes.SHA256()).build()
    response = responder.answer(foreign.public_bytes(Encoding.DER), now=now)
    assert ocsp.load_der_ocsp_response(response).response_status.name == "UNAUTHORIZED"
    with pytest.raises(NoStatus):
        check(found, response, now)


def test_an_old_answer_or_one_to_another_nonce_says_nothing(found, now):
    response = responder.answer(request(found), now=now)
    for spoilt in ({"now": now + timedelta(minutes=11)}, {"now": now - timedelta(minutes=2)}):
        with pytest.raises(NoStatus):
            check(found, response, **spoilt)
    with pytest.raises(NoStatus):
        check(found, response, now, nonce=bytes(32))
    other = ocsp.OCSPRequestBuilder().add_certificate(found, card_authority(), hashes.SHA256()).build()
    with pytest.raises(NoStatus):
        check(found, responder.answer(other.public_bytes(Encoding.DER), now=now), now)


@pytest.mark.parametrize("spoil", ["other", "altered", "card", "none"])
def test_an_answer_by_somebody_else_says_nothing(found, now, monkeypatch, spoil):
    good = responder.answer(request(found), now=now)
    if spoil == "other":
        other = issuing.issue(keys.responder().key.public_key(), now=now)
        good = responder.answer(request(other), now=now)
    elif spoil == "altered":
        good = good[:-20] + bytes(20)
    elif spoil == "card":
        pretender = keys.Pair(issuing.issue(keys.responder().key.public_key(), now=now), keys.responder().key)
        monkeypatch.setattr(responder, "responder", lambda: pretender)
        good = responder.answer(request(found), now=now)
    else:
        good = b""
    with pytest.raises(NoStatus):
        check(found, good, now)
