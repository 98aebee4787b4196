"""Every reply that a test gets from a view is what the view published: its status, its content type, its shape."""

from typing import Any

import msgspec
from django.http import HttpResponse
from django.test import Client

_ask = Client.request


def install() -> None:
    """Look at each successful reply of Django's test client."""
    Client.request = _request  # type: ignore[method-assign]


def _request(self: Client, **request: Any) -> HttpResponse:
    reply = _ask(self, **request)
    if 200 <= reply.status_code < 300 and not reply.streaming:
        _look(str(request.get("REQUEST_METHOD", "GET")), reply)
    return reply


def _look(method: str, reply: Any) -> None:
    view = getattr(reply.resolver_match, "func", None)
    sides = getattr(view, "sides", (view,))
    said = next((vars(one) for one in sides if getattr(one, "method", "") == method and callable(one)), {})
    if not (said.get("reply") or said.get("media")):
        return
    assert reply.status_code == said.get("status", 200)
    assert reply.headers["Content-Type"] == said.get("media", "application/json")
    assert not set(said.get("headers", ())) - set(reply.headers)
    if kind := said.get("reply"):
        shaped = msgspec.json.encode(msgspec.json.decode(reply.content, type=kind))
        assert msgspec.json.decode(shaped) == msgspec.json.decode(reply.content)
