"""Reads how the service runs (``service.toml``), once, and what a city sets for its process."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from cryptography import x509

from juki.kernel.settings import current
from juki.systems.kiosk.domain.hours import ServiceHours
from juki.systems.kiosk.domain.menu import Kind

MAINTENANCE = "kiosk.maintenance_days"
TERMINALS = "kiosk.terminals"


@dataclass(frozen=True, slots=True)
class Product:
    """How a kind is called at the kiosk, and its fee in yen."""

    label: str
    fee: int


@dataclass(frozen=True, slots=True)
class Parameters:
    """What is data and not law; each entry is explained where it stands in the file."""

    statement_age: timedelta
    status_age: timedelta
    ahead: timedelta
    choosing: timedelta
    issuing: timedelta
    dialogs_per_card_and_minute: int
    issuing_at_once: int
    terminals: frozenset[str]
    products: dict[Kind, Product]
    hours: ServiceHours


@cache
def parameters() -> Parameters:
    """The parameters of this release and this city."""
    table = tomllib.loads((files(__package__) / "service.toml").read_text(encoding="utf-8"))
    hours, dialog, flood = table["hours"], table["dialog"], table["flood"]
    return Parameters(
        statement_age=timedelta(seconds=dialog["statement_age"]),
        status_age=timedelta(seconds=dialog["status_age"]),
        ahead=timedelta(seconds=dialog["ahead"]),
        choosing=timedelta(seconds=dialog["choosing"]),
        issuing=timedelta(seconds=dialog["issuing"]),
        dialogs_per_card_and_minute=flood["dialogs_per_card_and_minute"],
        issuing_at_once=flood["issuing_at_once"],
        terminals=frozenset([*table["centre"]["terminals"], *current().options.get(TERMINALS, "").split()]),
        products={Kind(one["kind"]): Product(one["label"], one["fee"]) for one in table["kind"]},
        hours=ServiceHours(
            opens=hours["opens"],
            closes=hours["closes"],
            yearly=frozenset((int(day[:2]), int(day[3:])) for day in hours["yearly"]),
            maintenance=frozenset(
                date.fromisoformat(day) for day in current().options.get(MAINTENANCE, "").split()
            ),
        ),
    )


def card_authority() -> x509.Certificate:
    """The certificate of the authority whose cards count."""
    return _certificate(current().cards)


@cache
def document_file(suffix: str) -> bytes:
    """``key`` and ``pem`` seal the documents, ``secret`` marks whom they concern."""
    return (Path(current().documents) / f"kiosk.{suffix}").read_bytes()


@cache
def _certificate(file: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(Path(file).read_bytes())
