"""Synthetic persons worded at run time, one renderer for all tests, and a demo certification authority."""

import datetime as dt
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.writer import PdfFileWriter

from juki.paper import manifest
from juki.paper.certificate import Certificate, Certification, Certifier, Foreign, Form, Japanese, Person
from juki.paper.render import Renderer

SECRET = b"\x01" * 32
NOON = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def font_dir() -> Path:
    checkout = Path(__file__).parents[3]
    return Path(os.environ.get("JUKI_FONT_DIR", checkout / ".cache" / "fonts"))


@pytest.fixture(scope="session")
def renderer(font_dir: Path) -> Renderer:
    return Renderer(font_dir, compilers=2)


@pytest.fixture
def person() -> Callable[..., Person]:
    """A Japanese resident of whom nothing special was asked; keywords change single items."""

    def build(**items: object) -> Person:
        default = Person(
            name="見本　太郎",
            kana="ミホン　タロウ",
            birth="昭和５５年　４月　１日",
            sex="男",
            relationship=None,
            became_resident="平成１０年　５月　６日",
            address="東京都西東京市中町一丁目５番１号",
            address_since="平成２０年　１月　１日",
            notified="平成１０年　５月１０日",
            previous_address="東京都武蔵野市緑町二丁目２番２８号",
            origin=Japanese(honseki=None, register_head=None),
            individual_number=None,
            resident_code=None,
        )
        return msgspec.structs.replace(default, **items)

    return build


@pytest.fixture
def foreigner(person: Callable[..., Person]) -> Callable[..., Person]:
    def build(**items: object) -> Person:
        origin = Foreign(
            nationality="ベトナム",
            category="中長期在留者",
            status="留学",
            period="２年",
            expires="２０２７年１０月１０日",
            card_number="AB12345678CD",
        )
        return person(
            **{"name": "SAMPLE TARO", "kana": "＊＊＊", "birth": "１９８５年１２月３１日", "origin": origin}
            | items
        )

    return build


@pytest.fixture
def certificate() -> Callable[..., Certificate]:
    """A household certificate of the given persons; keywords change single parts."""

    def build(*persons: Person, **parts: object) -> Certificate:
        certification = Certification(
            sentence="この写しは、世帯全員の住民票の原本と相違ないことを証明する。",
            issued_on="令和　８年１１月２３日",
            certifier=Certifier(prefecture="東京都", office="西東京市長", name="架空　市太郎"),
            seal="西東京市長之印",
        )
        issued = manifest.issue(
            transaction_id="0198-0001",
            issue_number="20261123 西東京市 本庁1 プリンタ001 011",
            subject_keys=[f"subject-{number}" for number in range(len(persons))],
            secret=SECRET,
            salt=b"\x02" * 16,
        )
        default = {
            "form": Form.HOUSEHOLD,
            "head_of_household": None,
            "certification": certification,
            "manifest": issued,
            "document_date": dt.date(2026, 11, 23),
        }
        return Certificate(persons=persons, **(default | parts))

    return build


@dataclass(frozen=True)
class Credentials:
    """PEM of a key, its certificate, and the root above it."""

    key: bytes
    certificate: bytes
    root: bytes


@pytest.fixture(scope="session")
def make_credentials() -> Callable[..., Credentials]:
    return _credentials


@pytest.fixture(scope="session")
def city() -> Credentials:
    return _credentials()


def _credentials(*, curve: ec.EllipticCurve | None = None) -> Credentials:
    root_key = ec.generate_private_key(ec.SECP256R1())
    key = ec.generate_private_key(curve or ec.SECP256R1())
    root = _certificate("Demo Root", "Demo Root", root_key.public_key(), root_key, authority=True)
    leaf = _certificate("Demo City", "Demo Root", key.public_key(), root_key, authority=False)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Credentials(key=private, certificate=leaf, root=root)


def _certificate(
    subject: str,
    issuer: str,
    key: ec.EllipticCurvePublicKey,
    signer: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> bytes:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOON - dt.timedelta(days=1))
        .not_valid_after(NOON + dt.timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .sign(signer, hashes.SHA256())
    )
    return built.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def bare_pdf() -> Callable[[str | None], bytes]:
    """A one-object PDF that is none of ours, with the given keywords."""

    def build(keywords: str | None) -> bytes:
        writer = PdfFileWriter()
        writer.document_meta.keywords = [] if keywords is None else [keywords]
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return build


@pytest.fixture(scope="session")
def noon() -> dt.datetime:
    return NOON


@pytest.fixture(scope="session")
def secret() -> bytes:
    return SECRET
