"""Between the fields of the entry of a 転入 and ``MoveInForm``: the one place that knows both.

Names of fields are the paths of the form's faults (``persons.1.birth``), so that a fault stands beside its field.
What the office knows itself is not typed: prefecture, city and code of the new address.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.http import QueryDict

from juki.kernel.errors import Detail
from juki.kernel.values.person_name import BETWEEN
from juki.screens.form_fields import flat, nested
from juki.systems.registry.services import forms, reading
from juki.systems.registry.web import own_places
from juki.systems.registry.web.application_words import ABROAD, RELATIONSHIPS

Typed = dict[str, str]
OTHER = "relationship_other"
FORMER_ABROAD = "former_abroad"
_COPIED = ("kind", "name.surname", "name.kana_surname", "register.honseki", "register.head")
_COPIED_FOREIGN = ("kind", "foreign.nationality", "foreign.nationality_name")
_OF_BLANKS = {
    "KRN-0101": "個人番号を入力してください。",
    "KRN-0143": "日付を入力してください。",
    "KRN-0183": "住所を入力してください。",
    "KRN-0195": "続柄を選んでください。",
    "REG-0114": "町字を入力してください。",
    "REG-0105": "空欄にできません。入力してください。",
    "REG-0120": "選んでください。",
}
"""What to do about a field with nothing in it: the rule's own text speaks of a wrong text, and is long for a column."""
_NO_NUMBER_YET = "個人番号を入力してください。まだ番号がない人は、番号が決まってから入力してください。"
_NO_PLACE = "転入前の都道府県と市区町村を入力してください。団体コードだけを入力することもできます。"
_NO_SUCH_PLACE = (
    "都道府県と市区町村から団体コードが決まりません。正しい名称（政令指定都市は区まで）に直すか、"
    "団体コードを入力してください。"
)
_LISTED = frozenset(value for value, _ in RELATIONSHIPS)
_PLACE = re.compile(r"\[(\d+)\]")
_SHOWN_AT = {
    "address.municipality": "address.town",
    "address.town_code": "address.town",
    "address.prefecture": "address.town",
    "address.city": "address.town",
    "former_address.town_code": "former_address.town",
    "persons": "",
    "household": "household.number",
}
"""Where the fault of a field is shown that is not on the page."""


def typed(fields: QueryDict) -> Typed:
    """What was typed, verbatim."""
    return {name: str(fields[name]) for name in fields}


def form_of(fields: QueryDict) -> forms.MoveInForm:
    """The notification as typed; nothing is judged here.

    Raises:
        Malformed: fields that no page of ours makes.
    """
    tree = nested(fields)
    address = _texts(tree, "address")
    household = _texts(tree, "household")
    return forms.MoveInForm(
        reason=_text(tree, "reason"),
        moved_on=_text(tree, "moved_on"),
        notified_on=_text(tree, "notified_on"),
        former_address=_former(tree),
        address=forms.AddressForm(**own_places.completed(_only(forms.AddressForm, address))),
        household=forms.HouseholdForm(
            number=household.get("number", "") if household.get("mode") == "join" else "",
            institution=household.get("institution") == "yes",
        ),
        persons=tuple(_person(person) for person in persons_of(tree)),
        registered_address=_registered(tree),
        note=_text(tree, "note"),
    )


