"""Who issues: the city's name, certifier and seal as its process was told, and what the certificate says below.

The same for a copy from the counter and one from a kiosk. Source: STD 1.3.9, 5.1, 5.6.
"""

from pathlib import Path

from juki.kernel.settings import current
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.postal import towns
from juki.paper.certificate import Certification, Certifier

WHOLE = "この写しは、世帯全員の住民票の原本と相違ないことを証明する。"
PART = "この写しは、住民票の原本と相違ないことを証明する。"


def place() -> tuple[str, str]:
    """Prefecture and city by the postal table, for the certifier's title and the issue number."""
    first = towns(MunicipalityCode(current().municipality))[0]
    return first.prefecture, first.city


def certification(*, whole: bool, issued_on: str) -> Certification:
    """認証文 with the day of issue as worded, certifier and seal; ``whole``: of a whole household.

    Raises:
        BlankCertifier: a live city has not set its certifier.
    """
    prefecture, city = place()
    return Certification(
        sentence=WHOLE if whole else PART,
        issued_on=issued_on,
        certifier=Certifier(prefecture=prefecture, office=f"{city}長", name=certifier_name()),
        seal=seal_legend(),
    )


def certifier_name() -> str:
    """氏名 of the certifier. A demonstration without one shows a specimen; a live city has to set it."""
    settings = current()
    return settings.options.get("certifier_name", "" if settings.production else "見本")


def seal_legend() -> str:
    """Legend of the electronic seal that is drawn beside the certifier's name. Source: STD 5.6."""
    return current().options.get("seal_legend", f"{place()[1]}長之印")


def fonts() -> Path:
    """Where the certificate font lies."""
    return Path(current().fonts)
