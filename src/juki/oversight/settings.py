"""Django settings of a house: a process with staff screens that keeps a trail."""

from pathlib import Path
from typing import Any

from juki.screens.settings import screen_settings

APPS = ["juki.oversight.trail.records", "juki.oversight.approvals.records", "juki.oversight.output.records"]
"""Tables that every house has; all are in every database of the city's own."""
TEMPLATES = [
    str(Path(__file__).parent / part / "web" / "templates") for part in ("trail", "approvals", "output")
]
JOBS = ["juki.oversight.jobs"]
GATE = "juki.oversight.output.web.gate.OutputGate"
MENDING = "juki.oversight.approvals.services.mending.permit"


def house_settings(*, apps: list[str], urls: str, inbound: str, screens: str) -> dict[str, Any]:
    """The settings of one of the city's own processes: screens, and the supervision of what is done behind them."""
    return with_oversight(screen_settings(apps=[*apps, *APPS], urls=urls, inbound=inbound, screens=screens))


def with_oversight(settings: dict[str, Any]) -> dict[str, Any]:
    """``settings`` with the pages and the recurring work of supervision."""
    own = {"JUKI_TEMPLATES": TEMPLATES, "JUKI_JOBS": JOBS, "JUKI_MENDING": MENDING}
    return {**settings, **own, "MIDDLEWARE": [*settings["MIDDLEWARE"], GATE]}
