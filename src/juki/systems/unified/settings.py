"""Django settings of the unified addressee process."""

from juki.oversight.settings import house_settings

globals().update(
    house_settings(
        apps=["juki.systems.unified.records"],
        urls="juki.systems.unified.api.urls",
        inbound="juki.systems.unified.api.inbound",
        screens="juki.systems.unified.web",
    )
)
