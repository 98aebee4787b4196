"""Django settings of the office."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(
        apps=["juki.office.records"],
        urls="juki.office.api.urls",
        inbound="juki.office.api.inbound",
        screens="juki.office.web",
    )
)
