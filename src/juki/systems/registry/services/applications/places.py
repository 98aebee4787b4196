"""Faults of an address, each beside its part."""

from collections.abc import Iterator

from juki.kernel.errors import JukiError
from juki.kernel.values.address import LIMITS as PARTS
from juki.kernel.values.address import Address, EmptyAddress, parse_postal_code
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.systems.registry.services.forms import AddressForm

_WRITTEN = "town"


def address_faults(form: AddressForm) -> Iterator[tuple[str, JukiError]]:
    """Field and refusal, part by part, by the rules of ``Address``."""
    for part in PARTS:
        if text := getattr(form, part):
            yield from _refused(part, **{part: text})
    if not any(getattr(form, part) for part in PARTS):
        yield _WRITTEN, EmptyAddress()
    if form.town_code:
        yield from _refused("town_code", town="町", town_code=form.town_code)
    if form.postal_code:
        try:
            parse_postal_code(form.postal_code)
        except JukiError as error:
            yield "postal_code", error
    if form.municipality:
        try:
            MunicipalityCode.parse(form.municipality)
        except JukiError as error:
            yield "municipality", error


def _refused(field: str, **parts: str) -> Iterator[tuple[str, JukiError]]:
    try:
        Address(**parts)  # type: ignore[arg-type]
    except JukiError as error:
        yield field, error
