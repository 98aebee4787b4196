"""Django settings of the intermediary process."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(
        apps=["juki.systems.intermediary.records"],
        urls="juki.systems.intermediary.api.urls",
        inbound="juki.systems.intermediary.api.inbound",
        screens="juki.systems.intermediary.web",
    )
)
