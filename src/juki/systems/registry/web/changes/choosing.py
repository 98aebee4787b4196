"""異動を始める: which 異動, whom it is about, who came. Source: 住基法27条; STD 4.0.1, 4.0.8."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed
from juki.kernel.errors import JukiError
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.change_rules.parts import Need
from juki.systems.registry.domain.event_reasons import REASONS, EventReason, Family
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.services import present, standing_acts
from juki.systems.registry.services.application_forms import ReceiptForm
from juki.systems.registry.services.applications import receiving
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.present import Standing
from juki.systems.registry.services.standing_acts import StandingAct
from juki.systems.registry.web import application_words as words
from juki.systems.registry.web import posted, reception
from juki.systems.registry.web.changes import layout, people, posting
from juki.systems.registry.web.changes.entry import OPEN, application_of
from juki.systems.registry.web.changes.layout import CANCEL

_LINES = 10
NO_REASON = "異動の種類を選んでください。"
NOBODY = "異動する人を選んでください。"
DOES_NOT_FIT = "この異動にできない人を選んでいます。日本人・外国人の別と、住民か除票かを確かめてください。"
NO_ACT = "対象の異動を選んでください。"


class Subject:
    """Whom the page begins with: a person, a household, or nobody yet."""

    def __init__(self, fields: QueryDict, visitor: Visitor) -> None:
        """``fields`` name a person or a household.

        Raises:
            JukiError: there is none, or the visitor may not see them.
        """
        self.person = fields.get("person", "").strip()
        self.household = fields.get("household", "").strip()
        self.standings: list[Standing] = []
        self.acts: list[StandingAct] = []
        if self.person:
            looking = people.actor_of(visitor, Permission.SEE_RESIDENT)
            self.standings = present.persons([self.person], actor=looking, times=visitor.times)
            only = self.standings[0].resident
            self.household = only.household_number if only.is_present else ""
        if self.household:
            at_home = people.actor_of(visitor, Permission.SEE_HOUSEHOLD)
            self.standings = present.members(self.household, actor=at_home, times=visitor.times)
        if self.standings:
            looking = people.actor_of(visitor, Permission.SEE_RESIDENT)
            numbers = (
                [self.person] if self.person else [one.resident.addressee_number for one in self.standings]
            )
            named = posting.uuid_of(fields.get("target", ""))
            self.acts = standing_acts.of_persons(numbers, actor=looking, times=visitor.times, named=named)

    def choices(self, visitor: Visitor) -> tuple[layout.Choice, ...]:
        """The 異動事由 that fit somebody here."""
        return layout.choices(
            [(one.resident.kind, one.resident.state) for one in self.standings],
            hidden=hidden_from(visitor.actor, visitor.times),
        )  # fmt: skip

    def query(self) -> str:
        """The subject in the address of the page."""
        named = {"person": self.person} if self.person else {"household": self.household}
        return urlencode({name: number for name, number in named.items() if number})


@page(permission=Permission.RECEIVE)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The page with nothing chosen; a person's own page has the person ticked, a household's everybody."""
    typed: dict[str, Any] = {"reason": request.GET.get("reason", ""), "newcomers": "1"}
    errors: dict[str, str] = {}
    subject = None
    try:
        subject = Subject(request.GET, visitor)
    except JukiError as error:
        if error.status == 403:
            raise
        errors["person" if request.GET.get("person") else "household"] = f"{error.message}（{error.code}）"
        subject = Subject(QueryDict(), visitor)
    typed["of"] = (
        [subject.person] if subject.person else [one.resident.addressee_number for one in subject.standings]
    )
    if request.GET.get("target"):
        typed |= {"reason": typed["reason"] or CANCEL, "target": request.GET["target"]}
    return _page(request, visitor, subject, typed, errors, str(uuid4()))


