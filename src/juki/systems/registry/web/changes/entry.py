"""仮登録 of a change: one form for all. Nothing typed is lost, whatever stands against it.

Source: STD 2.3.1, 4.0.1, 4.0.2, 4.0.10.
"""

from collections.abc import Sequence
from uuid import UUID, uuid4

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import KeyReused, Malformed
from juki.kernel.errors import Detail, JukiError
from juki.screens.page import by_method, page, see_other
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.event_reasons import REASONS, EventReason, Family
from juki.systems.registry.domain.field_groups import ENTERED_AS
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.errors import FaultyForm, NoSuchApplication, StaleApplication
from juki.systems.registry.services import standing_acts
from juki.systems.registry.services.application_forms import EntryForm
from juki.systems.registry.services.applications import change_faults, entering, queries
from juki.systems.registry.services.applications.queries import ShownApplication
from juki.systems.registry.services.change_forms import ChangeForm
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.standing_acts import StandingAct
from juki.systems.registry.web import posted
from juki.systems.registry.web.changes import (
    filled,
    honseki,
    labels,
    people,
    posting,
    relations,
    repeating,
    sheet,
)
from juki.systems.registry.web.changes.posting import OF
from juki.systems.registry.web.changes.sheet import Sheet
from juki.systems.registry.web.entry_fields import typed as typed_fields
from juki.systems.registry.web.item_fields import FIELDS

OPEN = frozenset({"received", "provisional", "returned"})
"""States in which there is something to enter."""
_MOVED = "画面を開いた後に、住民票の記載が変わっています"
_MOVED_TEXT = (
    "変わった人の今の記載を、項目の「今の記載」に表示しています。入力はあなたが入力したままで、まだ登録されていません。"
    "違いを確かめて、もう一度「仮登録する」を押してください。"
)
_OTHERS = "異動する人が変わりました"
_OTHERS_TEXT = "選び直した人で画面を作り直しました。内容を確かめて、もう一度「仮登録する」を押してください。"
"""How the fields end that only who may see 個人番号 may type."""
_OWN_TEXT = "あなたの入力で登録するときは、もう一度「仮登録する」を押してください。"
Typed = dict[str, str]


