"""The document that a process serves of itself: to whoever has a certificate, and to nobody else."""

import msgspec
import pytest
from django.test import Client, override_settings

from juki.kernel.audit.models import AuditEntry
from juki.links.interface.document import document
from juki.links.interface.routes import endpoints
from juki.systems.kiosk.api import urls

ADDRESS = "/api/openapi.json"
URLCONF = "juki.systems.kiosk.api.urls"


@pytest.fixture(autouse=True)
def _kiosk(db):
    with override_settings(ROOT_URLCONF=URLCONF):
        yield


def _get(certificate: str = "", method: str = "get"):
    meta = {"juki.certificate": certificate} if certificate else {}
    return getattr(Client(raise_request_exception=False), method)(ADDRESS, **meta)


@pytest.mark.parametrize("certificate", ["urn:juki:client:without.a.grant", "urn:juki:system:registry"])
def test_any_certificate_may_read_it(certificate: str):
    reply = _get(certificate)
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, "application/json")
    whole = msgspec.to_builtins(document(endpoints(urls.urlpatterns, system="test"), system="test"))
    assert reply.json() == msgspec.json.decode(msgspec.json.encode(whole))
    assert "/api/persons/{number}/issuable" in whole["paths"]


def test_a_stranger_may_not_and_it_is_logged():
    reply = _get()
    assert (reply.status_code, reply.json()["code"]) == (401, "KRN-0201")
    refused = AuditEntry.objects.get(action="door.refused")
    assert (refused.permission, refused.outcome, refused.detail) == (
        "verified",
        "refused",
        {"code": "KRN-0201"},
    )


def test_it_is_only_read():
    reply = _get("urn:juki:client:clerk", "post")
    assert (reply.status_code, reply.json()["code"]) == (405, "KRN-0204")
