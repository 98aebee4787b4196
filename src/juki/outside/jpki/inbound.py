"""What 公的個人認証 answers. Source: 公的個人認証法36条, 38条."""

import binascii
from base64 import b64decode, b64encode

from juki.links.post.inbound import Asked, Inbound
from juki.outside.jpki import responder
from juki.outside.jpki.peers import CertificateStatus, CertificateStatusAnswer


def status(asked: Asked, question: CertificateStatus) -> CertificateStatusAnswer:
    """The OCSP response; what is not even base64 is a malformed request."""
    try:
        request = b64decode(question.request, validate=True)
    except (binascii.Error, ValueError):
        request = b""
    response = responder.answer(request, now=asked.times.machine)
    return CertificateStatusAnswer(response=b64encode(response).decode())


INBOUND = {"jpki": Inbound(answers={CertificateStatus: status})}
