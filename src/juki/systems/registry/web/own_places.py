"""町字 of this city on the page, and what the office knows about a new address."""

from collections.abc import Mapping

from juki.kernel.values.postal import municipalities_named, towns
from juki.paper import issuer
from juki.systems.registry.services import options


def own() -> tuple[str, str]:
    """Prefecture and city of this office."""
    return issuer.place()


def names() -> list[str]:
    """The 町字 of this city, by kana."""
    return list(dict.fromkeys(town.name for town in towns(options.municipality())))


def code_of(prefecture: str, city: str) -> str:
    """The 団体コード of the municipality of this name, if exactly one has it."""
    found = municipalities_named(prefecture.strip(), city.strip())
    return found[0].digits if len(found) == 1 else ""


def completed(address: Mapping[str, str]) -> dict[str, str]:
    """A new address with what the office knows: prefecture, city and code; the postal code by its 町字 if it was left blank.

    Without a 町字 there is no address yet, and the office does not make one up.
    """
    if not address.get("town", "").strip():
        return dict(address)
    prefecture, city = own()
    return {
        **address,
        "prefecture": prefecture,
        "city": city,
        "municipality": options.municipality().digits,
        "postal_code": address.get("postal_code", "") or _code_of(address.get("town", "")),
    }


def _code_of(town: str) -> str:
    """The postal code of the 町字 that ``town`` begins with, if that is one code."""
    fitting = [one for one in towns(options.municipality()) if town.startswith(one.name)]
    longest = max((len(one.name) for one in fitting), default=0)
    codes = {one.postal_code for one in fitting if len(one.name) == longest}
    return codes.pop() if len(codes) == 1 else ""
