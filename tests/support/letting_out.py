"""A file may leave: the right, a permitted place, a witness, the approvals that were asked for."""

import io

from django.utils.timezone import now

from juki.oversight.approvals.records.models import Request
from juki.oversight.output.codes import COPY, MEDIUM, TERMINAL
from juki.oversight.output.domain.exports import exports
from juki.oversight.output.records.models import Place
from juki.oversight.output.services import sealing
from juki.oversight.output.services.ledger import Wanted
from support.approving import LONG_AGO, decided, grant

WITNESS = "witness.test"
PASSPHRASE = "見本の 長い passphrase 1"


def place(system: str, kind: str, ident: str) -> Place:
    """A medium or terminal that may be written to."""
    values = {"reason": "業務", "valid_from": LONG_AGO, "entered_by": "client:chief", "entered_at": now()}
    return Place.objects.get_or_create(system=system, kind=kind, ident=ident, defaults=values)[0]


def wanted(
    export: str, client: str, *, kind: str = "", terminal: str = "127.0.0.1", passphrase: str = ""
) -> Wanted:
    """``client`` may copy, and this is where the file goes: a medium, or the terminal."""
    one = exports()[export]
    grant(one.system, client, COPY)
    grant(one.system, WITNESS, "link.see")
    kind = kind or (TERMINAL if TERMINAL in one.places else MEDIUM)
    return Wanted(
        place=place(one.system, kind, "USB-1" if kind == MEDIUM else terminal).pk, basis=one.basis[0],
        witness=WITNESS if kind == MEDIUM else "",
        passphrase=(passphrase or PASSPHRASE) if one.by_passphrase else "",
    )  # fmt: skip


def fields(out: Wanted) -> dict[str, str]:
    """The same as a page's form sends it."""
    return {
        "out.place": str(out.place), "out.basis": out.basis, "out.witness": out.witness, "out.passphrase": out.passphrase,
        "out.again": out.passphrase,
    }  # fmt: skip


def agree(made: list[Request], *, times=None) -> None:
    """Other people agree to each of these requests."""
    for row in made:
        if row.state == "asked":
            decided(row, by=f"chief.{row.kind}", times=times)


def opened(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    """What a sealed file holds."""
    target = io.BytesIO()
    sealing.unseal(io.BytesIO(content), target, passphrase=passphrase)
    return target.getvalue()
