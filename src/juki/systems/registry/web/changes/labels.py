"""What the fields of the form are called, and where a fault is shown whose own field is not on the page."""

import re
from collections.abc import Collection, Mapping, Sequence

from juki.kernel.errors import Detail
from juki.systems.registry.web.changes.posting import OF
from juki.systems.registry.web.item_fields import BY_PATH, PLACE_LABELS

_PERSON = re.compile(r"persons\.(\d{1,2})(?:\.(.+))?")
_SOURCE = re.compile(r"sources\.(\d)\.(.+)")
_FIELDS = {
    "reason": "異動事由", "basis": "届出区分", "day": "異動日", "notified_on": "届出日等", "note": "留意事項",
    "target": "対象の異動", "placement.where": "異動先の世帯", "placement.number": "加わる世帯の世帯番号",
    "placement.institution": "準世帯", "destination.head": "転出先の世帯主",
    "destination.moved_in_on": "転入日（相手の市区町村）", "destination.notice_on": "転入通知の日",
    "members": "異動する人", "relations": "異動後の続柄", "of": "異動する人", "relationship": "異動後の続柄",
    "relationship_other": "一覧にない続柄", "head": "世帯主にする", "rest": "ほかの世帯員の続柄", "order": "記載順",
    "sources.kind": "書類の種類", "sources.issuer": "書類の作成者", "sources.number": "書類の番号",
    "sources.day": "書類の日付",
}  # fmt: skip
_PLACES = {"address": "新しい住所", "destination.address": "転出先"}
_SOURCES = {"kind": "書類", "issuer": "作成者", "number": "番号", "day": "日付"}
_PERSONAL = {"relationship": "続柄", "relationship_other": "その他の続柄", "items.kind": "住民種別"}
_MOVED = {
    "persons": "members", "rest": "relations", "positions": "relations", "destination": "destination.address.town",
    "address": "address.town", "placement": "placement.where", "destination.address": "destination.address.town",
}  # fmt: skip
_OF_PLACE = (
    "address", "former_address", "unnotified_address", "registered_address", "prior_address", "planned_address",
    "confirmed_address",
)  # fmt: skip


def label_of(name: str) -> str:
    """What a clerk calls the field; empty for what is none."""
    if name in _FIELDS:
        return _FIELDS[name]
    for prefix, label in _PLACES.items():
        part = name.removeprefix(f"{prefix}.")
        if part != name and part in PLACE_LABELS:
            return f"{label}の{PLACE_LABELS[part]}"
    if found := _PERSON.fullmatch(name):
        who = f"{int(found[1]) + 1}人目"
        return f"{who}の{_personal(found[2])}" if found[2] else who
    if found := _SOURCE.fullmatch(name):
        return f"{int(found[1]) + 1}番目の{_SOURCES.get(found[2], '書類')}"
    if name.startswith(("rest.", "rest_other.")):
        return "ほかの世帯員の続柄"
    return "記載順" if name.startswith("order.") else _personal(f"items.{name.removeprefix('shared.')}")


def errors_of(details: Sequence[Detail], shown: Collection[str]) -> dict[str, str]:
    """Message by field, the first of each; ``shown`` are the fields of the page. What has none there is at the top."""
    found: dict[str, str] = {}
    for detail in details:
        name = place_of(detail.path, shown)
        text = f"{detail.text}（{detail.code}）"
        if name:
            found.setdefault(name, text)
        else:
            label = label_of(detail.path)
            told = f"{label}：{text}" if label else text
            found[""] = f"{found['']} {told}" if "" in found else told
    return found


def place_of(path: str, shown: Collection[str]) -> str:
    """The field at which the fault of ``path`` is shown: its own, one beside it, its person, or none."""
    for name in _candidates(path):
        if name in shown:
            return name
    return ""


def _candidates(path: str) -> list[str]:
    found = [path]
    if path in _MOVED:
        found.append(_MOVED[path])
    if path.startswith("rest."):
        number = path.removeprefix("rest.")
        found += [f"rest.{OF}{number}", "relations"]
    if path.startswith("destination."):
        found += ["destination.address.town"]
    elif path.startswith("address."):
        found += ["address.town"]
    if person := _PERSON.fullmatch(path):
        found += _of_person(int(person[1]), person[2] or "")
    if source := _SOURCE.fullmatch(path):
        found.append(f"sources.{source[1]}.kind")
    return found


def _of_person(place: int, path: str) -> list[str]:
    own = f"persons.{place}"
    items = f"{own}.items"
    name = path.removeprefix("items.")
    near = {
        "name": ("name.surname", "name.full"), "name.full": ("name.surname",), "name.surname": ("name.full",),
        "name.given": ("name.full",), "register": ("register.honseki",), "foreign": ("foreign.nationality",),
    }  # fmt: skip
    found = [f"{items}.{one}" for one in near.get(name, ())]
    head, _, _ = name.partition(".")
    if head in _OF_PLACE:
        found.append(f"{items}.{head}.town")
    if name.startswith("details."):
        found.append(f"shared.{name}")
    return [*found, own]


def _personal(path: str) -> str:
    if path in _PERSONAL:
        return _PERSONAL[path]
    name = path.removeprefix("items.")
    if name in BY_PATH:
        return BY_PATH[name].label
    head, _, part = name.rpartition(".")
    if head in BY_PATH and part in PLACE_LABELS:
        return f"{BY_PATH[head].label}の{PLACE_LABELS[part]}"
    return ""


def summary(errors: Mapping[str, str], *, few: int = 6) -> list[tuple[str, str]]:
    """Each fault with its field; of many only the fields, for the texts stand beside them."""
    if len(errors) <= few:
        return [(name, f"{label_of(name)}：{text}" if name else text) for name, text in errors.items()]
    return [(name, label_of(name) or text if name else text) for name, text in errors.items()]