def persons_of(tree: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The persons of nested fields."""
    persons = tree.get("persons")
    return [one for one in persons if isinstance(one, dict)] if isinstance(persons, list) else []


def typed_of(form: forms.MoveInForm | Mapping[str, Any]) -> Typed:
    """The fields that show ``form``, as if it had just been typed."""
    tree = msgspec.to_builtins(form)
    persons = [_shown_person(person) for person in tree["persons"]]
    number = tree["household"]["number"]
    household = {**tree["household"], "mode": "join" if number else "found"}
    former = tree["former_address"]
    abroad = {FORMER_ABROAD: former.get("town", "")} if former.get("country") else {}
    flattened = flat({**tree, **abroad, "household": household, "persons": persons})
    return {
        name: as_typed(value) for name, value in flattened.items() if value is not False and value is not None
    }


def with_person(before: Typed, *, count: int) -> Typed:
    """The same form with one person more."""
    return {**before, f"persons.{count}.kind": "japanese"}


def without_person(fields: QueryDict, place: int) -> Typed:
    """The same form without the person at ``place``; those behind move up."""
    tree = nested(fields)
    persons = persons_of(tree)
    return {
        name: as_typed(value)
        for name, value in flat({**tree, "persons": persons[:place] + persons[place + 1 :]}).items()
    }


def repeated(before: Typed, place: int) -> Typed:
    """The form with what a household shares written into the blanks of the person at ``place``.

    Never 旧氏, and no surname from a Japanese to a foreign person. Source: STD 4.0.10.
    """
    above, own = f"persons.{place - 1}.", f"persons.{place}."
    foreign = before.get(f"{above}kind") == "foreign"
    names = _COPIED_FOREIGN if foreign else _COPIED
    found = {
        f"{own}{name}": before.get(f"{above}{name}", "")
        for name in names
        if name == "kind" or not before.get(f"{own}{name}")
    }
    return {**before, **found}


def errors_of(details: Sequence[Detail], before: Mapping[str, str]) -> dict[str, str]:
    """Message by field, the first of each; what belongs to no field on the page is under the empty name."""
    found: dict[str, str] = {}
    for detail in details:
        name = _SHOWN_AT.get(detail.path, detail.path)
        if (
            before.get("reason") in ABROAD
            and name.startswith("former_address.")
            and name != "former_address.country"
        ):
            name = FORMER_ABROAD
        elif name.endswith(".relationship") and before.get(f"{name}_other"):
            name = f"{name}_other"
        elif name.endswith(".name"):
            name = f"{name}.{'full' if _is_foreign(before, f'{name}.') else 'surname'}"
        elif name.endswith((".name.surname", ".name.given")) and _is_foreign(before, name):
            name = f"{name.rpartition('.')[0]}.full"
        elif name.endswith((".register", ".foreign")):
            name = f"{name}.{'honseki' if name.endswith('register') else 'nationality'}"
        text = f"{_told(detail, blank=not before.get(name, '').strip(), reason=before.get('reason', ''))}（{detail.code}）"
        found[name] = f"{found[name]} {text}" if not name and name in found else found.get(name, text)
    return found


def shape_faults(form: forms.MoveInForm) -> list[Detail]:
    """What is too long or of another shape than the form may keep: at most the first."""
    try:
        msgspec.convert(msgspec.to_builtins(form), forms.MoveInForm)
    except msgspec.ValidationError as error:
        where = str(error).rpartition("`$.")[2].rstrip("`") if "`$." in str(error) else ""
        path = _PLACE.sub(r".\1", where)
        text = "入力が長すぎるか、形が正しくありません。書類を見て入力し直してください。"
        return [Detail(path, "KRN-0205", text)]
    return []


def place_faults(form: forms.MoveInForm) -> list[Detail]:
    """A former address in this country whose municipality is not known: at most one, at the code's field."""
    former = form.former_address
    if form.reason in ABROAD or former.municipality.strip():
        return []
    named = former.prefecture.strip() or former.city.strip()
    return [Detail("former_address.municipality", "KRN-0121", _NO_SUCH_PLACE if named else _NO_PLACE)]


def _former(tree: Mapping[str, Any]) -> forms.AddressForm:
    """The former address in the shape that the page shows for the reason; its code by the names where it was left blank."""
    address = _texts(tree, "former_address")
    if _text(tree, "reason") in ABROAD:
        return forms.AddressForm(country=address.get("country", ""), town=_text(tree, FORMER_ABROAD))
    code = address.get("municipality", "")
    if not code.strip():
        code = own_places.code_of(address.get("prefecture", ""), address.get("city", ""))
    return forms.AddressForm(**{**_only(forms.AddressForm, address), "country": "", "municipality": code})


def _told(detail: Detail, *, blank: bool, reason: str) -> str:
    if blank and reason in ABROAD and detail.path.endswith(".individual_number"):
        return _NO_NUMBER_YET
    return _OF_BLANKS.get(detail.code, detail.text) if blank else detail.text


def _person(person: Mapping[str, Any]) -> forms.PersonForm:
    foreign = _text(person, "kind") == "foreign"
    register, block = _texts(person, "register"), _texts(person, "foreign")
    return forms.PersonForm(
        kind=_text(person, "kind"),  # type: ignore[arg-type]  # judged with the other faults
        name=forms.NameForm(**_names(_texts(person, "name"), foreign=foreign)),
        birth=_text(person, "birth"),
        sex=_text(person, "sex"),  # type: ignore[arg-type]  # judged with the other faults
        relationship=_text(person, OTHER).strip() or _text(person, "relationship"),
        individual_number=_text(person, "individual_number").replace(" ", ""),
        register=None
        if foreign
        else forms.FamilyRegisterForm(
            honseki=register.get("honseki", ""),
            head=register.get("head", ""),
            municipality=register.get("municipality", ""),
        ),
        foreign=_foreign(block) if foreign else None,
        more=_more(person),
        returns=_text(person, "returns"),
    )


def _more(person: Mapping[str, Any]) -> forms.MoreForm:
    """Items that few newcomers bring; a flag that is not ticked is not sent by a browser."""
    more = _texts(person, "more")
    tree = person.get("more")
    details = _texts(tree, "details") if isinstance(tree, dict) else {}
    said = {
        column: "1" if column in reading.FLAGS and text == "yes" else text
        for column, text in details.items()
        if text
    }
    return forms.MoreForm(**_only(forms.MoreForm, more), details=said)


def _registered(tree: Mapping[str, Any]) -> forms.AddressForm | None:
    """最終登録住所地, where anything of it is typed; its code by the names where it was left blank."""
    address = _only(forms.AddressForm, _texts(tree, "registered_address"))
    if not any(text.strip() for text in address.values()):
        return None
    if not address.get("municipality", "").strip():
        address["municipality"] = own_places.code_of(address.get("prefecture", ""), address.get("city", ""))
    return forms.AddressForm(**address)


def _names(name: Mapping[str, str], *, foreign: bool) -> dict[str, Any]:
    """The parts of a name that this kind of resident has on the page."""
    hidden = ("surname", "given", "former_surname", "former_surname_kana", "kana_certified")
    japanese = ("full", "kanji", "alias", "alias_kana")
    found: dict[str, Any] = _only(forms.NameForm, name)
    for part in hidden if foreign else japanese:
        found.pop(part, None)
    if "kana_certified" in found:
        found["kana_certified"] = found["kana_certified"] == "yes"
    return found


def _foreign(block: Mapping[str, str]) -> forms.ForeignForm:
    required = {
        part: block.get(part, "") for part in ("nationality", "nationality_name", "category", "since")
    }
    return forms.ForeignForm(**{**_only(forms.ForeignForm, block), **required})  # type: ignore[arg-type]


def _shown_person(person: Mapping[str, Any]) -> dict[str, Any]:
    name = dict(person["name"])
    if person["kind"] == "foreign" and not name.get("full"):
        parts = (name.pop("surname", ""), name.pop("given", ""))
        name["full"] = BETWEEN.join(part for part in parts if part)
    listed = person["relationship"] in _LISTED or not person["relationship"]
    more = dict(person.get("more", {}))
    details = more.get("details", {})
    more["details"] = {
        column: "yes" if column in reading.FLAGS and text == "1" else text for column, text in details.items()
    }
    found = {
        **person,
        "more": more,
        "open": "yes" if details else "",
        "name": name,
        "relationship": person["relationship"] if listed else "",
    }
    return {
        key: value
        for key, value in {**found, OTHER: "" if listed else person["relationship"]}.items()
        if value is not None
    }


def _is_foreign(before: Mapping[str, str], name: str) -> bool:
    return before.get(f"{name.partition('.name.')[0]}.kind") == "foreign"


def as_typed(value: object) -> str:
    """A value as its field holds it."""
    return "yes" if value is True else str(value)


def _text(tree: Mapping[str, Any], name: str) -> str:
    value = tree.get(name, "")
    return value if isinstance(value, str) else ""


def _texts(tree: Mapping[str, Any], name: str) -> dict[str, str]:
    part = tree.get(name)
    return (
        {key: value for key, value in part.items() if isinstance(value, str)}
        if isinstance(part, dict)
        else {}
    )


def _only(shape: type[msgspec.Struct], values: Mapping[str, str]) -> dict[str, str]:
    return {field: values[field] for field in shape.__struct_fields__ if field in values}
