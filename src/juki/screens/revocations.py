"""Asking the provider, every few seconds, whose rights to be here have gone. Source: document III 3 risk 2 (at once)."""

import logging
from threading import Event, Thread

from django.db import Error, close_old_connections
from psycopg_pool import PoolTimeout

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.screens import kept_forms, provider, sessions, signing_in
from juki.screens.records.models import RevocationsSeen
from juki.screens.settings import own_system
from juki.screens.settings import staff as own_staff

logger = logging.getLogger(__name__)
SECONDS = 3.0


def ask_once(times: Times) -> int:
    """Ask and apply; how many sessions ended.

    A provider that knows less than it said before was restored from a backup: nobody's session is believed then.

    Raises:
        ProviderAway: no answer; what is known stays as it is.
    """
    system = own_system()
    before = RevocationsSeen.objects.filter(system=system).values_list("last", flat=True).first() or 0
    told = provider.revocations(before)
    seen = {"last": told.last, "asked_at": times.machine}
    if told.last >= before and not told.revoked:
        RevocationsSeen.objects.update_or_create(system=system, defaults=seen)
        return 0
    actor = Actor(who="job:revocations", right="sign-in", terminal="")
    with one_act(actor, reason="revocation", times=times) as act:
        RevocationsSeen.objects.update_or_create(system=system, defaults=seen)
        if told.last < before:
            ended = sessions.end_all(now=times.machine)
        else:
            ended = sum(
                sessions.revoke(one.sid, one.sub, at=one.at, now=times.machine) for one in told.revoked
            )
        about = [f"client:{one.sub}" for one in told.revoked if one.sub]
        act.log("session.revoked", subjects=about, detail={"sessions": ended})
    return ended


class Revocations:
    """Asks from a thread of its own until stopped, and erases what was kept for too long, also without anybody to ask."""

    def __init__(self) -> None:
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="revocations", daemon=True)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self) -> None:
        """Ask no more."""
        self._stopped.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                times = current().clock.now()
                kept_forms.purge(now=times.machine)
                signing_in.purge(now=times.machine)
                if own_staff().revocations:
                    ask_once(times)
            except (JukiError, Error, PoolTimeout) as error:
                logger.warning("revocations not known: %s", getattr(error, "code", type(error).__name__))
            finally:
                close_old_connections()
            self._stopped.wait(SECONDS)
