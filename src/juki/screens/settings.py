"""Django settings of a process with staff screens."""

from typing import Any

from django.conf import settings as django

from juki.kernel.settings import Staff, current, django_settings


def screen_settings(*, apps: list[str], urls: str, inbound: str, screens: str) -> dict[str, Any]:
    """The settings of one system: its own database, its routes for programs (``urls``) and its screens package."""
    settings = django_settings(apps=apps, urls=urls, inbound=inbound)
    staff = current().staff
    secure = staff is not None and staff.origin.startswith("https:")
    return with_screens(settings, screens=screens, system=current().system, secure=secure)


def own_system() -> str:
    """The system whose screens this process serves."""
    return str(django.JUKI_SYSTEM)


def staff() -> Staff:
    """The staff listener of this process, which the launcher gives every process that has screens."""
    found = current().staff
    assert found is not None
    return found


def with_screens(settings: dict[str, Any], *, screens: str, system: str, secure: bool) -> dict[str, Any]:
    """``settings`` with what screens need; cookies are named by ``system``, so that no system reads another's."""
    return {
        **settings,
        "INSTALLED_APPS": [*settings["INSTALLED_APPS"], "juki.screens.records"],
        "MIDDLEWARE": [
            *settings["MIDDLEWARE"],
            "juki.screens.door.StaffDoor",
            "juki.screens.door.StaffForms",
        ],
        "JUKI_SCREENS": screens,
        "JUKI_SYSTEM": system,
        "CSRF_COOKIE_NAME": f"{system}_form",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": secure,
        "CSRF_COOKIE_AGE": None,
        "CSRF_FAILURE_VIEW": "juki.screens.refusals.forged",
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 4_000,
        "TEMPLATES": [],
    }