@page(permission=Permission.RECEIVE, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """受付, and on to the form."""
    subject = Subject(request.POST, visitor)
    key = posted.key(request)
    errors = {**_wrong(request, subject, visitor), **reception.missing_evidence(request)}
    if not errors:
        reason, query = _wanted(request, subject)
        try:
            standing = receiving.receive(
                ReceiptForm(kind="change", came=reception.came_of(request), reason=reason, persons=_count(query)),
                actor=visitor.actor, times=visitor.times, trace=key,
            )  # fmt: skip
        except JukiError as error:
            errors = {"": f"{error.message}（{error.code}）"}
        else:
            address = f"/changes/{standing.application}/entry"
            return see_other(f"{address}?{urlencode({'reason': reason, **query}, doseq=True)}")
    typed = {**request.POST.dict(), **{name: request.POST.getlist(name) for name in _LISTS}}
    return _page(request, visitor, subject, typed, errors, str(key))


new = by_method(GET=show, POST=take)
_LISTS = ("of", "documents_one", "documents_two")


@page(permission=Permission.ENTER)
def persons(request: HttpRequest, visitor: Visitor, application: UUID) -> HttpResponseBase:
    """Whom a 受付 is about, where the form was left before anything was saved."""
    shown = application_of(application, visitor)
    if shown.standing.state not in OPEN or shown.change is not None:
        return see_other(f"/applications/{application}")
    errors: dict[str, str] = {}
    try:
        subject = Subject(request.GET, visitor)
    except JukiError as error:
        if error.status == 403:
            raise
        errors = {"person" if request.GET.get("person") else "household": f"{error.message}（{error.code}）"}
        subject = Subject(QueryDict(), visitor)
    reason = REASONS.get(shown.wanted_reason)
    everybody = [one.resident.addressee_number for one in subject.standings]
    return render(
        request, "registry/changes/persons.html", key="applications", title="異動する人を選ぶ",
        status=422 if errors else 200, shown=shown, reason=reason, subject=subject, words=words,
        form={"typed": {**request.GET.dict(), "of": [subject.person] if subject.person else everybody}, "errors": errors},
        cancels=reason is not None and reason.family is Family.CANCELLING, members=_members(subject),
        acts=_acts(subject),
    )  # fmt: skip


def _page(
    request: HttpRequest, visitor: Visitor, subject: Subject, typed: dict[str, Any], errors: dict[str, str], key: str
) -> HttpResponseBase:  # fmt: skip
    choices = subject.choices(visitor)
    families = list(dict.fromkeys(one.family for one in choices))
    numbered = {one.code: f"{place:02} {one.label}" for place, one in enumerate(choices, start=1)}
    return render(
        request, "registry/changes/new.html", key="reception", title="異動を始める", status=422 if errors else 200,
        form={"typed": typed, "errors": errors}, subject=subject, idempotency=key, words=words,
        families=[
            (family.label, [(one.code, numbered[one.code]) for one in choices if one.family is family])
            for family in families
        ],
        members=_members(subject), acts=_acts(subject), lines=min(len(choices) + len(families), _LINES),
    )  # fmt: skip


def _members(subject: Subject) -> list[dict[str, Any]]:
    return [
        {
            "number": one.resident.addressee_number, "name": one.resident.names.full,
            "now": one.resident.relationship.label if one.resident.is_present else "除票",
            "foreign": one.resident.foreign is not None,
        }
        for one in subject.standings
    ]  # fmt: skip


def _acts(subject: Subject) -> list[tuple[str, str]]:
    names = {one.resident.addressee_number: one.resident.names.full for one in subject.standings}
    found = []
    for one in subject.acts:
        known = next((names[number] for number in one.persons if number in names), "")
        who = f"{known}{f' ほか{len(one.persons) - 1}人' if len(one.persons) > 1 else ''}"
        found.append((str(one.trace), f"{one.day}　{one.label}（{who}）"))
    return found


def _wrong(request: HttpRequest, subject: Subject, visitor: Visitor) -> dict[str, str]:
    code = request.POST.get("reason", "")
    if code not in {one.code for one in subject.choices(visitor)}:
        return {"reason": NO_REASON}
    names_one = code == CANCEL or (parts.of(REASONS[code]).target is Need.MAY and request.POST.get("target"))
    if names_one and not _target(request, subject):
        return {"target": NO_ACT}
    return {} if code == CANCEL else _wrong_persons(request, subject, REASONS[code])


def _wrong_persons(request: HttpRequest, subject: Subject, reason: EventReason) -> dict[str, str]:
    chosen = _chosen(request, subject)
    takes = parts.of(reason)
    if reason.family is Family.ENTRY:
        count = request.POST.get("newcomers", "")
        right = count.isascii() and count.isdigit() and len(count) < 3 and int(count) <= MOST
        returning = [one for one in chosen if one.resident.state in takes.states]
        if not right or not (int(count) or returning):
            return {"newcomers": f"新しく記載する人数を1から{MOST}までの数字で入力してください。"}
        return {}
    if not chosen:
        return {"of": NOBODY}
    fits = all(
        one.resident.state in takes.states and reason.only in (None, one.resident.kind) for one in chosen
    )
    return {} if fits else {"of": DOES_NOT_FIT}


def _target(request: HttpRequest, subject: Subject) -> str:
    """The 異動 that is chosen, if it is one of those here."""
    named = request.POST.get("target", "")
    return named if named in {str(one.trace) for one in subject.acts} else ""


def _chosen(request: HttpRequest, subject: Subject) -> list[Standing]:
    wanted = set(request.POST.getlist("of"))
    return [one for one in subject.standings if one.resident.addressee_number in wanted]


def _wanted(request: HttpRequest, subject: Subject) -> tuple[str, dict[str, Any]]:
    """The 異動事由 and what the form's address has to name."""
    code = request.POST["reason"]
    if code == CANCEL:
        act = next(one for one in subject.acts if str(one.trace) == request.POST["target"])
        return act.cancelled_by, {"target": str(act.trace), "of": _own(act, subject)}
    reason = REASONS[code]
    chosen = _chosen(request, subject)
    if reason.family is Family.ENTRY:
        return code, _of_entry(request, reason, chosen, subject)
    named = _target(request, subject) if parts.of(reason).target is Need.MAY else ""
    numbers = [one.resident.addressee_number for one in chosen]
    return code, {"of": numbers, **({"target": named} if named else {})}


def _of_entry(
    request: HttpRequest, reason: EventReason, chosen: Sequence[Standing], subject: Subject
) -> dict[str, Any]:
    """Somebody new goes into the household of the page; whoever left and comes back keeps the number."""
    states = parts.of(reason).states
    returning = [one.resident.addressee_number for one in chosen if one.resident.state in states]
    count = request.POST["newcomers"]
    return {
        **({"of": returning} if returning else {"newcomers": count}),
        **({"household": subject.household} if subject.household else {}),
    }


def _own(act: StandingAct, subject: Subject) -> list[str]:
    if not act.persons:
        raise Malformed(where="target")
    return [number for number in act.persons if number == subject.person] or list(act.persons)


def _count(query: dict[str, Any]) -> int:
    return len(query.get("of", ())) or int(query.get("newcomers", 1))
