"""The page of the entry: what was typed, what stands against it, and what helps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.values.check_digit import typed_digits
from juki.kernel.work import Actor
from juki.screens.rendering import render, wareki
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.household import HEAD_LABEL
from juki.systems.registry.domain.items import Group
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.errors import HeldElsewhere
from juki.systems.registry.services import former_records, move_out_certificates, queries
from juki.systems.registry.services.address_masters import honseki
from juki.systems.registry.services.address_masters.honseki import Candidate
from juki.systems.registry.services.applications import queries as applications
from juki.systems.registry.services.applications.queries import ShownApplication
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.move_out_certificates import Prefill
from juki.systems.registry.services.showing import ShownHousehold
from juki.systems.registry.web import application_words as words
from juki.systems.registry.web import entry_fields, entry_labels, own_places, proposed
from juki.systems.registry.web.entry_fields import Typed
from juki.systems.registry.web.item_fields import FIELDS

_SIDE_BY_SIDE = 4
_FEW = 6
_FOLDED = (
    "relationship_other", "name.former_surname", "name.former_surname_kana", "name.kanji", "name.alias",
    "name.alias_kana", "more.former_head", "more.actual_relationship", "more.actual_head", "more.remarks", "open",
)  # fmt: skip
OFFICE_ITEMS = tuple(
    (group_label, [(one.path, one.label, one.control) for one in FIELDS[group]])
    for group, group_label in (
        (Group.DETAIL, "住所の細目"),
        (Group.AREAS, "地区・学区など"),
        (Group.OFFICE, "事務上の項目"),
    )
)
"""What the office keeps of a person; asked for by a button. Source: STD 4.1.1.1."""
_PLANNED = ("postal_code", "town", "lot", "building")


@dataclass(slots=True)
class Sheet:
    """One state of the form. ``typed`` and ``errors`` are by field; ``focus`` names the field to begin at.

    ``offered`` are the 除票 found for the person at ``offered_for``.
    ``notices``: kind, title, text, link and its words. ``differing``: label, own text, text that stands now.
    """

    shown: ShownApplication
    typed: Typed
    version: int
    key: str = field(default_factory=lambda: str(uuid4()))
    errors: dict[str, str] = field(default_factory=dict)
    focus: str = "moved_on"
    notices: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    differing: list[tuple[str, str, str]] = field(default_factory=list)
    planned: Prefill | None = None
    offered: list[former_records.Candidate] = field(default_factory=list)
    offered_for: int | None = None


def blank(shown: ShownApplication, asked: Mapping[str, str], visitor: Visitor) -> Sheet:
    """異動日 is left to be typed, 届出日 is today; the first person is proposed as 世帯主. Source: STD 4.0.3, 4.1.0.2.

    Reason and persons are those of the 受付, unless the address of the page asks for others.
    """
    count = asked.get("persons", str(shown.wanted_persons or 1))
    persons = int(count) if count.isascii() and count.isdigit() and len(count) < 3 else 1
    found = {
        "reason": asked.get("reason", shown.wanted_reason),
        "notified_on": wareki(visitor.times.legal_day),
        "household.mode": "found",
        "persons.0.relationship": HEAD_LABEL,
    }
    for place in range(max(1, min(persons, MOST))):
        found[f"persons.{place}.kind"] = "japanese"
    return Sheet(shown, found, version=shown.standing.version)


def saved(shown: ShownApplication) -> Sheet:
    """The form as it was saved, with the 転出証明書情報 that it came from."""
    typed = entry_fields.typed_of(shown.form) if shown.form else {}
    if shown.standing.move_out_certificate:
        typed["certificate"] = str(shown.standing.move_out_certificate)
    return Sheet(shown, typed, version=shown.standing.version)


def prefilled(shown: ShownApplication, certificate: str, visitor: Visitor) -> Sheet:
    """The form from a 転出証明書情報 that waits. Source: STD 4.1.1.3.

    Raises:
        JukiError: see ``move_out_certificates.prefill``.
    """
    found = _prefill(certificate, visitor)
    typed = entry_fields.typed_of(found.form)
    typed["notified_on"] = wareki(visitor.times.legal_day)
    typed["certificate"] = str(found.certificate)
    return Sheet(shown, typed, version=shown.standing.version, planned=found)


def take_planned_address(sheet: Sheet, visitor: Visitor) -> None:
    """Write the planned address into the blanks of the new one: somebody said that it came true.

    Raises:
        JukiError: see ``move_out_certificates.prefill``.
    """
    sheet.planned = _prefill(sheet.typed.get("certificate", ""), visitor, with_number=False)
    for part in _PLANNED:
        name = f"address.{part}"
        if not sheet.typed.get(name):
            sheet.typed[name] = sheet.planned.new_address.get(part, "")
    sheet.focus = "address.lot"


def take_household(sheet: Sheet, visitor: Visitor) -> None:
    """The address of the household to join, where no new address is typed; its 世帯主 is not on the form. Source: STD 4.0.2."""
    household, _ = _household(sheet, visitor)
    if household is None or not household.members:
        return
    where = household.members[0].address
    if not any(sheet.typed.get(f"address.{part}", "").strip() for part in _PLANNED):
        sheet.typed |= {f"address.{part}": getattr(where, part) for part in _PLANNED}
    if household.head and sheet.typed.get("persons.0.relationship") == HEAD_LABEL:
        sheet.typed["persons.0.relationship"] = ""
    sheet.focus = "persons.0.kind"


def tell_holder(sheet: Sheet, error: HeldElsewhere, visitor: Visitor) -> None:
    """Which 受付 has the person or the household, with the way there."""
    number = str(error.fields.get("number", ""))
    actor = Actor(visitor.actor.who, Permission.SEE_APPLICATION, visitor.actor.terminal)
    listed = applications.listed(actor=actor, times=visitor.times) if visitor.may(actor.right) else []
    link = next((f"/applications/{one.application}" for one in listed if one.number == number), "")
    text = f"{error.message}（{error.code}）"
    sheet.notices.append(("error", "ほかの受付で異動の手続中です", text, link, f"受付番号 {number} を開く"))


def tell_conflict(sheet: Sheet, error: JukiError) -> None:
    """Who changed it and when, and each field in which what was typed differs from what stands now."""
    now = entry_fields.typed_of(sheet.shown.form) if sheet.shown.form else {}
    standing = sheet.shown.standing
    text = (
        f"{error.message}（{error.code}）今の内容は職員 {standing.last_changed_by} によるものです。"
        "下の入力はあなたが入力したままで、まだ登録されていません。違いを確かめ、あなたの入力で登録するときは"
        "もう一度「仮登録する」を押してください。"
    )
    address = f"/applications/{standing.application}/entry"
    sheet.notices.append(
        ("warning", "画面を開いた後に内容が変わっています", text, address, "今の内容を開く（入力は破棄）")
    )
    names = dict.fromkeys([*sheet.typed, *now])
    sheet.differing = [
        (entry_labels.label_of(name), _own(name, sheet.typed), _own(name, now))
        for name in names
        if entry_labels.label_of(name) and sheet.typed.get(name, "") != now.get(name, "")
    ]


def page_of(request: HttpRequest, visitor: Visitor, sheet: Sheet, *, status: int = 200) -> HttpResponseBase:
    """The form as a page."""
    household = _household(sheet, visitor)
    persons = _persons(sheet, household[0])
    return render(
        request, "registry/application_entry.html", key="reception", status=status,
        title=f"{words.titled(sheet.typed.get('reason', ''))}の入力",
        may_certificates=visitor.may(Permission.SEE_MOVE_OUT_CERTIFICATE),
        may_records=visitor.may(Permission.SEE_RESIDENT), office_items=OFFICE_ITEMS, summary=_summary(sheet.errors),
        sheet=sheet, form={"typed": sheet.typed, "errors": sheet.errors}, persons=persons,
        rows=[persons[at : at + _SIDE_BY_SIDE] for at in range(0, len(persons), _SIDE_BY_SIDE)],
        household=household, planned=_planned(sheet, visitor), towns=own_places.names(), words=words,
        place="".join(own_places.own()), today=wareki(visitor.times.legal_day), most=MOST,
        honseki=_honseki(sheet, household[0], visitor),
    )  # fmt: skip


def household_of(number: str, visitor: Visitor) -> tuple[ShownHousehold | None, str]:
    """The household under a number, or what is wrong with it. Source: STD 4.0.2."""
    if not visitor.may(Permission.SEE_HOUSEHOLD):
        return None, "世帯を照会する権限がないため、世帯員は表示されません。"
    actor = Actor(visitor.actor.who, Permission.SEE_HOUSEHOLD, visitor.actor.terminal)
    try:
        return queries.household(number, actor=actor, times=visitor.times), ""
    except JukiError as error:
        return None, f"{error.message}（{error.code}）"


def _household(sheet: Sheet, visitor: Visitor) -> tuple[ShownHousehold | None, str]:
    number = sheet.typed.get("household.number", "")
    joins = sheet.typed.get("household.mode") == "join"
    return household_of(number, visitor) if joins and number else (None, "")


def _honseki(sheet: Sheet, household: ShownHousehold | None, visitor: Visitor) -> list[Candidate]:
    """本籍 of the household that is joined, and of those who come back, as they were. Source: STD 4.0.6."""
    if FieldGroup.HONSEKI in hidden_from(visitor.actor, visitor.times):
        return []
    found = [
        ("世帯主の本籍" if one.relationship == HEAD_LABEL else "世帯員の本籍", one.honseki)
        for one in (household.members if household else ())
    ]
    if visitor.may(Permission.SEE_RESIDENT):
        actor = Actor(visitor.actor.who, Permission.SEE_RESIDENT, visitor.actor.terminal)
        numbers = {
            typed_digits(text) for name, text in sheet.typed.items() if name.endswith(".individual_number")
        }
        found += honseki.of_returning(sorted(numbers - {""}), actor=actor, times=visitor.times)
    return honseki.each_once(found)


def _persons(sheet: Sheet, household: ShownHousehold | None) -> list[dict[str, object]]:
    places = {
        int(parts[1])
        for name in sheet.typed
        if (parts := name.split("."))[0] == "persons" and parts[1].isascii() and parts[1].isdigit()
    }
    return [
        {
            "key": f"persons.{place}", "place": place, "title": f"{place + 1}人目",
            "relationships": relationships, "more": _uses_more(sheet, f"persons.{place}."),
        }
        for place, relationships in enumerate(proposed.for_persons(sheet.typed, len(places), household))
    ]  # fmt: skip


def _summary(errors: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each fault with its field; of many only the fields, for the texts stand beside them."""
    if len(errors) <= _FEW:
        return [(name, f"{entry_labels.label_of(name) or '届出'}：{text}") for name, text in errors.items()]
    return [(name, entry_labels.label_of(name) or text) for name, text in errors.items()]


