"""Django settings of the kiosk system."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(
        apps=["juki.systems.kiosk.records"],
        urls="juki.systems.kiosk.api.urls",
        inbound="juki.systems.kiosk.api.inbound",
        screens="juki.systems.kiosk.web",
    )
)
