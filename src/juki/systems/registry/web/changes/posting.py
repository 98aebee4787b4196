"""From the fields of the form to ``ChangeForm``: only what differs from the record is said. Nothing is judged here.

Names of fields are the paths of the faults, but for what belongs to a person who is no 異動者: ``rest.n<宛名番号>`` and
``order.n<宛名番号>``.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from juki.kernel.door.errors import Malformed
from juki.kernel.errors import Detail
from juki.screens.form_fields import nested
from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.change_rules.parts import Destination, Need, Where
from juki.systems.registry.domain.errors import NotChosen
from juki.systems.registry.domain.event_reasons import REASONS, EventReason
from juki.systems.registry.domain.outcomes.amending import NEW_CODES
from juki.systems.registry.domain.resident import Kind
from juki.systems.registry.services import forms
from juki.systems.registry.services.change_forms import (
    ChangeForm,
    DestinationForm,
    ItemsForm,
    PersonChangeForm,
    PlacementForm,
    SourceForm,
)
from juki.systems.registry.services.present import Standing
from juki.systems.registry.services.veiling import NOTHING, Hidden
from juki.systems.registry.web import own_places
from juki.systems.registry.web.changes import current, layout
from juki.systems.registry.web.item_fields import BY_PATH, PLACE_PARTS, ItemField

Typed = Mapping[str, str]
OF = "n"
"""Before a 宛名番号 in the name of a field: a step of digits alone would be a place in a list."""
KEPT = "kept"
"""Of a person on the form: which one of those that are saved they are."""
REMOVABLE = frozenset({
    "remarks", "actual_head", "actual_relationship", "relationship_class", "former_head", "planned_head",
})  # fmt: skip
"""Items of their own that may be emptied."""
_BLOCKS: Mapping[str, type[msgspec.Struct]] = {
    "name": forms.NameForm, "register": forms.FamilyRegisterForm, "foreign": forms.ForeignForm,
}  # fmt: skip
_OWN = frozenset({"address", "prior_address"})
"""Addresses in this municipality."""
_NO_BLANK = "空欄にはできません。今の記載のままにするか、新しい内容を入力してください。"


def form_of(
    typed: Typed, reason: EventReason, standings: Mapping[str, Standing], hidden: Hidden = NOTHING
) -> ChangeForm:
    """The 異動 as typed; ``standings`` are the 異動者 and the other members shown, by 宛名番号.

    What is ``hidden`` from who types is not asked for: it stays as it is.

    Raises:
        Malformed: fields that no page of ours makes.
    """
    tree = tree_of(typed)
    takes = parts.of(reason)
    persons = people_of(tree)
    where = _text(tree, "placement", "where")
    shared = _details(tree.get("shared"), {}, reason)
    return ChangeForm(
        reason=reason.code, day=_text(tree, "day"), basis=_text(tree, "basis"),  # type: ignore[arg-type]  # judged there
        notified_on=_text(tree, "notified_on"),
        persons=tuple(_person(one, reason, standings, where, shared, hidden) for one in persons),
        placement=PlacementForm(
            where=where or "stay",  # type: ignore[arg-type]  # judged with the other faults
            number=_text(tree, "placement", "number").strip() if where == "join" else "",
            institution=where == "new" and _text(tree, "placement", "institution") == "yes",
        ),
        rest=_rest(tree, persons, standings) if takes.rest else {},
        positions=_positions(tree, standings, where) if takes.positions is not Need.NONE else (),
        address=_new_address(tree, takes, where), destination=_destination(tree, takes),
        target=uuid_of(_text(tree, "target")) if takes.target is not Need.NONE else None, note=_text(tree, "note"),
        sources=tuple(_sources(tree)),
    )  # fmt: skip


def tree_of(typed: Typed) -> dict[str, Any]:
    """The fields as nested objects.

    Raises:
        Malformed: fields that no page of ours makes.
    """
    return nested(typed)  # type: ignore[arg-type]  # reads names and texts only


def people_of(tree: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The 異動者 of nested fields."""
    persons = tree.get("persons")
    return [one for one in persons if isinstance(one, dict)] if isinstance(persons, list) else []


def numbers_of(typed: Typed) -> list[str]:
    """宛名番号 of the 異動者 in order; blank for whoever gets one."""
    return [_text(one, "addressee_number") for one in people_of(tree_of(typed))]


