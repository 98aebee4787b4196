"""One frozen settings object per process, built at start from the file that the launcher wrote for it."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from psycopg.conninfo import conninfo_to_dict

from juki.kernel.clock import Clock


class PeerAddress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a permitted peer listens and how its signatures are checked; ``sign`` and ``seal`` are certificate files."""

    host: str
    port: int
    sign: str
    seal: str


class IdentityFiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An identity of this process: its link port and address, its own keys, and the peers that links.toml gives it."""

    port: int
    tls_key: str
    tls_certificate: str
    sign_key: str
    seal_key: str
    senders: dict[str, PeerAddress]
    receivers: dict[str, PeerAddress]
    host: str = "127.0.0.1"


class Staff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The staff listener of a process and the OpenID provider behind it, as addresses.

    ``origin`` is what a browser calls this process. ``token``, ``keys``, ``revocations`` and ``sign_outs``
    lie on the provider's back channel: a link when the host is ``<identity>.juki.internal``. Without the last two a
    session ends by its own limits and at its own system only. The last three are the office's: who may sign in by it and
    where each gets its answer, its signing keys (newest first), and where the simulated counterparts show themselves.
    """

    origin: str
    portal: str = ""
    issuer: str = ""
    authorization: str = ""
    token: str = ""
    keys: str = ""
    revocations: str = ""
    sign_outs: str = ""
    client: str = ""
    relying_parties: dict[str, str] = {}
    signing_keys: tuple[str, ...] = ()
    counterparts: str = ""


class SystemSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a process is told: nothing else is read from the environment.

    ``port`` is the loopback port of the staff listener, ``dsn`` the libpq string of the app role, ``documents`` the
    folder of the key that seals certificates (registry and kiosk only), ``cards`` the certificate of the authority whose
    cards count (kiosk); the counterparts find the keys of that simulated authority beside it.
    """

    system: str
    production: bool
    municipality: str
    home: str
    dsn: str
    port: int
    links: str
    authority: str
    identities: dict[str, IdentityFiles]
    documents: str = ""
    cards: str = ""
    fonts: str = ""
    staff: Staff | None = None
    connections: int = 8
    heartbeat_seconds: float = 10.0
    options: dict[str, str] = {}

    @property
    def clock(self) -> Clock:
        """The two clocks of this city."""
        return _clock(self.home, self.production)


@cache
def _clock(home: str, production: bool) -> Clock:
    return Clock(Path(home) / "clock.json", production=production)


@cache
def current() -> SystemSettings:
    """The settings of this process, from the file named by ``JUKI_SYSTEM_FILE``."""
    return msgspec.json.decode(Path(os.environ["JUKI_SYSTEM_FILE"]).read_bytes(), type=SystemSettings)


def django_settings(*, apps: list[str], urls: str, inbound: str) -> dict[str, Any]:
    """The Django settings of one system: its own database, its own routes, nothing shared but code."""
    settings = current()
    return {
        **base_settings(apps=apps),
        "ROOT_URLCONF": urls,
        "JUKI_INBOUND": inbound,
        "DATABASES": {"default": database(settings.dsn, connections=settings.connections)},
    }


def base_settings(*, apps: list[str]) -> dict[str, Any]:
    """What every Django process of ours has in common, the tests' included."""
    return {
        "SECRET_KEY": os.urandom(32).hex(),  # signs nothing that outlives the process
        "DEBUG": False,
        "ALLOWED_HOSTS": ["*"],
        "INSTALLED_APPS": [
            "juki.kernel.audit",
            "juki.kernel.access",
            "juki.kernel.door",
            "juki.links.post",
            *apps,
        ],
        "MIDDLEWARE": ["juki.kernel.door.middleware.CodedErrors"],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LANGUAGE_CODE": "ja",
        "USE_I18N": False,
        "LOGGING_CONFIG": None,
        "APPEND_SLASH": False,
    }


def database(dsn: str, *, connections: int) -> dict[str, Any]:
    """Django's database entry for a libpq connection string, with a small pool so that threads share connections."""
    parts: dict[str, Any] = dict(conninfo_to_dict(dsn))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user"),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host"),
        "PORT": parts.pop("port", "5432"),
        "OPTIONS": {**parts, "pool": {"min_size": 1, "max_size": connections, "timeout": 20, "max_idle": 30}},
        "CONN_HEALTH_CHECKS": True,
    }
