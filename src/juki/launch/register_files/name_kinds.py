"""Names, readings and 続柄 as cells. Source: 住基法7条1号, 4号; STD 1.1.11, 1.1.18."""

from collections.abc import Mapping
from types import MappingProxyType

from juki.kernel.values.person_name import BETWEEN, PersonName
from juki.kernel.values.relationship import Kin, Relationship
from juki.launch.register_files.cells import Cells, Kind, Spec, Values, demand_text
from juki.launch.register_files.errors import CellMissing, CellsContradict
from juki.systems.registry.domain.flat import relationship_row

_MOST = 100


def _name(cells: Cells, _spec: Spec) -> Values:
    """氏名, its two parts, and the name of the card: two of them must not differ."""
    full, surname, given, roman = cells
    if surname or given:
        name = PersonName.of(surname, given)
        if full and _joined(full) != _joined(name.full):
            raise CellsContradict
        return name.full, surname, given
    if full and roman and full != roman:
        raise CellsContradict
    if not (full or roman):
        raise CellMissing
    return PersonName.whole(full or roman).full, "", ""


def _of_name(values: Values, _spec: Spec) -> Cells:
    full, surname, given = (value or "" for value in values)
    return full, surname, given, "" if surname else full


def _reading(cells: Cells, _spec: Spec) -> Values:
    whole, surname, given = (demand_text(cell, _MOST) for cell in cells)
    if not (surname or given):
        return whole, ""
    if whole and _joined(whole) != _joined(surname + given):
        raise CellsContradict
    return surname, given


def _of_reading(values: Values, _spec: Spec) -> Cells:
    surname, given = (value or "" for value in values)
    whole = BETWEEN.join(part for part in (surname, given) if part)
    return (whole, surname, given) if given else (whole, "", "")


def _relationship(cells: Cells, spec: Spec) -> Values:
    *codes, label = cells
    table = {Kin(word): code for code, word in spec.table.words.items()}
    said = Relationship.parse(label) if label else None
    used = [code for code in codes if code]
    if used:
        meant = Relationship.from_codes([_known(code, spec) for code in used], table=table)
        if said is not None and said != meant:
            raise CellsContradict
        said = meant
    if said is None:
        raise CellMissing
    return tuple(relationship_row(said).values())


def _known(code: str, spec: Spec) -> str:
    spec.table.word(code)
    return code


def _of_relationship(values: Values, spec: Spec) -> Cells:
    label = values[4] or ""
    codes = [spec.table.code(str(step)) for step in Relationship.parse(label).steps]
    first, second, third, fourth = (*codes, "", "", "")[:4]
    return first, second, third, fourth, label


def _joined(text: str) -> str:
    return "".join(text.split())


KINDS: Mapping[str, Kind] = MappingProxyType({
    "name": Kind(_name, _of_name),
    "reading": Kind(_reading, _of_reading),
    "relationship": Kind(_relationship, _of_relationship),
})  # fmt: skip
