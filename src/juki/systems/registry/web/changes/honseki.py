"""本籍 on the form of a change: candidates, and one person's new 本籍・筆頭者 for all who have the same. Source: STD 4.0.6."""

from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.services.address_masters import honseki
from juki.systems.registry.services.address_masters.honseki import Candidate
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.web.changes import layout, people
from juki.systems.registry.web.changes.people import People

PATHS = ("register.honseki", "register.head", "register.municipality")
NOBODY = "今の本籍・筆頭者が同じ人がいません"
WHAT = "本籍・筆頭者だけを写しました。氏は写しません。写した内容を1人ずつ確かめてください。"


def has_register(reason: EventReason) -> bool:
    """Whether the form asks for a 本籍."""
    sections = layout.sections(reason, None)
    return any(one.path == PATHS[0] for section in sections for one in section.fields)


def candidates(on_page: People, reason: EventReason, visitor: Visitor) -> list[Candidate]:
    """What may be chosen: of everybody on the page, and what the 異動者 had before."""
    if not has_register(reason) or FieldGroup.HONSEKI in hidden_from(visitor.actor, visitor.times):
        return []
    shown = honseki.of_people(one.resident for one in on_page.standings.values())
    known = [number for number in on_page.movers if number]
    looking = people.actor_of(visitor, Permission.SEE_RESIDENT)
    return honseki.each_once(
        [*shown, *honseki.of_history(known, actor=looking, times=visitor.times)]
    )  # fmt: skip


def alike(on_page: People, place: int) -> list[int]:
    """The other 異動者 whose 本籍 and 筆頭者 are the same now as those of the one at ``place``."""
    own = _register(on_page, place)
    others = range(len(on_page.movers))
    return [other for other in others if other != place and own and _register(on_page, other) == own]


def spread(on_page: People, typed: dict[str, str], place: int) -> list[int]:
    """Quote what is typed of the person at ``place`` for those who are alike; whose they are."""
    found = alike(on_page, place)
    for other in found:
        for path in PATHS:
            own = f"persons.{place}.items.{path}"
            if own in typed:
                typed[f"persons.{other}.items.{path}"] = typed[own]
    return found


def _register(on_page: People, place: int) -> tuple[str, str] | None:
    standing = on_page.standings.get(on_page.movers[place])
    register = standing.resident.register if standing else None
    return (register.honseki, register.head) if register else None
