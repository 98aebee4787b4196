"""A form sent after the session ended: kept for its owner, shown after signing in, sent on by the owner alone."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.http import HttpRequest

from juki.screens.errors import NothingKept
from juki.screens.records.models import KeptForm
from juki.screens.settings import own_system

KEPT = timedelta(hours=1)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def keep(request: HttpRequest, *, client: str, now: datetime) -> UUID:
    """Keep what ``client`` sent; what nobody asked for within the hour goes."""
    KeptForm.objects.filter(kept_at__lt=now - KEPT).delete()
    fields = [[name, value] for name, values in request.POST.lists() for value in values if name != TOKEN]
    row = KeptForm.objects.create(
        id=uuid4(), system=own_system(), client=client, path=request.get_full_path(), fields=fields, kept_at=now
    )  # fmt: skip
    return row.id


def kept(ident: UUID, *, client: str, now: datetime) -> KeptForm:
    """What ``client`` typed.

    Raises:
        NothingKept: not any more, or it is somebody else's.
    """
    row = KeptForm.objects.filter(
        id=ident, system=own_system(), client=client, kept_at__gt=now - KEPT
    ).first()
    if row is None:
        raise NothingKept
    return row
