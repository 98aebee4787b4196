"""The urlconf of every process, and the Django apps that these need."""

URLCONFS = {
    "registry": "juki.systems.registry.api.urls",
    "jukinet": "juki.systems.jukinet.api.urls",
    "kiosk": "juki.systems.kiosk.api.urls",
    "unified": "juki.systems.unified.api.urls",
    "intermediary": "juki.systems.intermediary.api.urls",
    "addressee": "juki.systems.addressee.api.urls",
    "office": "juki.office.api.urls",
    "outside": "juki.outside.urls",
}
APPS = (
    "juki.oversight.trail.records",
    "juki.oversight.approvals.records",
    "juki.oversight.output.records",
    *(urlconf.replace(".api.urls", ".records") for urlconf in URLCONFS.values() if ".api." in urlconf),
    *(
        f"juki.outside.{one}.records"
        for one in (
            "prefecture",
            "nation",
            "cities",
            "nws",
            "inquirer",
            "business",
            "cards",
            "jpki",
            "centre",
        )
    ),
)
