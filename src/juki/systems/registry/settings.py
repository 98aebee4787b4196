"""Django settings of the register's own process."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(
        apps=["juki.systems.registry.records"],
        urls="juki.systems.registry.api.urls",
        inbound="juki.systems.registry.api.inbound",
        screens="juki.systems.registry.web",
    )
)
