"""一括入力: what was typed once, taken over elsewhere in the same form. Source: STD 4.0.10.

異動日, 届出日 and the other A items belong to the whole form: they hold for everybody and need no copying. 旧氏 is never
copied, and neither is the address of another household with only another room: there is no field for either.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

import msgspec

from juki.kernel.values.person_name import BETWEEN
from juki.systems.registry.domain.intake_errors import NoSuchField, NoSuchPerson, NotSameKind
from juki.systems.registry.services.change_forms import (
    ChangeForm,
    DestinationForm,
    ItemsForm,
    PersonChangeForm,
)
from juki.systems.registry.services.forms import (
    AddressForm,
    FamilyRegisterForm,
    MoveInForm,
    NameForm,
    PersonForm,
)

Typed = TypeVar("Typed", MoveInForm, ChangeForm)
Said = PersonForm | ItemsForm
_FOREIGN = "foreign"


def copied(form: Typed, *, from_person: int, to_persons: Sequence[int], fields: Collection[str]) -> Typed:
    """``form`` with ``fields`` (see ``FIELDS``) of one person also on others; persons by their place from 0.

    Raises:
        NoSuchField: a field that is not copied.
        NoSuchPerson: a place that the form does not have.
        NotSameKind: Japanese and foreign residents do not have the same items.
    """
    if not FIELDS.keys() >= set(fields):
        raise NoSuchField
    source = _said(form, from_person)
    for place in to_persons:
        target = _said(form, place)
        if (source.kind == _FOREIGN) != (target.kind == _FOREIGN) and not set(fields) <= FOR_BOTH:
            raise NotSameKind
        for name in sorted(fields):
            target = FIELDS[name](source, target)
        form = _with(form, place, target)
    return form


def head_taken(form: Typed, *, source: str, from_person: int, to_persons: Sequence[int]) -> Typed:
    """氏 from the 筆頭者 or from a 氏名 (of the 世帯主, or of the member typed before) for others.

    ``source`` is ``name`` or ``honseki_head``. A name in one piece has no 氏 to give.

    Raises:
        NoSuchField: neither, or no 氏 in it.
        NoSuchPerson, NotSameKind: see ``copied``.
    """
    person = _said(form, from_person)
    text = name_text(person, source)
    surname, between, _ = text.partition(BETWEEN)
    if not between:
        raise NoSuchField
    for place in to_persons:
        target = _said(form, place)
        if target.kind == _FOREIGN:
            raise NotSameKind
        form = _with(form, place, _named(target, surname=surname))
    return form


def name_text(said: Said, source: str) -> str:
    """A name that may be taken over: ``name`` (氏名) or ``honseki_head`` (筆頭者).

    Raises:
        NoSuchField: neither, or nothing is typed there.
    """
    name, register = said.name or NameForm(), said.register
    texts = {
        "name": name.full or BETWEEN.join(part for part in (name.surname, name.given) if part),
        "honseki_head": register.head if register else "",
    }
    if not texts.get(source):
        raise NoSuchField
    return texts[source]


def name_applied(form: Typed, *, text: str, target: str, to_persons: Sequence[int] = ()) -> Typed:
    """A name, taken as it is written, as 筆頭者, 転入前の世帯主 (of persons) or 転出先の世帯主 (of the form).

    Raises:
        NoSuchField: another target, or one that this form does not have.
        NoSuchPerson, NotSameKind: see ``copied``.
    """
    if target == "destination.head" and isinstance(form, ChangeForm):
        destination = msgspec.structs.replace(form.destination or DestinationForm(), head=text)
        return msgspec.structs.replace(form, destination=destination)
    for place in to_persons:
        said = _said(form, place)
        if target == "honseki_head":
            said = _registered(said, head=text)
        elif target == "former_head" and isinstance(said, ItemsForm):
            said = msgspec.structs.replace(said, former_head=text)
        else:
            raise NoSuchField
        form = _with(form, place, said)
    if not to_persons:
        raise NoSuchField
    return form


def place_applied(form: Typed, *, source: str, target: str) -> Typed:
    """現住所, 転入前住所 and 転出先住所（予定） of the form from one another, whole and as written.

    Raises:
        NoSuchField: the form has no such address, or nothing is typed there.
    """
    found = _places(form)
    if source not in found or target not in found or found[source] is None:
        raise NoSuchField
    address = found[source] or AddressForm()
    if target == "destination" and isinstance(form, ChangeForm):
        destination = msgspec.structs.replace(form.destination or DestinationForm(), address=address)
        return msgspec.structs.replace(form, destination=destination)
    return msgspec.structs.replace(form, **{target: address})


def honseki_from(form: Typed, *, source: str, to_persons: Sequence[int]) -> Typed:
    """本籍 worded as an address of the form, without 方書, which no 本籍 has.

    Raises:
        NoSuchField: nothing is typed there.
        NoSuchPerson, NotSameKind: see ``copied``.
    """
    address = _places(form).get(source)
    if address is None:
        raise NoSuchField
    text = f"{address.prefecture}{address.city}{address.town}{address.lot}"
    for place in to_persons:
        said = _registered(_said(form, place), honseki=text, municipality=address.municipality)
        form = _with(form, place, said)
    return form


def _surname(source: Said, target: Said) -> Said:
    return _named(target, surname=(source.name or NameForm()).surname)


def _kana_surname(source: Said, target: Said) -> Said:
    return _named(target, kana_surname=(source.name or NameForm()).kana_surname)


def _honseki(source: Said, target: Said) -> Said:
    register = source.register or FamilyRegisterForm(honseki="", head="")
    return _registered(target, honseki=register.honseki, municipality=register.municipality)


def _honseki_head(source: Said, target: Said) -> Said:
    return _registered(target, head=source.register.head if source.register else "")


def _item(name: str) -> Callable[[Said, Said], Said]:
    def take(source: Said, target: Said) -> Said:
        if not (isinstance(source, ItemsForm) and isinstance(target, ItemsForm)):
            raise NoSuchField
        return msgspec.structs.replace(target, **{name: getattr(source, name)})

    return take


FIELDS: Mapping[str, Callable[[Said, Said], Said]] = MappingProxyType({
    "surname": _surname,
    "kana_surname": _kana_surname,
    "honseki": _honseki,
    "honseki_head": _honseki_head,
    **{name: _item(name) for name in (
        "former_address", "former_head", "unnotified_address", "registered_address", "became_resident", "settled",
        "notified_on", "address",
    )},
})  # fmt: skip
"""What may be copied from one person to another; everything below ``_item`` stands in an ``ItemsForm`` only."""
FOR_BOTH = FIELDS.keys() - {"surname", "kana_surname", "honseki", "honseki_head"}
"""Fields that Japanese and foreign residents have alike."""


def _named(target: Said, **changes: str) -> Said:
    return msgspec.structs.replace(target, name=msgspec.structs.replace(target.name or NameForm(), **changes))


def _registered(target: Said, **changes: str) -> Said:
    """本籍 and 筆頭者, which only a Japanese resident has."""
    if target.kind == _FOREIGN or target.foreign is not None:
        raise NotSameKind
    register = target.register or FamilyRegisterForm(honseki="", head="")
    return msgspec.structs.replace(target, register=msgspec.structs.replace(register, **changes))


def _places(form: MoveInForm | ChangeForm) -> dict[str, AddressForm | None]:
    if isinstance(form, MoveInForm):
        return {"address": form.address, "former_address": form.former_address}
    return {"address": form.address, "destination": form.destination.address if form.destination else None}


def _said(form: MoveInForm | ChangeForm, place: int) -> Said:
    if not 0 <= place < len(form.persons):
        raise NoSuchPerson
    person = form.persons[place]
    return person if isinstance(person, PersonForm) else person.items


def _with(form: Typed, place: int, said: Said) -> Typed:
    persons = [_spoken(one, said) if at == place else one for at, one in enumerate(form.persons)]
    return msgspec.structs.replace(form, persons=tuple(persons))


def _spoken(person: PersonForm | PersonChangeForm, said: Said) -> Said | PersonChangeForm:
    return msgspec.structs.replace(person, items=said) if isinstance(person, PersonChangeForm) else said
