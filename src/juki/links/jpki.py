"""What 公的個人認証 (simulated) answers. Source: 公的個人認証法36条, 38条; document I-2 system 3."""

from typing import ClassVar

from juki.links.blocks import Token
from juki.links.message import Answer, Question


class CertificateStatusAnswer(Answer, frozen=True, kw_only=True):
    """``response``: an OCSPResponse (RFC 6960) in base64 of its DER, signed by the authority's responder."""

    name: ClassVar[str] = "certificate-status-answer"

    response: Token


class CertificateStatus(Question, frozen=True, kw_only=True):
    """centre → jpki: is this 利用者証明用電子証明書 in force? ``request``: an OCSPRequest in base64 of its DER."""

    name: ClassVar[str] = "certificate-status"
    answer: ClassVar[type[Answer]] = CertificateStatusAnswer

    request: Token
