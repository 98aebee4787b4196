"""Django settings of the process in which all counterparts are simulated."""

from juki.kernel.settings import django_settings

globals().update(
    django_settings(
        apps=[
            "juki.outside.prefecture.records",
            "juki.outside.nation.records",
            "juki.outside.cities.records",
            "juki.outside.nws.records",
            "juki.outside.inquirer.records",
            "juki.outside.business.records",
        ],
        urls="juki.outside.urls",
        inbound="juki.outside.inbound",
    )
)
