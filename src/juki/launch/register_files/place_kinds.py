"""Addresses and 本籍 as cells, in parts or whole in 町字. Source: 住基法7条5号, 7号; STD 1.1.17, 1.3.3."""

from collections.abc import Mapping
from types import MappingProxyType

from juki.kernel.values.address import Address
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import BETWEEN
from juki.launch.register_files.cells import Cells, Kind, Spec, Values, demand_text
from juki.launch.register_files.errors import CellsContradict, CellUnreadable

_HONSEKI, _HEAD = 300, 100
_ALPHA3 = 3


def _address(cells: Cells, _spec: Spec) -> Values:
    """Eight parts, or the whole of it in 町字: what stands there is kept as it stands."""
    if not any(cells):
        return cells
    municipality, town_code, prefecture, city, town, lot, building, postal_code = cells
    Address(
        municipality=MunicipalityCode(municipality) if municipality else None, town_code=town_code,
        prefecture=prefecture, city=city, town=town, lot=lot, building=building, postal_code=postal_code,
    )  # fmt: skip
    return cells


def _of_address(values: Values, _spec: Spec) -> Cells:
    return tuple(value or "" for value in values)


def _address_or_abroad(cells: Cells, spec: Spec) -> Values:
    """An address of this country, or 国名コード and 国外住所, which the register keeps in 町字."""
    *here, country, abroad = cells
    if not country:
        if abroad:
            raise CellsContradict
        return (*_address(tuple(here), spec), "")
    if any(here):
        raise CellsContradict
    alpha3 = spec.table.word(country)
    if not (len(alpha3) == _ALPHA3 and alpha3.isascii() and alpha3.isupper()):
        raise CellUnreadable(wanted="国名コード（ISO 3166-1 alpha-3）")
    if abroad:
        Address(town=abroad)
    return ("", "", "", "", abroad, "", "", "", alpha3)


def _of_address_or_abroad(values: Values, spec: Spec) -> Cells:
    *here, country = (value or "" for value in values)
    if not country:
        return (*here, "", "")
    return (*("" for _ in here), spec.table.code(country), here[4])


def _register(cells: Cells, _spec: Spec) -> Values:
    """本籍 whole or in parts, its municipality, and the 筆頭者 whole or in two parts."""
    whole, municipality, *parts, head, surname, given = cells
    honseki = whole or "".join(parts)
    if municipality:
        MunicipalityCode(municipality)
    demand_text(honseki, _HONSEKI)
    person = head or BETWEEN.join(part for part in (surname, given) if part)
    return honseki, municipality, demand_text(person, _HEAD)


def _of_register(values: Values, _spec: Spec) -> Cells:
    honseki, municipality, head = (value or "" for value in values)
    surname, between, given = head.partition(BETWEEN)
    return (honseki, municipality, "", "", "", "", head, *((surname, given) if between else ("", "")))


KINDS: Mapping[str, Kind] = MappingProxyType({
    "address": Kind(_address, _of_address),
    "address_or_abroad": Kind(_address_or_abroad, _of_address_or_abroad),
    "register": Kind(_register, _of_register),
})  # fmt: skip
