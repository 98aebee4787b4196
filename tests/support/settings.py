"""Django settings of plain pytest: all apps in one database; the fixtures say later which, as the app role."""

import os
from importlib.util import find_spec

from juki.kernel.settings import base_settings, database
from juki.oversight.settings import with_oversight
from juki.screens.settings import with_screens

SYSTEM_APPS = [
    "juki.systems.registry.records",
    "juki.systems.jukinet.records",
    "juki.systems.kiosk.records",
    "juki.systems.unified.records",
    "juki.systems.intermediary.records",
    "juki.systems.addressee.records",
    "juki.office.records",
    "juki.oversight.trail.records",
    "juki.oversight.approvals.records",
    "juki.oversight.output.records",
    "juki.outside.prefecture.records",
    "juki.outside.nation.records",
    "juki.outside.cities.records",
    "juki.outside.nws.records",
    "juki.outside.inquirer.records",
    "juki.outside.business.records",
    "juki.outside.cards.records",
    "juki.outside.jpki.records",
    "juki.outside.centre.records",
]


def _present(app: str) -> bool:
    try:
        return find_spec(f"{app}.models") is not None
    except ModuleNotFoundError:
        return False


globals().update(
    with_oversight(
        with_screens(
            base_settings(apps=[app for app in SYSTEM_APPS if _present(app)]),
            screens="support.screens",
            system="test",
            secure=False,
        )
    )
)
DATABASES = {
    "default": database(
        os.environ.get("JUKI_TEST_OWNER_DSN", "host=none dbname=none user=none"), connections=6
    )
}
ROOT_URLCONF = "support.urls"
JUKI_INBOUND = "support.inbound"