def saved_places(typed: Typed) -> tuple[int, ...]:
    """By 異動者 the place in what is saved of the same person; -1 for who is new on the form.

    Raises:
        Malformed: no page of ours.
    """
    texts = [_text(one, KEPT) or "-1" for one in people_of(tree_of(typed))]
    if any(text != "-1" and not (text.isascii() and text.isdigit() and len(text) < 3) for text in texts):
        raise Malformed(where="persons")
    return tuple(map(int, texts))


def same_persons(typed: Typed, saved: ChangeForm) -> dict[str, str]:
    """The fields that say so of ``saved``, which somebody else changed: the same 宛名番号, or a newcomer of the same name and
    birth.
    """
    keys = [_who(msgspec.to_builtins(one)) for one in saved.persons]
    found = {}
    for place, person in enumerate(people_of(tree_of(typed))):
        who = _who(person)
        found[f"persons.{place}.{KEPT}"] = str(keys.index(who)) if keys.count(who) == 1 else ""
    return found


def _who(person: Mapping[str, Any]) -> tuple[str, ...]:
    if number := _text(person, "addressee_number"):
        return (number,)
    parts_of = [_text(person, "items", "name", part).strip() for part in ("surname", "given", "full")]
    full = "" if any(parts_of[:2]) else parts_of[2]  # a name in two parts says nothing in one
    return ("", *parts_of[:2], full, _text(person, "items", "birth").strip())


def blank_faults(typed: Typed, reason: EventReason, standings: Mapping[str, Standing]) -> list[Detail]:
    """Items that were emptied and may not be: the form could not say it, and it is no way to leave them as they are."""
    found = []
    for place, person in enumerate(people_of(tree_of(typed))):
        standing = standings.get(_text(person, "addressee_number"))
        if standing is None:
            continue
        now, items = current.texts_of(standing.resident), _part(person, "items")
        for field in _fields(reason, standing.resident.kind):
            alone = "." not in field.path and field.control != "place" and field.path not in REMOVABLE
            alone = alone and not (field.path == "resident_code" and reason.code in NEW_CODES)
            if alone and now.get(field.path) and field.path in items and not str(items[field.path]).strip():
                found.append(Detail(f"persons.{place}.items.{field.path}", "REG-0105", _NO_BLANK))
    return found


def unchosen_faults(typed: Typed, reason: EventReason) -> list[Detail]:
    """What has to be chosen and was not: nothing stands for it."""
    found = []
    if not typed.get("basis"):
        found.append(("basis", NotChosen(item="届出区分")))
    if len(parts.of(reason).placements) > 1 and not typed.get("placement.where"):
        found.append(("placement.where", NotChosen(item="異動後の世帯")))
    return [Detail(path, error.code, error.message) for path, error in found]


def shape_faults(form: ChangeForm) -> list[Detail]:
    """What is too long, or of another shape than the form may keep: at most the first."""
    try:
        msgspec.convert(msgspec.to_builtins(form), ChangeForm)
    except msgspec.ValidationError as error:
        where = str(error).rpartition("`$.")[2].rstrip("`") if "`$." in str(error) else ""
        path = where.replace("[...]", "").replace("[", ".").replace("]", "")
        if path == "basis":  # told by ``unchosen_faults``
            return []
        text = "選んでいないか、入力が長すぎます。書類を見て入力し直してください。"
        return [Detail(path, "KRN-0205", text)]
    return []


def _fields(reason: EventReason, kind: Kind | None, hidden: Hidden = NOTHING) -> list[ItemField]:
    return [field for section in layout.sections(reason, kind, hidden=hidden) for field in section.fields]


def _person(
    person: Mapping[str, Any], reason: EventReason, standings: Mapping[str, Standing], where: str, shared: dict[str, str],
    hidden: Hidden,
) -> PersonChangeForm:  # fmt: skip
    number = _text(person, "addressee_number")
    standing = standings.get(number)
    relationship = _text(person, "relationship_other").strip() or _text(person, "relationship")
    takes = parts.of(reason)
    same = standing is not None and standing.resident.relationship.label == relationship
    if takes.relationship is Need.NONE or (same and where in ("", "stay") and takes.relationship is Need.MAY):
        relationship = ""
    return PersonChangeForm(
        addressee_number=number, relationship=relationship,
        items=_items(_part(person, "items"), reason, standing, shared, hidden=hidden),
    )  # fmt: skip


def items_of(person: Mapping[str, Any], reason: EventReason, kind: Kind | None) -> ItemsForm:
    """Everything that is typed of a person, whether it differs from the record or not."""
    found = _items(_part(person, "items"), reason, None, {}, kind=kind)
    return msgspec.structs.replace(found, details={})


