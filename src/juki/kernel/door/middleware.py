"""The one place that turns exceptions into replies."""

import logging
from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from psycopg_pool import PoolTimeout

from juki.kernel.door.errors import Busy, Malformed, NoSuchRoute, Unforeseen
from juki.kernel.door.listen import STAFF
from juki.kernel.door.replies import problem
from juki.kernel.errors import JukiError
from juki.kernel.shape import origin_of

logger = logging.getLogger(__name__)


class CodedErrors:
    """Every refusal leaves as a coded problem; an unforeseen exception leaves its type in the log, never its text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; an address that does not exist gets our own problem."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return problem(Malformed(where="URL"))
        response = self._get_response(request)
        if STAFF in request.META:
            return response  # its pages say for themselves what went wrong
        if response.status_code == NoSuchRoute.status and not response.headers.get(
            "Content-Type", ""
        ).startswith("application/problem"):
            return problem(NoSuchRoute())
        return response

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The reply for an exception that a view let through."""
        return problem(coded(error))


def coded(error: Exception) -> JukiError:
    """The refusal that an exception amounts to; of an unforeseen one type and place are logged."""
    match error:
        case JukiError():
            return error
        case Http404():
            return NoSuchRoute()
        case DataError() | UnreadablePostError() | SuspiciousOperation():
            return Malformed(where="$")
        case OperationalError() | InterfaceError() | PoolTimeout():
            logger.warning("database not available: %s", type(error).__name__)
            return Busy()
        case _:
            logger.error("unforeseen %s at %s", type(error).__name__, origin_of(error))
            return Unforeseen()
