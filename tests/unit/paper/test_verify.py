"""Checking a signed document: one flipped bit, one added byte, one stranger's key."""

import datetime as dt
import random
from collections.abc import Callable

import pytest
from cryptography import x509

from juki.paper.certificate import Certificate, Person
from juki.paper.errors import NotSigned, PaperError, UnreadableDocument
from juki.paper.render import Renderer
from juki.paper.sign import DocumentSigner
from juki.paper.verify import Verdict, verify


@pytest.fixture
def pdf(renderer: Renderer, person: Callable[..., Person], certificate: Callable[..., Certificate]) -> bytes:
    return renderer.render(certificate(person()))


@pytest.fixture
def signed(pdf: bytes, city, noon: dt.datetime) -> bytes:
    return DocumentSigner(city.key, city.certificate).sign(pdf, signed_at=noon)


@pytest.fixture
def check(city, noon: dt.datetime) -> Callable[[bytes], Verdict]:
    return lambda document: verify(document, trust_roots=[city.root], at=noon)


class TestVerdict:
    def test_of_ours_is_valid(self, signed: bytes, check):
        verdict = check(signed)
        assert verdict == Verdict(intact=True, whole=True, trusted=True, signer="Common Name: Demo City")
        assert verdict.valid

    def test_of_a_changed_page_is_not_intact(self, signed: bytes, check):
        at = signed.index(b"stream\n", len(signed) // 4) + 40
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        verdict = check(changed)
        assert (verdict.intact, verdict.valid) == (False, False)

    def test_of_one_flipped_bit_is_never_valid(self, pdf: bytes, signed: bytes, check):
        gap = range(signed.rindex(b"/Contents <"), signed.rindex(b"/ByteRange"))
        places = random.Random(1)
        outside = [at for at in places.sample(range(len(signed)), 60) if at not in gap]
        for at in [*outside, len(pdf) - 1, len(signed) - 1]:
            changed = signed[:at] + bytes([signed[at] ^ 1 << places.randrange(8)]) + signed[at + 1 :]
            try:
                assert not check(changed).valid, at
            except PaperError:
                continue

    def test_of_stuffed_padding_is_not_whole(self, signed: bytes, check):
        padding = signed.index(b"0" * 200, signed.rindex(b"/Contents <")) + 100
        stuffed = signed[:padding] + b"DEADBEEF" + signed[padding + 8 :]
        assert check(stuffed).intact
        assert not check(stuffed).whole

    @pytest.mark.parametrize("more", [b"\n", b"%", b"\n% more\n"])
    def test_of_added_bytes_is_not_whole(self, signed: bytes, check, more: bytes):
        assert not check(signed + more).whole

    def test_of_a_strangers_signature_is_not_trusted(self, pdf: bytes, make_credentials, check, noon):
        stranger = make_credentials()
        verdict = check(DocumentSigner(stranger.key, stranger.certificate).sign(pdf, signed_at=noon))
        assert (verdict.intact, verdict.trusted, verdict.valid) == (True, False, False)

    def test_after_the_certificate_ended_is_not_trusted(self, signed: bytes, city, noon):
        end = x509.load_pem_x509_certificate(city.certificate).not_valid_after_utc
        late = verify(signed, trust_roots=[city.root], at=end + dt.timedelta(seconds=1))
        assert (late.intact, late.trusted) == (True, False)


class TestRefusals:
    def test_of_an_unsigned_document(self, pdf: bytes, check):
        with pytest.raises(NotSigned) as refusal:
            check(pdf)
        assert refusal.value.fields == {"count": 0}

    @pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n", b"\x00" * 1000])
    def test_of_no_pdf(self, junk: bytes, check):
        with pytest.raises(UnreadableDocument):
            check(junk)

    def test_of_a_cut_document(self, signed: bytes, check):
        with pytest.raises(PaperError):
            check(signed[:-200])
