"""Django settings of the addressee system."""

from juki.oversight.settings import house_settings

globals().update(
    house_settings(
        apps=["juki.systems.addressee.records"],
        urls="juki.systems.addressee.api.urls",
        inbound="juki.systems.addressee.api.inbound",
        screens="juki.systems.addressee.web",
    )
)
