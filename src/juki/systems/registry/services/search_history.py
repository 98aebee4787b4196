"""検索履歴: the last searches of a clerk today, to run again or to change. Source: STD 2.1.1; 個人情報保護法22条."""

from uuid import UUID, uuid4

import msgspec

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.work import Actor
from juki.systems.registry.errors import NoSuchSearch
from juki.systems.registry.records.models import SearchHistory
from juki.systems.registry.services.forms import SearchForm

KEPT = 10


class PastSearch(msgspec.Struct, frozen=True):
    """A search that was made today, as typed."""

    ident: UUID
    form: SearchForm


def keep(form: SearchForm, *, actor: Actor, times: Times) -> None:
    """Remember ``form`` for ``actor`` today; the same conditions once. What is of an earlier day goes, whoever's it is.

    A search by 個人番号 is not remembered, nor one where it was typed into another field: the number would be kept
    without need (番号法20条).
    """
    SearchHistory.objects.exclude(legal_day=times.legal_day).delete()
    conditions = msgspec.to_builtins(form)
    if conditions.pop("individual_number") or any(_is_number(value) for value in conditions.values()):
        return
    own = SearchHistory.objects.filter(client=actor.who, legal_day=times.legal_day)
    own.filter(conditions=conditions).delete()
    SearchHistory.objects.create(
        id=uuid4(), client=actor.who, legal_day=times.legal_day, at=times.machine, conditions=conditions
    )
    kept = list(own.order_by("-at").values_list("id", flat=True)[:KEPT])
    own.exclude(id__in=kept).delete()


def of(actor: Actor, *, times: Times) -> list[PastSearch]:
    """Today's searches of ``actor``, the latest first."""
    rows = SearchHistory.objects.filter(client=actor.who, legal_day=times.legal_day).order_by("-at")[:KEPT]
    return [PastSearch(row.id, msgspec.convert(row.conditions, SearchForm)) for row in rows]


def one(ident: UUID, *, actor: Actor, times: Times) -> SearchForm:
    """One of them.

    Raises:
        NoSuchSearch: of another day or somebody else's.
    """
    for past in of(actor, times=times):
        if past.ident == ident:
            return past.form
    raise NoSuchSearch


def _is_number(value: str | bool) -> bool:
    try:
        IndividualNumber.parse(str(value))
    except JukiError:
        return False
    return True
