"""What each master is made of; its list, a new entry, a corrected one. Source: STD 1.3.2–1.3.4."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models
from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.values.kana import fold
from juki.kernel.work import Actor, one_act
from juki.systems.registry.domain import address_masters as rules
from juki.systems.registry.domain.address_errors import EntryExists, NoSuchEntry, StaleEntry
from juki.systems.registry.records.models import AddressEntry, Building, Country, UsableLot
from juki.systems.registry.services import options

REASON = "address master"
MOST = 200
_NUMBER_DIGITS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its column, what it is called, how it is typed (text, name, digits, day, check, select), where it shows."""

    name: str
    label: str
    control: str = "text"
    required: bool = False
    in_list: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """A master: its table, fields, the rule for an entry, the order of its list and what a search looks at."""

    name: str
    label: str
    model: type[models.Model]
    fields: tuple[Field, ...]
    rule: Callable[[Mapping[str, str]], dict[str, Any]]
    order: tuple[str, ...]
    search: Callable[[str], Q]
    searched_by: str
    from_file: bool = False

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields of its list."""
        return tuple(one for one in self.fields if one.in_list)

    @property
    def key(self) -> str:
        """The name of the primary key; a code is typed, a number is given."""
        return str(self.model._meta.pk.name)


_PERIOD = (
    Field(name="valid_from", label="有効開始日", control="day"),
    Field(name="valid_until", label="有効終了日", control="day"),
)
_PLACE = (
    Field(name="town", label="町字", control="name", required=True),
    Field(name="lot", label="番地・号", control="name", required=True),
)
_BY_NUMBER = ("town", "main", "branch_1", "branch_2", "branch_3", "lot")


def _of_addresses(text: str) -> Q:
    written = Q()
    for part in text.split():
        written &= (
            Q(prefecture__contains=part) | Q(city__contains=part) | Q(town__contains=part)
            | Q(block__contains=part) | Q(code__startswith=part) | Q(postal_code=part.replace("-", ""))
        )  # fmt: skip
    kana = " ".join(fold(part) for part in text.split())
    return written | Q(reading__contains=kana) if kana else written


def _of_countries(text: str) -> Q:
    return Q(code=text.upper()) | Q(name__contains=text)


def _of_places(text: str) -> Q:
    """By 町字 alone: a 方書 leads to no address (STD 4.0.7)."""
    return Q(town__startswith=text)


ADDRESSES = Master(
    name="addresses", label="住所辞書", model=AddressEntry, from_file=True, order=("code",), search=_of_addresses,
    searched_by="住所・カナ・郵便番号・住所コード",
    rule=lambda values: rules.address_entry(values, exists=options.municipality_exists),
    fields=(
        Field(name="code", label="住所コード", control="digits", required=True),
        Field(name="postal_code", label="郵便番号", control="digits"),
        Field(name="town_id", label="町字ID", control="digits", in_list=False),
        Field(name="prefecture", label="都道府県", control="name", required=True),
        Field(name="city", label="市区町村", control="name", required=True),
        Field(name="town", label="大字", control="name"),
        Field(name="block", label="小字・丁目", control="name"),
        Field(name="prefecture_kana", label="都道府県カナ", in_list=False),
        Field(name="city_kana", label="市区町村カナ", in_list=False),
        Field(name="town_kana", label="大字カナ"),
        Field(name="block_kana", label="小字カナ", in_list=False),
        *_PERIOD,
        Field(name="merged", label="合併により廃止された", control="check"),
    ),
)  # fmt: skip
COUNTRIES = Master(
    name="countries", label="国名", model=Country, from_file=True, order=("code",), search=_of_countries,
    searched_by="国名・国コード", rule=rules.country,
    fields=(
        Field(name="code", label="国コード", required=True),
        Field(name="name", label="国名", control="name", required=True),
        Field(name="name_kana", label="国名カナ"),
        *_PERIOD,
    ),
)  # fmt: skip
BUILDINGS = Master(
    name="buildings", label="方書", model=Building, order=(*_BY_NUMBER, "name"), search=_of_places, searched_by="町字",
    rule=rules.building,
    fields=(
        *_PLACE,
        Field(name="name", label="方書", control="name", required=True),
        Field(name="name_kana", label="方書カナ"),
        Field(name="building_code", label="方書コード"),
        *_PERIOD,
    ),
)  # fmt: skip
LOTS = Master(
    name="lots", label="地番・住居表示", model=UsableLot, order=_BY_NUMBER, search=_of_places, searched_by="町字",
    rule=rules.lot,
    fields=(
        *_PLACE,
        Field(name="kind", label="種類", control="select", required=True),
        Field(name="former", label="実施前の表示", control="name"),
        *_PERIOD,
    ),
)  # fmt: skip
MASTERS: Mapping[str, Master] = MappingProxyType(
    {one.name: one for one in (ADDRESSES, COUNTRIES, BUILDINGS, LOTS)}
)


def of(name: str) -> Master:
    """The master of this name.

    Raises:
        NoSuchEntry: there is none.
    """
    if name not in MASTERS:
        raise NoSuchEntry
    return MASTERS[name]


def valid(today: date) -> Q:
    """Entries that hold on ``today``."""
    return (Q(valid_from=None) | Q(valid_from__lte=today)) & (Q(valid_until=None) | Q(valid_until__gte=today))


def listed(master: Master, *, text: str, today: date, ended: bool = False) -> list[models.Model]:
    """The entries that ``text`` finds, at most ``MOST`` and one; those that hold today, or with ``ended`` all."""
    found = master.model._default_manager.filter(Q() if ended else valid(today))
    if text.strip():
        found = found.filter(master.search(text.strip()))
    return list(found.order_by(*master.order)[: MOST + 1])


def entry(master: Master, key: str) -> models.Model:
    """The entry under ``key``.

    Raises:
        NoSuchEntry: there is none.
    """
    is_number = key.isascii() and key.isdigit() and len(key) <= _NUMBER_DIGITS
    found = None
    if is_number or master.key == "code":
        found = master.model._default_manager.filter(pk=key).first()
    if found is None:
        raise NoSuchEntry
    return found


def keep(
    master: Master, values: Mapping[str, str], *, key: str, version: int, actor: Actor, times: Times, trace: UUID
) -> str:  # fmt: skip
    """A new entry (``key`` blank), or the one under ``key`` corrected; its key.

    Raises:
        EntryExists: there is one already.
        NoSuchEntry, StaleEntry: nothing to correct, or somebody corrected it meanwhile.
        JukiError: what the master's rule refuses.
    """
    columns = master.rule({**values, "code": key} if key and master.key == "code" else values)
    written = {**columns, "changed_by": actor.who, "changed_at": times.machine}
    try:
        with one_act(actor, reason=REASON, times=times, trace=trace) as act:
            if key:
                _correct(master, key, version, written)
            else:
                row = master.model(**written)
                row.save(force_insert=True)
                key = str(row.pk)
            act.log(f"{master.name}.kept", subjects=[f"{master.name}:{key}"], detail={"version": version + 1})
    except IntegrityError:
        raise EntryExists from None
    return key


def _correct(master: Master, key: str, version: int, written: Mapping[str, Any]) -> None:
    entry(master, key)
    own = master.model._default_manager.filter(pk=key, version=version)
    if not own.update(**written, version=version + 1):
        raise StaleEntry
