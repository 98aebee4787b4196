"""One effect per idempotency key: the first call claims it, before anything is done.

The rule, per system and client: a key belongs to the content that was accepted under it, and any other content is
refused from then on (KRN-0208). While a call is at work its claim stands: the same content must wait (KRN-0213), another
is refused. A call that fails releases its claim, so that the same form may be sent again, or a corrected one under the
same key. A claim that is older than :data:`ABANDONED` is that of a call that died: whether its operation took
effect is not known here, so only the same content may go on, and the operation's own unique trace decides.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection
from django.db.models import QuerySet
from django.http import HttpResponse
from psycopg_pool import PoolTimeout

from juki.kernel.door.errors import InProgress, KeyReused
from juki.kernel.door.models import PostedForm

logger = logging.getLogger(__name__)
ABANDONED = timedelta(seconds=25)  # longer than a call waits for a peer
_UNREACHABLE = (DatabaseError, InterfaceError, PoolTimeout)


@dataclass(frozen=True, slots=True)
class Claim:
    """A key taken for one call; ``number`` is 0 where the form was accepted before, ``reply`` what it got then."""

    number: int
    reply: HttpResponse | None = None

    def settle(self, reply: HttpResponse, *, keep: bool) -> None:
        """Note that the form was accepted, with its reply if that may be kept.

        The operation has taken effect: what fails here is not the caller's, and a later call finds the effect by its
        trace.
        """
        kept = {
            "status": reply.status_code,
            "reply": reply.content,
            "content_type": reply.headers.get("Content-Type", "application/json"),
        }
        try:
            self._mine().update(accepted=True, **(kept if keep else {}))
        except _UNREACHABLE as error:
            logger.warning("reply not remembered: %s", type(error).__name__)

    def release(self) -> None:
        """Give the key back: nothing was accepted. A claim that cannot be given back now is abandoned."""
        try:
            self._mine().delete()
        except _UNREACHABLE as error:
            logger.warning("claim not released: %s", type(error).__name__)

    def _mine(self) -> QuerySet[PostedForm]:
        return PostedForm.objects.filter(id=self.number, accepted=False)


def claim(*, system: str, client: str, key: UUID, content: bytes, now: datetime) -> Claim:
    """Take ``key`` for ``content``, or find what was accepted under it; ``now`` is machine time.

    Raises:
        KeyReused: accepted, or being worked on, with another content.
        InProgress: another call works on the same content.
    """
    digest = hashlib.sha256(content).digest()
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [system, client, key, digest, now])
        if taken := cursor.fetchone():
            return Claim(taken[0])
    found = PostedForm.objects.filter(system=system, client=client, key=key).first()
    if found is not None and bytes(found.digest) != digest:
        raise KeyReused
    if found is not None and found.accepted:
        return Claim(0, _reply(found))
    if found is None or now - found.machine_time < ABANDONED:
        raise InProgress
    PostedForm.objects.filter(id=found.id, accepted=False).delete()
    return claim(system=system, client=client, key=key, content=content, now=now)


_CLAIM = """insert into door_posted_form (system, client, key, digest, accepted, content_type, machine_time)
 values (%s, %s, %s, %s, false, '', %s) on conflict (system, client, key) do nothing returning id"""


def _reply(row: PostedForm) -> HttpResponse | None:
    if row.reply is None:
        return None
    return HttpResponse(bytes(row.reply), status=row.status, content_type=row.content_type)
