"""The gate before every answer of a system: a file that is not in the ledger does not pass.

Certificates are PDF, have their own log of issue, and pass; pages, JSON of the declared doors, pictures, fonts pass.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.listen import STAFF
from juki.kernel.door.replies import problem
from juki.kernel.settings import current
from juki.kernel.work import Actor, log_before_showing
from juki.oversight.output.errors import OutsideLedger
from juki.oversight.output.web.reply import NUMBER
from juki.screens.refusals import refusal

SHOWN = frozenset(
    {
        "", "text/html", "application/json", "application/problem+json", "application/jose", "application/pdf",
        "image/png", "image/svg+xml", "image/x-icon", "text/css", "text/javascript", "font/ttf", "font/woff2",
    }
)  # fmt: skip
"""What a browser or a program shows or uses itself; anything else is a file to keep."""
_PDF = "application/pdf"


class OutputGate:
    """Stops, and logs, what would leave as a file past the ledger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or a refusal in its place."""
        response = self._get_response(request)
        if NUMBER in vars(response) or not is_file(response):
            return response
        error, match = OutsideLedger(), request.resolver_match
        visitor = vars(request).get("visitor")
        actor = visitor.actor if visitor else Actor(who="nobody", right="", terminal="")
        log_before_showing(
            actor, "output.stopped", reason=match.route if match else "", times=current().clock.now(),
            outcome="refused", detail={"code": error.code},
        )  # fmt: skip
        return refusal(request, error) if STAFF in request.META else problem(error)


def is_file(response: HttpResponseBase) -> bool:
    """Whether a browser would keep it: by its kind, or because it says so."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in SHOWN:
        return True
    return kind != _PDF and "attachment" in response.headers.get("Content-Disposition", "").lower()
