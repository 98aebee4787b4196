"""Django settings of the unified addressee process."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(
        apps=["juki.systems.unified.records"],
        urls="juki.systems.unified.api.urls",
        inbound="juki.systems.unified.api.inbound",
        screens="juki.systems.unified.web",
    )
)
