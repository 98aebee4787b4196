"""Roots and removals as they lie in the database or in a file that another body keeps, and who signed them."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import ECKey
from psycopg import Connection

from juki.kernel.errors import JukiError
from juki.links.wire import keys
from juki.oversight.trail.domain.roots import Root, Statement
from juki.oversight.trail.domain.walk import START, Broken, Kind, mark_of, parsed
from juki.oversight.trail.errors import RootsUnreadable

_ROOTS = "select number, day, first, last, marks, token, certificate from trail_root order by number"
_PURGES = "select last, token, certificate from trail_purge order by last desc limit 1"
ZERO = START.hex().encode()


class Removal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed when the oldest rows are removed: up to which row, under which root, when, how many."""

    system: str
    purged_to: int
    root: int
    day: str
    count: int


@dataclass(frozen=True, slots=True)
class Signers:
    """Checks signatures of one ``system``, whose certificates ``authority`` (a file) has given out."""

    system: str
    authority: str

    def content(self, token: str, certificate: str) -> Statement | None:
        """The statement, if the system signed it."""
        found = self._read(token, certificate, Statement)
        return found if isinstance(found, Statement) else None

    def removal(self, token: str, certificate: str) -> Removal | None:
        """The removal, if the system signed it."""
        found = self._read(token, certificate, Removal)
        return found if isinstance(found, Removal) else None

    def _read(
        self, token: str, certificate: str, kind: type[Statement] | type[Removal]
    ) -> Statement | Removal | None:
        try:
            key = self._key(certificate)
            found = msgspec.json.decode(keys.verified(token, key=key, signer=self.system), type=kind)
        except (
            JukiError,
            InvalidSignature,
            msgspec.MsgspecError,
            x509.ExtensionNotFound,
            ValueError,
            TypeError,
        ):
            return None
        return found if found.system == self.system else None

    def _key(self, certificate: str) -> ECKey:
        """The key in ``certificate``, which must be the system's and the authority's (it may have run out since)."""
        found = x509.load_pem_x509_certificate(certificate.encode())
        authority = x509.load_pem_x509_certificate(Path(self.authority).read_bytes())
        found.verify_directly_issued_by(authority)
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        if f"urn:juki:system:{self.system}" not in names.get_values_for_type(x509.UniformResourceIdentifier):
            raise ValueError(self.system)
        public = found.public_key()
        if not isinstance(public, ec.EllipticCurvePublicKey):
            raise TypeError(self.system)
        return ECKey.import_key(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def roots_of(connection: Connection) -> list[Root]:
    """The roots in the database; none where no house keeps them (the simulated counterparts)."""
    if not _has(connection):
        return []
    return [
        Root(number, day, first, last, bytes(marks), token, certificate, _said(token))
        for number, day, first, last, marks, token, certificate in connection.execute(_ROOTS)
    ]


def beginning_of(
    connection: Connection, roots: list[Root], *, signers: Signers
) -> tuple[int, bytes, Broken | None]:
    """The first row that must be there, the digest before it, and what is wrong with the removal of what was before."""
    row = connection.execute(_PURGES).fetchone() if _has(connection) else None
    if row is None:
        return 1, ZERO, None
    last, token, certificate = row
    said = signers.removal(token, certificate)
    root = next((one for one in roots if one.last == last), None)
    if said is None or root is None or (said.purged_to, said.root) != (last, root.number):
        return 1, ZERO, Broken.of(1, Kind.ROOT, "記録の削除の署名が正しくありません")
    return last + 1, root.digest, None


def _has(connection: Connection) -> bool:
    return connection.execute("select to_regclass('trail_root') is not null").fetchone() == (True,)


def mark_of_line(line: bytes) -> tuple[int, bytes]:
    """Number and mark of a row."""
    number, _, _, content = parsed(line)
    return number, mark_of(content)


def written(system: str, roots: list[Root]) -> str:
    """Roots as a file for another body: a line of JSON for each."""
    return "".join(
        json.dumps({
            "system": system, "number": root.number, "token": root.token, "certificate": root.certificate,
            "marks": b64encode(root.marks).decode(),
        }) + "\n"
        for root in roots
    )  # fmt: skip


def read(file: Path, signers: Signers) -> list[Root]:
    """The roots in ``file``.

    Raises:
        RootsUnreadable: no such file, or not what :func:`written` writes for this system.
    """
    try:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        return [_kept(line, signers) for line in lines]
    except (OSError, ValueError, KeyError, TypeError):
        raise RootsUnreadable(file=file.name) from None


def _kept(line: dict[str, str], signers: Signers) -> Root:
    said = signers.content(line["token"], line["certificate"])
    if said is None:
        raise ValueError(line["system"])
    return Root(
        said.number, said.day, said.first, said.last, b64decode(line["marks"]), line["token"], line["certificate"],
        said.digest.encode(),
    )  # fmt: skip


def _said(token: str) -> bytes:
    """The digest that a token claims, before its signature is looked at."""
    try:
        return str(json.loads(b64decode(token.split(".")[1] + "===", altchars=b"-_"))["digest"]).encode()
    except (IndexError, ValueError, KeyError, TypeError):
        return b""
