"""Django settings of the office."""

from juki.kernel.settings import django_settings

globals().update(
    django_settings(
        apps=["juki.office.records"], urls="juki.office.api.urls", inbound="juki.office.api.inbound"
    )
)
