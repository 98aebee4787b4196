"""Django settings of the city's CS."""

from juki.oversight.settings import house_settings

globals().update(
    house_settings(
        apps=["juki.systems.jukinet.records"],
        urls="juki.systems.jukinet.api.urls",
        inbound="juki.systems.jukinet.api.inbound",
        screens="juki.systems.jukinet.web",
    )
)