def _items(
    items: Mapping[str, Any], reason: EventReason, standing: Standing | None, shared: dict[str, str], *,
    kind: Kind | None = None, hidden: Hidden = NOTHING,
) -> ItemsForm:  # fmt: skip
    """What differs from the record; of somebody new everything. What is ``hidden`` was not on the page and stays."""
    typed_kind = _text(items, "kind")
    known = standing.resident.kind if standing else kind
    if known is None and (reason.only or typed_kind):
        known = reason.only or (Kind.FOREIGN if typed_kind == "foreign" else Kind.JAPANESE)
    now = _kept(current.texts_of(standing.resident), reason, standing.resident.kind) if standing else {}
    typed = {field.path: field for field in _fields(reason, known, hidden)}
    found: dict[str, Any] = {} if standing else {"kind": _kind_word(known, typed_kind)}
    for block, shape in _BLOCKS.items():
        if any(path.startswith(f"{block}.") for path in typed):
            found |= _block(block, shape, items, typed, now, is_new=standing is None)
    for path, field in typed.items():
        if field.control == "place":
            found |= _place(path, items, now)
        elif "." not in path:
            text = _text(items, path)
            if text != now.get(path, ""):
                found[path] = text.replace(" ", "") if field.secret else text
    details = shared | _details(items, now, reason)
    return ItemsForm(**found, details=details)


def _kept(now: Mapping[str, str], reason: EventReason, kind: Kind) -> dict[str, str]:
    """What the person keeps: items that only the former kind of resident has are gone with it."""
    after = layout.kind_after(reason, kind)
    if after is kind:
        return dict(now)
    return {
        path: text for path, text in now.items() if path not in BY_PATH or BY_PATH[path].only in (None, after)
    }


def _kind_word(kind: Kind | None, typed: str) -> str:
    return typed if kind is None else {Kind.FOREIGN: "foreign", Kind.JAPANESE: "japanese"}[kind]


def _block(
    block: str, shape: type[msgspec.Struct], items: Mapping[str, Any], typed: Mapping[str, ItemField],
    now: Mapping[str, str], *, is_new: bool,
) -> dict[str, Any]:  # fmt: skip
    """The whole block, where anything of it differs: a block says all of its items."""
    part = _part(items, block)
    texts = {
        name: _text(part, name) if f"{block}.{name}" in typed else now.get(f"{block}.{name}", "")
        for name in shape.__struct_fields__
    }
    differs = any(texts[name] != now.get(f"{block}.{name}", "") for name in texts)
    if not (differs or is_new):
        return {}
    if block == "name" and (texts["surname"] or texts["given"]):
        texts["full"] = ""
    flags = {path.partition(".")[2] for path, field in BY_PATH.items() if field.control == "check"}
    return {block: shape(**{name: text == "yes" if name in flags else text for name, text in texts.items()})}


def _place(path: str, items: Mapping[str, Any], now: Mapping[str, str]) -> dict[str, Any]:
    part = _part(items, path)
    names = (*PLACE_PARTS, "town_code", *(("country",) if path in current.ABROAD else ()))
    texts = {name: _text(part, name) for name in names if name in part}
    if all(text == now.get(f"{path}.{name}", "") for name, text in texts.items()):
        return {}
    code = now.get(f"{path}.town_code", "")
    typed_code = texts.get("town_code", code)
    is_former_code = typed_code == code and texts.get("town") != now.get(f"{path}.town")
    texts["town_code"] = "" if is_former_code else typed_code
    if path in _OWN:
        return {path: forms.AddressForm(**own_places.completed(texts))}
    return {path: forms.AddressForm(**_elsewhere(texts))}


def _details(items: object, now: Mapping[str, str], reason: EventReason) -> dict[str, str]:
    """Items of the office that differ; flags as 1 and 0."""
    part = _part(items, "details") if isinstance(items, dict) else {}
    fields = {
        field.path: field
        for section in (*layout.sections(reason, None), *layout.shared(reason))
        for field in section.fields
        if field.path.startswith("details.")
    }
    found = {}
    for path, field in fields.items():
        column = path.partition(".")[2]
        if column not in part and not (field.control == "check" and now.get(path)):
            continue
        text = _text(part, column)
        if text != now.get(path, ""):
            found[column] = ("1" if text == "yes" else "0") if field.control == "check" else text
    return found


