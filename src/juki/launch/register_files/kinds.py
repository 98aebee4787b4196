"""Kinds of cells: numbers, flags, days, codes. Every one is checked by the value type that the register uses itself."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import DateRule, LegalDate, StoredDate
from juki.kernel.values.resident_code import ResidentCode
from juki.launch.register_files import name_kinds, place_kinds
from juki.launch.register_files.cells import (
    Cells,
    Kind,
    Spec,
    Values,
    demand_digits,
    demand_remark,
    demand_text,
)
from juki.launch.register_files.errors import (
    BranchRefused,
    CellMissing,
    CellsContradict,
    CellUnreadable,
    OtherMunicipality,
)
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.foreign import CARD_NUMBER
from juki.systems.registry.domain.resident import Basis

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNTRY = re.compile(r"[A-Z]{3}")
_FLAGS = {"1": "t", "0": "f", "": "f"}
_UNKNOWN = "1"
_STATES = {"none": ("f", "f"), "certified": ("t", "f"), "confirmed": ("f", "t"), "both": ("t", "t")}


def _each(check: Callable[[str, Spec], str | None]) -> Kind:
    """Every cell is one column."""

    def read(cells: Cells, spec: Spec) -> Values:
        return tuple(check(cell, spec) for cell in cells)

    return Kind(read, _as_they_are)


def _as_they_are(values: Values, _spec: Spec) -> Cells:
    return tuple(value or "" for value in values)


def _texts(cells: Cells, spec: Spec) -> Values:
    return tuple(demand_text(cell, limit) for cell, limit in zip(cells, spec.part.limits, strict=True))


def _serial(cell: str, _spec: Spec) -> str:
    if not cell:
        raise CellMissing
    return AddresseeNumber(cell).digits


def _individual_number(cell: str, _spec: Spec) -> str:
    return IndividualNumber(cell).digits if cell else ""


def _resident_code(cell: str, _spec: Spec) -> str:
    return ResidentCode(cell).digits if cell else ""


def _card_number(cell: str, _spec: Spec) -> str:
    if cell and CARD_NUMBER.fullmatch(cell) is None:
        raise CellUnreadable(wanted="在留カード等の番号")
    return cell


def _flag(cells: Cells, _spec: Spec) -> Values:
    if cells[0] not in _FLAGS:
        raise CellUnreadable(wanted="0又は1")
    return (_FLAGS[cells[0]],)


def _of_flag(values: Values, _spec: Spec) -> Cells:
    return ("1" if values[0] == "t" else "0",)


def _two_flags(cells: Cells, spec: Spec) -> Values:
    return _STATES[spec.table.word(cells[0])] if cells[0] else ("f", "f")


def _of_two_flags(values: Values, spec: Spec) -> Cells:
    word = next(word for word, flags in _STATES.items() if flags == values)
    return (spec.table.code(word),)


def _day(cell: str, _spec: Spec) -> str | None:
    return _iso(cell) if cell else None


def _required_day(cell: str, _spec: Spec) -> str:
    if not cell:
        raise CellMissing
    return _iso(cell)


def _iso(cell: str) -> str:
    try:
        if _ISO.fullmatch(cell):
            return date.fromisoformat(cell).isoformat()
    except ValueError:
        pass
    raise CellUnreadable(wanted="暦にある日付（2026-04-01の形）")


def _legal_date(cells: Cells, _spec: Spec) -> Values:
    """Day, flag and certified wording: the wording counts where the flag is up, and nothing is made of an unknown day."""
    day, flag, text = cells
    if flag not in _FLAGS:
        raise CellUnreadable(wanted="0又は1")
    if flag == _UNKNOWN:
        if not text:
            raise CellMissing
        return LegalDate.parse(text, rule=DateRule.CERTIFIED).to_storage()
    if text:
        raise CellsContradict
    if not day:
        raise CellMissing
    if _ISO.fullmatch(day) is None:
        raise CellUnreadable(wanted="日付（2026-04-01の形）")
    return LegalDate.parse(day, rule=DateRule.CERTIFIED).to_storage()


def _of_legal_date(values: Values, _spec: Spec) -> Cells:
    internal, form, text = (value or "" for value in values)
    is_day = LegalDate.from_storage(StoredDate(internal, form, text)).form.value == "D"
    return (internal, "0", "") if is_day else (internal, _UNKNOWN, text)


def _legal_date_or_none(cells: Cells, spec: Spec) -> Values:
    return _legal_date(cells, spec) if any(cell not in ("", "0") for cell in cells) else (None, "", "")


def _of_legal_date_or_none(values: Values, spec: Spec) -> Cells:
    return ("", "0", "") if values[0] is None else _of_legal_date(values, spec)


def _code(cells: Cells, spec: Spec) -> Values:
    if not cells[0]:
        raise CellMissing
    return (_known(spec.table.word(cells[0]), spec),)


def _optional_code(cells: Cells, spec: Spec) -> Values:
    return _code(cells, spec) if cells[0] else ("",)


def _known(word: str, spec: Spec) -> str:
    """Our word must be one of ours, whatever the mapping says."""
    if spec.part.table == "reason" and word not in REASONS:
        raise CellUnreadable(wanted="異動事由")
    if spec.part.table == "country" and _COUNTRY.fullmatch(word) is None:
        raise CellUnreadable(wanted="国名コード（ISO 3166-1 alpha-3）")
    return word


def _of_code(values: Values, spec: Spec) -> Cells:
    return (spec.table.code(values[0]) if values[0] else "",)


def _municipality(cells: Cells, spec: Spec) -> Values:
    if cells[0] != spec.municipality:
        raise OtherMunicipality
    return ()


def _branch(cells: Cells, _spec: Spec) -> Values:
    if cells[0] not in ("", "0"):
        raise BranchRefused
    return ()


def _nothing(_cells: Cells, _spec: Spec) -> Values:
    return ()


def _blank(_values: Values, spec: Spec) -> Cells:
    return ("",) * len(spec.part.names)


def _trace(cell: str, _spec: Spec) -> str:
    try:
        return str(UUID(cell))
    except ValueError:
        raise CellUnreadable(wanted="処理識別番号") from None


def _moment(cell: str, _spec: Spec) -> str:
    try:
        if datetime.fromisoformat(cell).tzinfo is not None:
            return cell
    except ValueError:
        pass
    raise CellUnreadable(wanted="時刻（2026-04-01 01:00:00+00の形）")


def _basis(cell: str, _spec: Spec) -> str:
    if cell and cell not in frozenset(Basis):
        raise CellUnreadable(wanted="届出区分")
    return cell


KINDS: Mapping[str, Kind] = MappingProxyType({
    "text": Kind(_texts, _as_they_are),
    "texts": Kind(_texts, _as_they_are),
    "remark": _each(lambda cell, spec: demand_remark(cell, spec.part.limits[0])),
    "serial": _each(_serial),
    "individual_number": _each(_individual_number),
    "resident_code": _each(_resident_code),
    "card_number": _each(_card_number),
    "count": _each(lambda cell, _: demand_digits(cell, least=1, wanted="1からの番号")),
    "whole": _each(lambda cell, _: demand_digits(cell or "0", least=0, wanted="数")),
    "whole_or_none": _each(lambda cell, _: demand_digits(cell, least=1, wanted="数") if cell else None),
    "flag": Kind(_flag, _of_flag),
    "two_flags": Kind(_two_flags, _of_two_flags),
    "day": _each(_day),
    "required_day": _each(_required_day),
    "legal_date": Kind(_legal_date, _of_legal_date),
    "legal_date_or_none": Kind(_legal_date_or_none, _of_legal_date_or_none),
    "code": Kind(_code, _of_code),
    "optional_code": Kind(_optional_code, _of_code),
    "municipality": Kind(_municipality, lambda _, spec: (spec.municipality,)),
    "branch": Kind(_branch, lambda _values, _spec: ("0",)),
    "trace": _each(_trace),
    "moment": _each(_moment),
    "basis": _each(_basis),
    "latest": Kind(_nothing, _blank),
    "derived": Kind(_nothing, _blank),
    "context": Kind(_nothing, _blank),
    "absent": Kind(_nothing, _blank),
    **name_kinds.KINDS,
    **place_kinds.KINDS,
})  # fmt: skip
"""All kinds by the name that the layout uses."""


def is_faithful(kind: Kind, values: Values, spec: Spec) -> tuple[Cells, bool]:
    """The cells for ``values``, and whether they would be read back as these; blank cells where they cannot be written.

    Raises:
        NotExportable: a code is missing, which is the mapping's fault and not the record's.
    """
    try:
        cells = kind.write(values, spec)
        return cells, kind.read(cells, spec) == tuple(values)
    except (JukiError, ValueError, StopIteration) as error:
        if getattr(error, "code", "") == "LCH-0741":
            raise
        return _blank(values, spec), False
