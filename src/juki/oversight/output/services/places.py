"""Which media and terminals may be written to. Source: document III-3 risk 2 (media and terminals with permission alone)."""

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.oversight.output.codes import TERMINAL
from juki.oversight.output.domain.exports import Export
from juki.oversight.output.errors import NoPlace, PlaceKnown
from juki.oversight.output.records.models import Place


def listed(system: str) -> QuerySet[Place]:
    """All that are or were permitted."""
    return Place.objects.filter(system=system).order_by("kind", "ident", "id")


def usable(system: str, export: Export, *, terminal: str, times: Times) -> list[Place]:
    """The places to which a person at ``terminal`` may write such a file today."""
    day = times.legal_day
    found = listed(system).filter(kind__in=export.places, valid_from__lte=day)
    return list(
        found.filter(Q(valid_to=None) | Q(valid_to__gt=day)).filter(~Q(kind=TERMINAL) | Q(ident=terminal))
    )


def demand(system: str, export: Export, ident: int, *, terminal: str, times: Times) -> Place:
    """The place, if such a file may be written to it from here today.

    Raises:
        NoPlace: it may not.
    """
    place = next(
        (one for one in usable(system, export, terminal=terminal, times=times) if one.pk == ident), None
    )
    if place is None:
        raise NoPlace
    return place


def add(*, system: str, kind: str, ident: str, reason: str, actor: Actor, times: Times) -> Place:
    """Permit a medium or terminal from today on.

    Raises:
        PlaceKnown: it is permitted.
    """
    try:
        with transaction.atomic(), one_act(actor, reason=reason, times=times) as act:
            place = Place.objects.create(
                system=system, kind=kind, ident=ident, reason=reason, valid_from=times.legal_day, entered_by=actor.who,
                entered_at=times.machine,
            )  # fmt: skip
            act.log("output.place_added", detail={"place": place.pk, "kind": kind})
    except IntegrityError:
        raise PlaceKnown from None
    return place


def end(*, system: str, place: int, reason: str, actor: Actor, times: Times) -> None:
    """Permit it no longer, from today on.

    Raises:
        NoPlace: it is not permitted.
    """
    with one_act(actor, reason=reason, times=times) as act:
        changed = Place.objects.filter(system=system, pk=place, valid_to=None).update(
            valid_to=times.legal_day
        )
        if not changed:
            raise NoPlace
        act.log("output.place_ended", detail={"place": place})
