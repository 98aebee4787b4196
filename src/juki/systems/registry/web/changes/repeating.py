"""一括入力 on the form: 氏, 本籍, 筆頭者 and addresses of one person for the others. Source: STD 4.0.10."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.resident import Kind
from juki.systems.registry.services import copying
from juki.systems.registry.services.change_forms import ChangeForm, ItemsForm, PersonChangeForm
from juki.systems.registry.web.changes import filled, layout
from juki.systems.registry.web.changes.posting import items_of, people_of, tree_of
from juki.systems.registry.web.changes.repeated import OF_FIELD
from juki.systems.registry.web.changes.sheet import Sheet
from juki.systems.registry.web.item_fields import BY_PATH

NOBODY = "写す相手がいません"
WHAT = (
    "氏とそのフリガナ・本籍・筆頭者・住所・前住所のうち、この画面にある項目を写しました。旧氏は写しません。"
    "日本人と外国人の間では、氏と本籍は写しません。写した内容を1人ずつ確かめてください。"
)
_WORDS: Mapping[Kind | None, Literal["", "japanese", "foreign"]] = {
    Kind.JAPANESE: "japanese", Kind.FOREIGN: "foreign", None: "",
}  # fmt: skip


def repeat(sheet: Sheet, place: int) -> list[int]:
    """Write what is typed of the person at ``place`` into the others' fields; whose they are."""
    persons = people_of(tree_of(sheet.typed))
    before = [_kind(sheet, at) for at in range(len(persons))]
    kinds = [layout.kind_after(sheet.reason, one) for one in before]
    typed = [
        msgspec.structs.replace(items_of(one, sheet.reason, before[at]), kind=_WORDS[kinds[at]])
        for at, one in enumerate(persons)
    ]
    form = ChangeForm(
        reason=sheet.reason.code, day="", basis="notification",
        persons=tuple(PersonChangeForm(items=one) for one in typed),
    )  # fmt: skip
    done = []
    for at in range(len(persons)):
        fields = _fields(sheet.reason, kinds[place], kinds[at])
        if at == place or not fields:
            continue
        copied = copying.copied(form, from_person=place, to_persons=[at], fields=fields)
        _write(sheet, at, copied.persons[at].items, fields)
        done.append(at)
    return done


def _kind(sheet: Sheet, place: int) -> Kind:
    standing = sheet.people.standings.get(sheet.people.movers[place])
    if standing is None:
        typed = sheet.typed.get(f"persons.{place}.items.kind")
        return Kind.FOREIGN if typed == "foreign" else Kind.JAPANESE
    return standing.resident.kind


def _fields(reason: EventReason, source: Kind | None, target: Kind | None) -> set[str]:
    """What both have on this form."""
    groups = {field.path for section in layout.sections(reason, None) for field in section.fields}
    same = {name for name, path in OF_FIELD.items() if path in groups}
    japanese = source is Kind.JAPANESE and target is Kind.JAPANESE
    return same if japanese else same & copying.FOR_BOTH


def _write(sheet: Sheet, place: int, items: ItemsForm, fields: set[str]) -> None:
    texts = filled.items_texts(items)
    for name in fields:
        path = OF_FIELD[name]
        is_place = BY_PATH[path].control == "place"
        alike = [
            one for one in texts if (one.startswith(f"{path}.") if is_place else one == path and texts[one])
        ]
        sheet.typed |= {f"persons.{place}.items.{one}": texts[one] for one in alike}
