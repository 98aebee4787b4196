"""The parts of a process: what it checks, and what it starts."""

import os

from django.core.wsgi import get_wsgi_application

from juki.kernel.settings import SystemSettings
from juki.launch.process.checks import check_certificates, check_database, check_topology
from juki.launch.process.jobs import Schedule, house_jobs, jobs_beside
from juki.launch.process.listeners import Listening, doors, staff
from juki.links.post.dispatcher import Dispatcher
from juki.screens.revocations import Revocations

Part = Listening | Dispatcher | Schedule | Revocations


def begin(settings: SystemSettings, only: str | None) -> list[Part]:
    """Check what this process was told, then start its parts.

    Raises:
        TopologyDiffers, CertificateDiffers, DatabaseDiffers: what it was told cannot be right.
        DatabaseDown: its database does not answer.
        PortInUse: somebody else listens on a port of it.
    """
    check_topology(settings)
    check_certificates(settings)
    check_database(settings)
    parts = _parts(settings, only)
    for part in parts:
        part.start()
    return parts


def _parts(settings: SystemSettings, only: str | None) -> list[Part]:
    """Listeners first: when they stop, nothing new comes in for the others."""
    application = get_wsgi_application()
    parts: dict[str, Part] = {}
    if only in (None, "web"):
        parts["web"] = Listening([staff(application, settings)])
        if settings.staff is not None and settings.staff.client:
            parts["revocations"] = Revocations()
    if only in (None, "door"):
        parts["door"] = Listening(doors(application, settings))
    if only in (None, "dispatch"):
        parts["dispatch"] = Dispatcher(settings.system, settings.identities)
    if only in (None, "jobs"):
        recurring = [*jobs_beside(os.environ["DJANGO_SETTINGS_MODULE"]), *house_jobs()]
        parts["jobs"] = Schedule(recurring, settings.clock)
    return list(parts.values())
