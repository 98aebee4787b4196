"""Django settings of the register's own process."""

from juki.oversight.settings import house_settings

globals().update(
    house_settings(
        apps=["juki.systems.registry.records"],
        urls="juki.systems.registry.api.urls",
        inbound="juki.systems.registry.api.inbound",
        screens="juki.systems.registry.web",
    )
)
