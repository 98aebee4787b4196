"""The document of a process, served by itself: to any verified certificate, for it holds no data."""

from functools import cache
from importlib import import_module

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import VERIFIED, Visit, read_endpoint
from juki.kernel.settings import current
from juki.links.interface.document import document
from juki.links.interface.routes import endpoints


@read_endpoint(permission=VERIFIED, reply=dict[str, msgspec.Raw])
def show_interface(request: HttpRequest, _visit: Visit) -> HttpResponse:
    """This document."""
    urlconf = getattr(request, "urlconf", None) or settings.ROOT_URLCONF
    return HttpResponse(_text(str(urlconf), current().system), content_type="application/json")


@cache
def _text(urlconf: str, system: str) -> bytes:
    found = endpoints(import_module(urlconf).urlpatterns, system=system)
    return msgspec.json.encode(document(found, system=system))


urlpatterns = [path("api/openapi.json", show_interface)]
