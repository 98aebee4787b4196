"""Django settings of the unified addressee process."""

from juki.kernel.settings import django_settings

globals().update(
    django_settings(
        apps=["juki.systems.unified.records"],
        urls="juki.systems.unified.api.urls",
        inbound="juki.systems.unified.api.inbound",
    )
)
