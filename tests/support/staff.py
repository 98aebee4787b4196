"""A person before the screens of one system, without a browser."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as django
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.door.listen import STAFF
from juki.kernel.settings import current
from juki.screens import sessions
from juki.screens.records.models import RevocationsSeen
from juki.screens.sessions import Person

TOKEN = "a" * 32  # a form's token and its cookie, as a page of ours would have set them


class Counter:
    """The staff listener of ``system`` as a browser meets it; ``screens`` is its web package.

    Used as a context: ``with Counter("registry", "juki.systems.registry.web") as counter``.
    """

    def __init__(self, system: str, screens: str, urls: str = "support.urls") -> None:
        self.system = system
        self._override = override_settings(JUKI_SCREENS=screens, JUKI_SYSTEM=system, ROOT_URLCONF=urls)
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        staff = current().staff
        assert staff is not None
        self._sent = {STAFF: True, "HTTP_HOST": urlsplit(staff.origin).netloc}

    def __enter__(self) -> "Counter":
        self._override.enable()
        self.confirm()
        return self

    def __exit__(self, *_: object) -> None:
        self._override.disable()

    def confirm(self, *, seconds_ago: int = 0) -> None:
        """The provider answered about revocations ``seconds_ago``."""
        at = current().clock.now().machine - timedelta(seconds=seconds_ago)
        RevocationsSeen.objects.update_or_create(system=self.system, defaults={"last": 0, "asked_at": at})

    def sign_in(self, client: str, *permissions: str, sid: str = "sid-1") -> None:
        """Be ``client`` from now on, with these permissions added."""
        now = current().clock.now()
        for permission in permissions:
            AccessGrant.objects.get_or_create(
                system=self.system,
                client=client,
                permission=permission,
                defaults={"valid_from": now.legal_day},
            )
        person = Person(
            client=client, name="職員 見本", section="市民課", sid=sid, acr="urn:juki:acr:password", amr=("pwd",),
            signed_in_at=now.machine,
        )  # fmt: skip
        with transaction.atomic():
            self.client.cookies[f"{self.system}_session"] = sessions.begin(person, now=now.machine)

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Open a page."""
        return self.client.get(path, headers=headers, **self._sent)

    def post(
        self, path: str, fields: Mapping[str, Any] | Sequence[tuple[str, str]], **headers: str
    ) -> HttpResponse:
        """Send a form, with a token as its page would have had."""
        self.client.cookies[django.CSRF_COOKIE_NAME] = TOKEN
        data = {**dict(fields), "csrfmiddlewaretoken": TOKEN}
        return self.client.post(path, data, headers=headers, **self._sent)

    def post_bare(self, path: str, fields: Mapping[str, Any]) -> HttpResponse:
        """Send a form that no page of ours made."""
        return self.client.post(path, fields, **self._sent)
