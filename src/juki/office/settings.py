"""Django settings of the office."""

from juki.oversight.settings import house_settings

globals().update(
    house_settings(
        apps=["juki.office.records"],
        urls="juki.office.api.urls",
        inbound="juki.office.api.inbound",
        screens="juki.office.web",
    )
    | {"JUKI_MENDING": ""}  # its pages are the portal: nobody could ask for an approval there
)
