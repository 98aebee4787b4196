"""Django settings of the addressee system."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(
        apps=["juki.systems.addressee.records"],
        urls="juki.systems.addressee.api.urls",
        inbound="juki.systems.addressee.api.inbound",
        screens="juki.systems.addressee.web",
    )
)
