"""Django settings of the intermediary process."""

from juki.kernel.settings import django_settings

globals().update(
    django_settings(
        apps=["juki.systems.intermediary.records"],
        urls="juki.systems.intermediary.api.urls",
        inbound="juki.systems.intermediary.api.inbound",
    )
)
