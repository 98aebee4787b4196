"""Django settings of the intermediary process."""

from juki.oversight.settings import house_settings

globals().update(
    house_settings(
        apps=["juki.systems.intermediary.records"],
        urls="juki.systems.intermediary.api.urls",
        inbound="juki.systems.intermediary.api.inbound",
        screens="juki.systems.intermediary.web",
    )
)
