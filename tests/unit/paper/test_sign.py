"""Signing: what is added, what is left as it was, which keys are refused."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.pdf_utils.reader import PdfFileReader

from juki.paper import manifest
from juki.paper.certificate import Certificate, Person
from juki.paper.errors import AlreadySigned, UnreadableDocument, UnusableKey
from juki.paper.render import Renderer
from juki.paper.sign import DocumentSigner


@pytest.fixture
def pdf(renderer: Renderer, person: Callable[..., Person], certificate: Callable[..., Certificate]) -> bytes:
    return renderer.render(certificate(person()))


class TestSignature:
    def test_only_adds_to_the_file(self, pdf: bytes, city, noon: dt.datetime):
        signed = DocumentSigner(city.key, city.certificate).sign(pdf, signed_at=noon)
        assert signed.startswith(pdf)
        before, after = (PdfFileReader(io.BytesIO(file)) for file in (pdf, signed))
        assert after.root["/Metadata"].data == before.root["/Metadata"].data
        assert dict(after.trailer_view["/Info"]) == dict(before.trailer_view["/Info"])

    def test_is_pades_at_the_given_moment(self, pdf: bytes, city, noon: dt.datetime):
        signed = DocumentSigner(city.key, city.certificate).sign(pdf, signed_at=noon, reason="発行")
        (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
        assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
        assert signature.sig_object["/Reason"] == "発行"
        assert signature.self_reported_timestamp == noon

    def test_embeds_the_chain_without_the_root(self, pdf: bytes, city, make_credentials, noon: dt.datetime):
        def embedded(chain: list[bytes]) -> int:
            signed = DocumentSigner(city.key, city.certificate, chain).sign(pdf, signed_at=noon)
            (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
            return len(signature.signed_data["certificates"])

        assert embedded([]) == 1
        assert embedded([city.root]) == 1
        assert embedded([make_credentials().certificate]) == 2

    def test_leaves_the_manifest_readable(self, pdf: bytes, city, noon: dt.datetime):
        signed = DocumentSigner(city.key, city.certificate).sign(pdf, signed_at=noon)
        assert manifest.subjects(signed) == manifest.subjects(pdf)

    def test_is_given_once(self, pdf: bytes, city, noon: dt.datetime):
        signer = DocumentSigner(city.key, city.certificate)
        with pytest.raises(AlreadySigned):
            signer.sign(signer.sign(pdf, signed_at=noon), signed_at=noon)

    @pytest.mark.parametrize("junk", [b"", b"not a pdf"])
    def test_refuses_what_is_no_pdf(self, junk: bytes, city, noon: dt.datetime):
        with pytest.raises(UnreadableDocument):
            DocumentSigner(city.key, city.certificate).sign(junk, signed_at=noon)


class TestKey:
    def test_must_be_the_certificates(self, city, make_credentials):
        with pytest.raises(UnusableKey):
            DocumentSigner(make_credentials().key, city.certificate)

    def test_must_be_p256(self, make_credentials):
        other = make_credentials(curve=ec.SECP384R1())
        with pytest.raises(UnusableKey):
            DocumentSigner(other.key, other.certificate)

    def test_must_be_elliptic(self, city):
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        with pytest.raises(UnusableKey):
            DocumentSigner(key, city.certificate)

    @pytest.mark.parametrize("junk", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    def test_must_be_readable(self, city, junk: bytes):
        with pytest.raises(UnusableKey):
            DocumentSigner(junk, city.certificate)
        with pytest.raises(UnusableKey):
            DocumentSigner(city.key, junk)
