"""Django settings of the process in which all counterparts are simulated."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(
        apps=[
            "juki.outside.prefecture.records",
            "juki.outside.nation.records",
            "juki.outside.cities.records",
            "juki.outside.nws.records",
            "juki.outside.inquirer.records",
            "juki.outside.business.records",
            "juki.outside.cards.records",
            "juki.outside.jpki.records",
            "juki.outside.centre.records",
        ],
        urls="juki.outside.urls",
        inbound="juki.outside.inbound",
        screens="juki.outside.web",
    )
)
