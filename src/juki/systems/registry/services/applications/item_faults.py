"""Every fault of the items of one 異動者, each beside its field, by the rules of ``change_items``."""

from collections.abc import Callable, Iterator
from functools import partial

from juki.kernel.errors import JukiError
from juki.kernel.values import written_text
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.domain.errors import BlankItem, NotChosen, NotDrawable
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.errors import NoSuchDetail, UnreadableFlag
from juki.systems.registry.services import glyphs, reading
from juki.systems.registry.services.applications.person_faults import (
    Fault,
    foreign_faults,
    name_faults,
    register_faults,
)
from juki.systems.registry.services.applications.places import address_faults
from juki.systems.registry.services.change_forms import ItemsForm
from juki.systems.registry.services.change_items import (
    ADDRESSES,
    CAUSES,
    DATES,
    DAYS,
    DETAILS,
    FLAG_VALUES,
    FLAGS,
    TEXTS,
    is_written,
)

_REMARKS_LIMIT = 2000


def item_faults(form: ItemsForm, *, person: int) -> Iterator[Fault]:
    """Every fault of the items with the path of its field within them; ``person`` counts from 1."""
    if form.name is not None:
        if not (form.name.full or form.name.surname or form.name.given):
            yield "name.surname", BlankItem(person=person, item="氏名")
        yield from name_faults(form.name)
    for name, rule in DATES.items():
        if text := getattr(form, name):
            yield from _refused(name, partial(LegalDate.parse, text, rule=rule))
    for name in DAYS:
        if text := getattr(form, name):
            yield from _refused(name, partial(reading.calendar_day, text))
    for name in CAUSES:
        if (code := getattr(form, name)) and code not in REASONS:
            yield name, NotChosen(item="事由")
    if form.register is not None:
        yield from register_faults(form.register)
    if form.foreign is not None:
        yield from foreign_faults(form.foreign, person)
    if form.individual_number:
        yield from _refused("individual_number", lambda: IndividualNumber.parse(form.individual_number))
    if form.resident_code:
        yield from _refused("resident_code", lambda: ResidentCode.parse(form.resident_code))
    yield from _place_faults(form)
    yield from _office_faults(form)
    yield from _glyph_faults(form, person)


def _place_faults(form: ItemsForm) -> Iterator[Fault]:
    for name in (*ADDRESSES, "former_address"):
        address = getattr(form, name)
        if address is not None and (is_written(address) or name == "address"):
            for part, error in address_faults(address):
                yield f"{name}.{part}", error
    yield from _text("former_head", form.former_head or "")


def _office_faults(form: ItemsForm) -> Iterator[Fault]:
    yield from _text("remarks", form.remarks or "", limit=_REMARKS_LIMIT)
    for name in TEXTS:
        if name != "remarks":
            yield from _text(name, getattr(form, name) or "")
    for column, value in form.details.items():
        if column not in DETAILS:
            yield "details", NoSuchDetail()
        elif column in FLAGS:
            if value not in FLAG_VALUES:
                yield f"details.{column}", UnreadableFlag()
        else:
            yield from _text(f"details.{column}", value)


def _glyph_faults(form: ItemsForm, person: int) -> Iterator[Fault]:
    for path, item, text in glyphs.item_texts(form, who=f"{person}人目の"):
        for position in glyphs.gaps(text):
            yield path, NotDrawable(item=item, position=position)


def _text(field: str, text: str, *, limit: int = reading.TEXT_LIMIT) -> Iterator[Fault]:
    if text:
        yield from _refused(field, lambda: written_text.check(text, limit=limit))


def _refused(field: str, check: Callable[[], object]) -> Iterator[Fault]:
    try:
        check()
    except JukiError as error:
        yield field, error
