"""Django settings of the kiosk system."""

from juki.kernel.settings import django_settings

globals().update(
    django_settings(
        apps=["juki.systems.kiosk.records"],
        urls="juki.systems.kiosk.api.urls",
        inbound="juki.systems.kiosk.api.inbound",
    )
)
