"""Django settings of the city's CS."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(
        apps=["juki.systems.jukinet.records"],
        urls="juki.systems.jukinet.api.urls",
        inbound="juki.systems.jukinet.api.inbound",
        screens="juki.systems.jukinet.web",
    )
)
