"""Replies: JSON for what was asked, problem+json for what was refused."""

from collections.abc import Mapping

import msgspec
from django.http import HttpResponse

from juki.kernel.errors import JukiError


def json_reply(
    content: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """``content`` (struct, dataclass, list …) as JSON."""
    return HttpResponse(
        msgspec.json.encode(content),
        status=status,
        content_type="application/json",
        headers=dict(headers or {}),
    )


def problem(error: JukiError) -> HttpResponse:
    """RFC 9457 problem with our stable code and the Japanese text."""
    return HttpResponse(problem_json(error), status=error.status, content_type="application/problem+json")


def problem_json(error: JukiError) -> bytes:
    """The content of :func:`problem`; ``errors`` tells the faults of a form beside their fields."""
    content: dict[str, object] = {
        "type": f"urn:juki:error:{error.code}",
        "code": error.code,
        "title": error.message,
        "status": error.status,
    }
    if error.details:
        content["errors"] = [detail._asdict() for detail in error.details]
    return msgspec.json.encode(content)
