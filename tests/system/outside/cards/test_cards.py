"""Test cards: what a chip keeps to itself, three tries, and which serials the register hears of."""

from datetime import date
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.db import connection
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.errors import KeyReused
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.outside.cards import chip, making, vault
from juki.outside.cards.errors import CardEnded, CardLocked, HasACard, NoSuchCard, NotAPin, WrongPin
from juki.outside.cards.records.models import Card
from juki.outside.centre.card_checks import certificate_in, require_signature
from juki.outside.centre.dialog import card_authority
from juki.outside.jpki.records.models import Certificate
from support.kiosk_dialog import ACTOR, PIN, make_card, resident_code


def act(function, card, trace=None):
    return function(card.card, actor=ACTOR, times=current().clock.now(), trace=trace or uuid4())


def sign(card, pin=PIN, statement="文"):
    return chip.sign(card.card, statement, pin=pin, actor=ACTOR, times=current().clock.now())


def heard(wire, city):
    wire.settle()
    return [(message.serial, message.state) for message in city.serials]


def test_a_card_is_made_and_its_serial_told(wire, city):
    card = make_card()
    assert heard(wire, city) == [(card.serial, "in_force")]
    assert city.serials[0].resident_code == resident_code()
    found = x509.load_der_x509_certificate(bytes(card.certificate))
    assert f"{found.serial_number:x}" == card.serial
    assert list(found.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [
        ExtendedKeyUsageOID.CLIENT_AUTH
    ]
    found.verify_directly_issued_by(card_authority())


def test_neither_key_nor_pin_lies_open_in_the_table(city, card):
    with connection.cursor() as cursor:
        cursor.execute("select * from cards_card")
        row = cursor.fetchone()
    texts = [bytes(value) if isinstance(value, memoryview) else str(value).encode() for value in row]
    assert not [text for text in texts if PIN.encode() in text and len(text) < 32]
    assert card.sealed_key.count(".") == 4
    secret = vault.opened(card.sealed_key).private_numbers().private_value.to_bytes(32, "big")
    assert not [text for text in texts if secret in text]


def test_a_signature_holds_under_the_certificate(city, card):
    signed = sign(card)
    found = certificate_in(signed.certificate, authority=card_authority(), at=current().clock.now().machine)
    require_signature(found, "文", signed.signature)


def test_three_wrong_ones_in_a_row_lock_and_a_right_one_resets(city, card):
    for left in (2, 1):
        with pytest.raises(WrongPin, match=f"あと{left}回"):
            sign(card, "0000")
    sign(card)
    for _ in range(2):
        with pytest.raises(WrongPin):
            sign(card, "0000")
    with pytest.raises(CardLocked):
        sign(card, "0000")
    with pytest.raises(CardLocked):
        sign(card)
    act(making.unlock, card)
    sign(card)
    assert AuditEntry.objects.filter(action="card.pin", outcome="refused").count() == 6
    assert PIN not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize("pin", ["", "123", "12345", "１２３４", "12 4", "abcd", "1234\n"])
def test_what_is_no_pin_is_no_try(city, card, pin):
    with pytest.raises(NotAPin):
        sign(card, pin)
    assert Card.objects.get().tries_left == 3
    with pytest.raises(NotAPin):
        make_card(resident_code("2345678901"), pin=pin)


def test_renewal_ends_the_old_one_first(wire, city, card):
    before, trace = card.serial, uuid4()
    renewed = act(making.renew, card, trace)
    assert act(making.renew, card, trace).serial == renewed.serial, "the same act has one effect"
    assert renewed.serial != before
    assert heard(wire, city) == [(before, "in_force"), (before, "ended"), (renewed.serial, "in_force")]
    assert Certificate.objects.get(serial=before).revoked_at is not None
    assert Certificate.objects.get(serial=renewed.serial).revoked_at is None
    sign(renewed)


def test_revocation_ends_for_good_and_the_person_may_have_another(wire, city, card):
    act(making.revoke, card)
    assert heard(wire, city)[-1] == (card.serial, "ended")
    for function in (making.revoke, making.renew):
        with pytest.raises(CardEnded):
            act(function, card)
    make_card()


def test_one_card_to_a_person_and_one_to_a_trace(city):
    trace = uuid4()
    card = make_card(trace=trace)
    assert make_card(trace=trace).card == card.card
    with pytest.raises(HasACard):
        make_card()
    with pytest.raises(KeyReused):
        make_card(resident_code("2345678901"), trace=trace)


@pytest.mark.parametrize("function", [making.renew, making.revoke, making.unlock])
def test_a_card_that_is_not_there(city, function):
    with pytest.raises(NoSuchCard):
        function(uuid4(), actor=ACTOR, times=current().clock.now(), trace=uuid4())


@pytest.mark.parametrize("code", ["", "12345678901", "1234567890", "あ"])
def test_a_wrong_code_is_refused(city, code):
    with pytest.raises(JukiError, match="KRN-01"):
        making.make(making.CardForm(code, PIN), actor=ACTOR, times=current().clock.now(), trace=uuid4())
    assert not Card.objects.exists()


def call(address, form=None, client="clerk"):
    meta = {"juki.certificate": f"urn:juki:client:{client}", "HTTP_IDEMPOTENCY_KEY": str(uuid4())}
    with override_settings(ROOT_URLCONF="juki.outside.urls"):
        browser = Client(raise_request_exception=False)
        if form is None:
            return browser.get(address, **meta)
        return browser.post(address, form, content_type="application/json", **meta)


def test_programs_do_all_of_it(city):
    for permission in ("outside.card.make", "outside.card.use"):
        AccessGrant.objects.create(
            system="cards", client="clerk", permission=permission, valid_from=date(2020, 1, 1)
        )
    made = call("/api/test-cards", {"resident_code": resident_code(), "pin": PIN, "label": "甲"})
    assert made.status_code == 201
    which = {"card": made.json()["card"]}
    assert call("/api/test-cards").json() == {"cards": [made.json()]}
    assert (
        call("/api/test-cards/signatures", {**which, "pin": "0000", "statement": "x"}).json()["code"]
        == "OUT-0401"
    )
    assert call("/api/test-cards/unlocks", which).json()["tries_left"] == 3
    assert set(call("/api/test-cards/signatures", {**which, "pin": PIN, "statement": "x"}).json()) == {
        "signature",
        "certificate",
    }
    assert call("/api/test-cards/renewals", which).json()["serial"] != made.json()["serial"]
    assert call("/api/test-cards/revocations", which).json()["state"] == "ended"
    assert call("/api/test-cards/revocations", which).status_code == 409
    assert call("/api/test-cards", client="nobody").json()["code"] == "KRN-0202"
    assert resident_code() not in call("/api/test-cards").content.decode()
