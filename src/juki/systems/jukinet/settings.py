"""Django settings of the city's CS."""

from juki.kernel.settings import django_settings

globals().update(
    django_settings(
        apps=["juki.systems.jukinet.records"],
        urls="juki.systems.jukinet.api.urls",
        inbound="juki.systems.jukinet.api.inbound",
    )
)
