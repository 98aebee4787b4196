"""Who is calling, by the certificate that the mutual-TLS listener verified."""

from dataclasses import dataclass

from django.http import HttpRequest

from juki.kernel.door.errors import NoCertificate

CERTIFICATE = "juki.certificate"
SYSTEM = "urn:juki:system:"
CLIENT = "urn:juki:client:"


@dataclass(frozen=True, slots=True)
class Caller:
    """The name in the certificate: ``kind`` is ``system`` or ``client``; ``terminal`` the address it came from."""

    kind: str
    name: str
    terminal: str

    @property
    def who(self) -> str:
        """The name as the audit log writes it."""
        return f"{'peer' if self.kind == 'system' else 'client'}:{self.name}"


def caller_of(request: HttpRequest) -> Caller:
    """The verified caller of a request on the mutual-TLS listener.

    Raises:
        NoCertificate: none was shown, or its URI is none of ours.
    """
    uri = str(request.META.get(CERTIFICATE, ""))
    terminal = str(request.META.get("REMOTE_ADDR", ""))
    for prefix, kind in ((SYSTEM, "system"), (CLIENT, "client")):
        if uri.startswith(prefix):
            return Caller(kind=kind, name=uri.removeprefix(prefix), terminal=terminal)
    raise NoCertificate
