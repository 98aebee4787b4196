"""What is flagged, what waits for a clerk, and what a clerk has said."""

from datetime import datetime

from django.db.models import QuerySet

from juki.systems.intermediary.domain.provision import Permitted
from juki.systems.intermediary.domain.review import still_stands
from juki.systems.intermediary.records.models import Flag, Provision, Ruling


def is_flagged(unified_number: str) -> bool:
    """Whether 自動応答不可 is set now."""
    newest = Flag.objects.filter(unified_number=unified_number).order_by("-id").first()
    return newest is not None and newest.no_automatic_answer


def queue() -> QuerySet[Provision]:
    """Held inquiries that nobody has decided on, oldest first; repetitions of an open one are left out."""
    return Provision.objects.filter(outcome="held", continues=None, decided_by=None).order_by("id")


def waiting(permitted: Permitted, unified_number: str) -> Provision | None:
    """The open inquiry by the same agency for the same purpose about the same person."""
    return queue().filter(**_same(permitted), unified_number=unified_number).first()


def standing(permitted: Permitted, *, unified_number: str, copy_version: int, now: datetime) -> Ruling | None:
    """The newest unused ruling on this inquiry and this very content, while it stands."""
    same = {f"held__{item}": value for item, value in _same(permitted).items()}
    newest = (
        Ruling.objects.filter(
            **same, held__unified_number=unified_number, copy_version=copy_version, used_by=None
        )
        .order_by("-id")
        .first()
    )
    return newest if newest and still_stands(ruled_at=newest.machine_time, now=now) else None


def _same(permitted: Permitted) -> dict[str, str]:
    return {
        "agency": permitted.agency, "duty": permitted.duty, "procedure": permitted.procedure,
        "information": permitted.information,
    }  # fmt: skip