@page(permission=Permission.ENTER)
def show(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """The form: with the items as they stand, or as it was saved."""
    shown = application_of(application, visitor)
    if shown.standing.state not in OPEN:
        return see_other(f"/applications/{application}")
    if shown.change is not None:
        return sheet.page_of(request, visitor, _saved(shown, visitor))
    reason = _wanted(request, shown)
    if reason is None:
        return see_other(f"/changes/{application}/persons")
    return sheet.page_of(request, visitor, _blank(request, shown, reason, visitor))


@page(permission=Permission.ENTER, method="POST")
def take(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """Save, or change the form itself: who moves, a person more, proposals, the household, repeated items."""
    action, _, place = request.POST.get("action", "save").partition(":")
    shown = application_of(application, visitor)
    made = posted_sheet(request, shown, visitor)
    if action == "save":
        return _save(request, visitor, made)
    _CHANGES.get(action, _unknown)(made, request, visitor, place)
    return sheet.page_of(request, visitor, made)


entry = by_method(GET=show, POST=take)


def application_of(application: UUID, visitor: Visitor) -> ShownApplication:
    """The application, with the numbers that this visitor may see.

    Raises:
        NoSuchApplication: there is none.
    """
    return queries.application(
        application, actor=visitor.actor, times=visitor.times,
        with_numbers=visitor.may(Permission.SEE_INDIVIDUAL_NUMBER),
    )  # fmt: skip


def posted_sheet(request: HttpRequest, shown: ShownApplication, visitor: Visitor) -> Sheet:
    """The form as it was sent.

    Raises:
        Malformed: no page of ours made it.
    """
    typed = typed_fields(request.POST)
    for name in ("csrfmiddlewaretoken", "action", "of"):
        typed.pop(name, None)
    for group in hidden_from(visitor.actor, visitor.times):
        unseen = tuple(f".items.{field.path}" for field in FIELDS[ENTERED_AS[group]])
        typed = {name: text for name, text in typed.items() if not name.endswith(unseen)}
    reason = posting.reason_of(typed)
    act = _target(typed.get("target", ""), reason, visitor)
    movers = posting.numbers_of(typed)
    if len(movers) > MOST:
        raise Malformed(where="persons")
    named = posting.uuid_of(typed.get("target", ""))
    loaded = people.load(movers, reason, visitor, joins=_joins(typed), act=act, named=named)
    return Sheet(
        shown, reason, loaded, typed, version=posted.version(request), key=str(posted.key(request)), act=act
    )  # fmt: skip


def _blank(request: HttpRequest, shown: ShownApplication, reason: EventReason, visitor: Visitor) -> Sheet:
    act = _target(request.GET.get("target", ""), reason, visitor)
    chosen = act.persons if act else request.GET.getlist("of")
    movers = [*dict.fromkeys(chosen), *[""] * _newcomers(request, reason)][:MOST]
    joins = request.GET.get("household", "") if reason.family is Family.ENTRY else ""
    named = posting.uuid_of(request.GET.get("target", ""))
    loaded = people.load(movers, reason, visitor, joins=joins, act=act, named=named)
    typed = filled.blank(reason, loaded, visitor, joins=joins)
    if act or named in {one.trace for one in loaded.acts}:
        typed["target"] = str(named)
    made = Sheet(shown, reason, loaded, typed, version=shown.standing.version, act=act)
    if sole := relations.sole_remaining(loaded, reason):
        made.proposed.add(f"rest.{OF}{sole}")
    return made


def _saved(shown: ShownApplication, visitor: Visitor) -> Sheet:
    form = shown.change
    assert form is not None
    reason = REASONS[form.reason]
    act = _target(str(form.target or ""), reason, visitor)
    joins = form.placement.number if form.placement.where == "join" else ""
    movers = [one.addressee_number for one in form.persons]
    loaded = people.load(movers, reason, visitor, joins=joins, act=act, named=form.target)
    return Sheet(
        shown, reason, loaded, filled.saved(form, reason, loaded, visitor), version=shown.standing.version, act=act
    )  # fmt: skip


def _save(request: HttpRequest, visitor: Visitor, made: Sheet) -> HttpResponseBase:
    if _rechosen(made, request, visitor):
        made.notices.append(("warning", _OTHERS, _OTHERS_TEXT))
        made.status = 409
        return sheet.page_of(request, visitor, made)
    if _is_stale(made, posting.numbers_of(made.typed)):
        made.notices.append(("warning", _MOVED, _MOVED_TEXT))
        made.status = 409
        return sheet.page_of(request, visitor, made)
    standings = made.people.standings
    hidden = hidden_from(visitor.actor, visitor.times)
    form = posting.form_of(made.typed, made.reason, standings, hidden)
    try:
        if wrong := _wrong(made, form):
            raise FaultyForm(_all_faults(made, form, wrong, visitor))
        entering.enter(
            EntryForm(
                application=made.shown.standing.application, version=made.version, change=form,
                numbers_of=posting.saved_places(made.typed) if hidden else (),
            ),
            actor=visitor.actor, times=visitor.times, trace=UUID(made.key),
        )  # fmt: skip
    except (StaleApplication, KeyReused) as error:
        return _stale(request, visitor, made, error)
    except (Malformed, NoSuchApplication):
        raise
    except FaultyForm as error:
        made.errors = labels.errors_of(error.details, sheet.shown_names(made, visitor))
        made.status = error.status
        return sheet.page_of(request, visitor, made)
    except JukiError as error:
        sheet.tell(made, "仮登録していません", error)
        return sheet.page_of(request, visitor, made)
    return see_other(f"/applications/{made.shown.standing.application}")


def _wrong(made: Sheet, form: ChangeForm) -> list[Detail]:
    """What the page knows to be wrong before any rule has looked at it."""
    return [
        *posting.unchosen_faults(made.typed, made.reason),
        *posting.blank_faults(made.typed, made.reason, made.people.standings),
        *posting.shape_faults(form),
    ]


def _all_faults(made: Sheet, form: ChangeForm, wrong: Sequence[Detail], visitor: Visitor) -> list[Detail]:
    """The same, with what the rules find against the rest."""
    if not form.basis:
        usual = str(filled.bases_of(made.reason)[0])
        form = msgspec.structs.replace(form, basis=usual)
    ruled = change_faults.faults(form, today=visitor.times.legal_day)
    own = {one.path for one in wrong}
    return [*(one for one in ruled if one.path not in own), *wrong]


def _stale(request: HttpRequest, visitor: Visitor, made: Sheet, error: JukiError) -> HttpResponseBase:
    """What was typed, ready to be sent on the version that stands now."""
    made.shown = application_of(made.shown.standing.application, visitor)
    if made.shown.standing.state not in OPEN:
        raise error
    made.version, made.key = made.shown.standing.version, str(uuid4())
    if made.shown.change is not None:
        made.typed |= posting.same_persons(made.typed, made.shown.change)
    sheet.tell(made, "画面を開いた後に内容が変わっています", error)
    by = made.shown.standing.last_changed_by
    made.notices.append(("warning", f"今の内容は職員 {by} によるものです", _OWN_TEXT))
    made.status = 409
    return sheet.page_of(request, visitor, made)


def _is_stale(made: Sheet, movers: Sequence[str]) -> bool:
    """Whether an 異動者 has another version than the one on the page; then the page's becomes the one that stands now."""
    found = False
    for number in movers:
        one = made.people.standings.get(number)
        if one is not None and made.typed.get(f"seen.{OF}{number}", "") != str(one.version):
            found = True
    return found


def _rechosen(made: Sheet, request: HttpRequest, visitor: Visitor) -> bool:
    """Whether other persons are ticked than the form is of; then it is made anew for them."""
    if "of.shown" not in request.POST:
        return False
    chosen = [number for number in request.POST.getlist("of") if number in made.people.candidates]
    if set(chosen) == {number for number in made.people.movers if number} or not chosen:
        return False
    _with_movers(made, [*chosen, *[number for number in made.people.movers if not number]], visitor)
    return True


def _members(made: Sheet, request: HttpRequest, visitor: Visitor, _place: str) -> None:
    _rechosen(made, request, visitor)


def _with_movers(made: Sheet, movers: Sequence[str], visitor: Visitor) -> None:
    """The same form for other 異動者: what was typed about who stays on it stays."""
    before, places = made.typed, {number: place for place, number in enumerate(made.people.movers) if number}
    made.people = people.load(
        movers, made.reason, visitor, joins=_joins(before), act=made.act, named=_named(made)
    )
    kept = {name: text for name, text in before.items() if not name.startswith(("persons.", "seen."))}
    fresh = filled.blank(made.reason, made.people, visitor)
    for place, number in enumerate(movers):
        own, former = f"persons.{place}.", f"persons.{places[number]}." if number in places else None
        if former:
            fresh |= {
                f"{own}{name.removeprefix(former)}": text
                for name, text in before.items()
                if name.startswith(former)
            }
    stands = {name: text for name, text in fresh.items() if name not in kept}
    made.typed = kept | stands
    made.proposed = set()


def _more(made: Sheet, _request: HttpRequest, visitor: Visitor, _place: str) -> None:
    movers = [*made.people.movers, ""]
    if made.reason.family is not Family.ENTRY or len(movers) > MOST:
        raise Malformed(where="action")
    place = len(movers) - 1
    made.people = people.load(
        movers, made.reason, visitor, joins=_joins(made.typed), act=made.act, named=_named(made)
    )
    made.typed |= filled.person(place, "", made.reason, made.people)
    made.focus = f"persons.{place}.items.kind"


def _fewer(made: Sheet, _request: HttpRequest, visitor: Visitor, place: str) -> None:
    count = len(made.people.movers)
    if not (place.isascii() and place.isdigit() and len(place) < 3 and int(place) < count and count > 1):
        raise Malformed(where="action")
    if made.people.movers[int(place)]:  # who has a record is chosen by the boxes
        raise Malformed(where="action")
    gone, found = int(place), {}
    for name, text in made.typed.items():
        head, _, tail = name.removeprefix("persons.").partition(".")
        if not name.startswith("persons.") or not head.isdigit() or int(head) < gone:
            found[name] = text
        elif int(head) > gone:
            found[f"persons.{int(head) - 1}.{tail}"] = text
    made.typed = found
    movers = [number for at, number in enumerate(made.people.movers) if at != gone]
    made.people = people.load(
        movers, made.reason, visitor, joins=_joins(made.typed), act=made.act, named=_named(made)
    )


def _propose(made: Sheet, _request: HttpRequest, _visitor: Visitor, _place: str) -> None:
    found = relations.proposed(made.people, made.reason, made.typed)
    if not found:
        made.notices.append(
            ("warning", "続柄の案を出せません", "世帯主になる人を選んでから、もう一度押してください。")
        )
    made.proposed = {name for name, text in found.items() if text}
    made.typed |= found
    made.focus = next(iter(found), "")


def _household(made: Sheet, _request: HttpRequest, _visitor: Visitor, _place: str) -> None:
    """The household to join is shown with its address; 続柄 of its members as they are."""
    made.typed |= {name: text for name, text in relations.defaults(made.people, made.reason).items()
                   if name not in made.typed}  # fmt: skip
    if made.people.joined and not any(
        made.typed.get(f"address.{part}", "").strip() for part in ("town", "lot")
    ):
        where = made.people.standings[made.people.joined[0]].resident.address
        parts_of = ("postal_code", "town", "lot", "building")
        made.typed |= {f"address.{part}": getattr(where, part) for part in parts_of}
    made.focus = "placement.number"


def _copy(made: Sheet, _request: HttpRequest, _visitor: Visitor, place: str) -> None:
    """一括入力: what is typed of one person, for the others of the same kind as well. Source: STD 4.0.10."""
    count = len(made.people.movers)
    if not (place.isascii() and place.isdigit() and len(place) < 3 and int(place) < count):
        raise Malformed(where="action")
    others = repeating.repeat(made, int(place))
    made.notices.append(
        ("info", f"{len(others)}人に写しました" if others else repeating.NOBODY, repeating.WHAT)
    )


def _register(made: Sheet, _request: HttpRequest, _visitor: Visitor, place: str) -> None:
    """The same 本籍・筆頭者 of a household, corrected in one go. Source: STD 4.0.6."""
    count = len(made.people.movers)
    if not (place.isascii() and place.isdigit() and len(place) < 3 and int(place) < count):
        raise Malformed(where="action")
    others = honseki.spread(made.people, made.typed, int(place))
    made.notices.append(("info", f"{len(others)}人に写しました" if others else honseki.NOBODY, honseki.WHAT))


def _unknown(_made: Sheet, _request: HttpRequest, _visitor: Visitor, _place: str) -> None:
    raise Malformed(where="action")


_CHANGES = {
    "members": _members, "more": _more, "fewer": _fewer, "propose": _propose, "household": _household, "copy": _copy,
    "register": _register,
}  # fmt: skip


def _joins(typed: Typed) -> str:
    return typed.get("placement.number", "").strip() if typed.get("placement.where") == "join" else ""


def _named(made: Sheet) -> UUID | None:
    return posting.uuid_of(made.typed.get("target", ""))


def _target(text: str, reason: EventReason, visitor: Visitor) -> StandingAct | None:
    """The 異動 that is cancelled; for other reasons the form names it without showing whom it was about."""
    if reason.family is not Family.CANCELLING or not text:
        return None
    trace = posting.uuid_of(text)
    looking = people.actor_of(visitor, Permission.SEE_RESIDENT)
    return standing_acts.of_trace(trace, actor=looking, times=visitor.times) if trace else None


def _wanted(request: HttpRequest, shown: ShownApplication) -> EventReason | None:
    """The 異動事由 of the 受付, once it is known whom it is about."""
    reason = REASONS.get(request.GET.get("reason", shown.wanted_reason))
    if reason is None or not reason.by_hand or reason.is_move_in:
        return None
    named = request.GET.getlist("of") or request.GET.get("target")
    return reason if named or reason.family is Family.ENTRY else None


def _newcomers(request: HttpRequest, reason: EventReason) -> int:
    if reason.family is not Family.ENTRY:
        return 0
    text = request.GET.get("newcomers", "")
    typed = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    return min(typed or (0 if request.GET.getlist("of") else 1), MOST)
