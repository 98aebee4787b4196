"""Django settings of the addressee system."""

from juki.kernel.settings import django_settings

globals().update(
    django_settings(
        apps=["juki.systems.addressee.records"],
        urls="juki.systems.addressee.api.urls",
        inbound="juki.systems.addressee.api.inbound",
    )
)