def _new_address(tree: Mapping[str, Any], takes: parts.Parts, where: str) -> forms.AddressForm | None:
    if takes.address is Need.NONE:
        return None
    texts = _place_texts(_part(tree, "address"))
    if not any(texts.get(part, "").strip() for part in ("town", "lot", "building")):
        return None if takes.address is Need.MAY and where == str(Where.JOIN.value) else forms.AddressForm()
    return forms.AddressForm(**own_places.completed(texts))


def _destination(tree: Mapping[str, Any], takes: parts.Parts) -> DestinationForm | None:
    if takes.destination is Destination.NONE:
        return None
    part = _part(tree, "destination")
    texts = _place_texts(_part(part, "address"), "country")
    return DestinationForm(
        address=forms.AddressForm(**_elsewhere(texts)), head=_text(part, "head"),
        moved_in_on=_text(part, "moved_in_on"), notice_on=_text(part, "notice_on"),
    )  # fmt: skip


def _elsewhere(texts: Mapping[str, str]) -> dict[str, str]:
    """An address in another municipality, its code by the names where it was left blank; abroad there is none."""
    found = dict(texts)
    if found.get("country"):
        return {"country": found["country"], "town": found.get("town", "")}
    if not found.get("municipality", "").strip():
        found["municipality"] = own_places.code_of(found.get("prefecture", ""), found.get("city", ""))
    return found


def _place_texts(part: Mapping[str, Any], *more: str) -> dict[str, str]:
    return {name: _text(part, name) for name in (*PLACE_PARTS, "town_code", *more) if name in part}


def _rest(
    tree: Mapping[str, Any], persons: Sequence[Mapping[str, Any]], standings: Mapping[str, Standing]
) -> dict[str, str]:
    """続柄 of the others, where it is another than now."""
    movers = {_text(one, "addressee_number") for one in persons}
    chosen, other = _part(tree, "rest"), _part(tree, "rest_other")
    found = {}
    for name in chosen:
        number = name.removeprefix(OF)
        text = _text(other, name).strip() or _text(chosen, name)
        standing = standings.get(number)
        now = standing.resident.relationship.label if standing else ""
        if number not in movers and text and text != now:
            found[number] = text
    return found


def _positions(tree: Mapping[str, Any], standings: Mapping[str, Standing], where: str) -> tuple[str, ...]:
    """The order that was typed, if it is another than now. What is no number stays at the end.

    It is that of the household afterwards: who goes to another one is in no order with those who stay.
    """
    movers = {_text(one, "addressee_number") for one in people_of(tree)}
    joined = _text(tree, "placement", "number").strip() if where == "join" else ""
    typed = {
        name.removeprefix(OF): _text(_part(tree, "order"), name).strip() for name in _part(tree, "order")
    }
    if where in ("new", "join"):
        typed = {
            number: text
            for number, text in typed.items()
            if number in movers or (joined and number in standings
                                    and standings[number].resident.household_number == joined)
        }  # fmt: skip
    present = {number: standings[number].resident.position for number in typed if number in standings}
    if not typed or all(typed[number] in ("", str(place)) for number, place in present.items()):
        return ()
    order = {number: int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 999
             for number, text in typed.items()}  # fmt: skip
    return tuple(sorted(typed, key=lambda number: (order[number], present.get(number, 0))))


def _sources(tree: Mapping[str, Any]) -> list[SourceForm]:
    listed = tree.get("sources")
    found = []
    for one in listed if isinstance(listed, list) else []:
        texts = (
            {name: _text(one, name) for name in ("kind", "issuer", "number", "day")}
            if isinstance(one, dict)
            else {}
        )
        if any(text.strip() for text in texts.values()):
            found.append(SourceForm(**texts))
    return found


def uuid_of(text: str) -> UUID | None:
    """The trace of an 異動 that a page names; None for none.

    Raises:
        Malformed: no page of ours.
    """
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Malformed(where="target") from None


def reason_of(typed: Typed) -> EventReason:
    """The 異動事由 of the form.

    Raises:
        Malformed: none of those that a form has.
    """
    reason = REASONS.get(typed.get("reason", ""))
    if reason is None or not reason.by_hand or reason.is_move_in:
        raise Malformed(where="reason")
    return reason


def _part(tree: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}


def _text(tree: Mapping[str, Any], *steps: str) -> str:
    value: Any = tree
    for step in steps:
        value = value.get(step, "") if isinstance(value, dict) else ""
    return value if isinstance(value, str) else ""
