"""The staff listener's middleware: our own address, our own routes, headers that let nothing strange in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as django
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from juki.kernel.door.errors import Malformed
from juki.kernel.door.listen import STAFF
from juki.kernel.door.middleware import coded
from juki.kernel.settings import Staff, current
from juki.screens.errors import NotThere, OtherAddress
from juki.screens.refusals import refusal

BAD_REQUEST = 400
NOT_FOUND = 404
HEALTH = "/health"
SELF = "'self'"


def staff_of() -> Staff:
    """The staff listener of this process, which the launcher gives every process that has screens."""
    staff = current().staff
    assert staff is not None
    return staff


class StaffDoor:
    """Chooses the screens' routes for what came in at the staff listener, and sets the headers of every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve a page, or let a program's call pass."""
        if STAFF not in request.META:
            return self._get_response(request)
        origin = urlsplit(staff_of().origin)
        request.META["wsgi.url_scheme"] = (
            origin.scheme
        )  # TLS ends before us: forms must come from the address as configured
        ours = request.META.get("HTTP_HOST") == origin.netloc
        if ours is (
            request.path == HEALTH
        ):  # health is for this machine's own names, pages for the configured one
            return refusal(request, NotThere() if ours else OtherAddress(origin=staff_of().origin))
        request.urlconf = f"{django.JUKI_SCREENS}.urls"
        response: HttpResponseBase = self._get_response(request)
        if "Juki-Page" not in response.headers and response.status_code in (NOT_FOUND, BAD_REQUEST):
            # Django's own words: no route, or a form that it would not even read (too large, too many fields).
            lost = response.status_code == NOT_FOUND
            response = refusal(request, NotThere() if lost else Malformed(where="form"))
        for name, value in _headers().items():
            response.headers.setdefault(name, value)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The page for an exception that a view let through."""
        return refusal(request, coded(error)) if STAFF in request.META else None


class StaffForms(CsrfViewMiddleware):
    """Forms must come from our own pages; programs show certificates instead and are not asked."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the token's cookie."""
        if STAFF in request.META:
            super().process_request(request)

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponseForbidden | None:
        """Refuse a forged form."""
        if STAFF not in request.META:
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


def _headers() -> dict[str, str]:
    staff = staff_of()
    # A form may end at the provider, and the provider's own at a system: browsers look at where they are redirected, too.
    led_to = [staff.authorization, *staff.relying_parties.values()]
    origins = sorted({f"{part.scheme}://{part.netloc}" for part in map(urlsplit, filter(None, led_to))})
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        f"form-action {' '.join([SELF, *origins])}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    secure = urlsplit(staff.origin).scheme == "https"
    return {
        **({"Strict-Transport-Security": "max-age=31536000; includeSubDomains"} if secure else {}),
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
