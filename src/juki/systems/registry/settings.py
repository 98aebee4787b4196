"""Django settings of the register's own process."""

from juki.kernel.settings import django_settings

globals().update(
    django_settings(
        apps=["juki.systems.registry.records"],
        urls="juki.systems.registry.api.urls",
        inbound="juki.systems.registry.api.inbound",
    )
)
