"""Django settings of the kiosk system."""

from juki.oversight.settings import house_settings

globals().update(
    house_settings(
        apps=["juki.systems.kiosk.records"],
        urls="juki.systems.kiosk.api.urls",
        inbound="juki.systems.kiosk.api.inbound",
        screens="juki.systems.kiosk.web",
    )
)