def _uses_more(sheet: Sheet, person: str) -> bool:
    """Whether something stands in the fields that are folded away, or stands against it."""
    names = [f"{person}{part}" for part in _FOLDED]
    return any(sheet.typed.get(name) or name in sheet.errors for name in names)


def _planned(sheet: Sheet, visitor: Visitor) -> Prefill | None:
    certificate = sheet.typed.get("certificate", "")
    if not certificate or sheet.planned:
        return sheet.planned
    try:
        return _prefill(certificate, visitor, with_number=False)
    except JukiError as error:
        sheet.notices.append(
            ("error", "転出証明書情報を使えません", f"{error.message}（{error.code}）", "", "")
        )
        return None


def _prefill(certificate: str, visitor: Visitor, *, with_number: bool = True) -> Prefill:
    actor = Actor(visitor.actor.who, Permission.SEE_MOVE_OUT_CERTIFICATE, visitor.actor.terminal)
    return move_out_certificates.prefill(
        entry_labels.identity(certificate), actor=actor, times=visitor.times,
        with_number=with_number and visitor.may(Permission.SEE_INDIVIDUAL_NUMBER),
    )  # fmt: skip


def _own(name: str, typed: Typed) -> str:
    if name.endswith(".individual_number"):
        return "（個人番号は表示しません）" if typed.get(name) else ""
    return entry_labels.words_of(name, typed.get(name, ""))
