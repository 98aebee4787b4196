"""An officer who manages rights, a clerk who gets some, and the door of the office."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.settings import current
from juki.office.records.models import Client as ClientRow

RIGHTS = ("office.client.add", "office.client.see", "office.grant", "office.withdraw")


@pytest.fixture
def today(db: None) -> date:
    return current().clock.now().legal_day


@pytest.fixture
def tomorrow(today: date) -> date:
    return today + timedelta(days=1)


@pytest.fixture
def officer(db: None) -> None:
    """Holds every right of the office; in these tests the process is called ``test``."""
    for permission in RIGHTS:
        AccessGrant.objects.create(
            system="test", client="officer", permission=permission, valid_from=date(2020, 1, 1)
        )


@pytest.fixture
def clerk(today: date) -> str:
    times = current().clock.now()
    for client in ("clerk", "officer"):
        ClientRow.objects.create(
            client=client, kind="person", section="市民課", active=True, legal_day=today, recorded_at=times.machine,
            trace=uuid4(),
        )  # fmt: skip
    return "clerk"


@pytest.fixture
def post(officer: None) -> Callable[..., Any]:
    def call(route: str, form: object, *, key: UUID | None = None, client: str = "officer") -> Any:
        with override_settings(ROOT_URLCONF="juki.office.api.urls"):
            return Client(raise_request_exception=False).post(
                route, form, content_type="application/json",
                **{"juki.certificate": f"urn:juki:client:{client}", "HTTP_IDEMPOTENCY_KEY": str(key or uuid4())},
            )  # fmt: skip

    return call


@pytest.fixture
def get(officer: None) -> Callable[[str], Any]:
    def call(route: str, client: str = "officer") -> Any:
        with override_settings(ROOT_URLCONF="juki.office.api.urls"):
            return Client(raise_request_exception=False).get(
                route, **{"juki.certificate": f"urn:juki:client:{client}"}
            )

    return call
