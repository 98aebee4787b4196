"""The listeners of a process: the staff's on loopback, and one with mutual TLS per identity."""

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from cheroot.wsgi import Server

from juki.kernel.door.listen import Application, mutual_server, staff_server
from juki.kernel.settings import SystemSettings
from juki.launch.errors import PortInUse
from juki.links.post.views import IDENTITY

logger = logging.getLogger(__name__)
ALONE, AMONG_MANY = 4, 2
"""Threads of a link listener: of a process with one identity, and of one with twelve."""


def bound_to(application: Application, identity: str) -> Application:
    """``application``, told which identity was called."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:  # noqa: ANN401 - WSGI
        environ[IDENTITY] = identity
        return application(environ, start_response)

    return serve


def staff(application: Application, settings: SystemSettings) -> Server:
    """The listener for staff and health."""
    return staff_server(application, port=settings.port)


def doors(application: Application, settings: SystemSettings) -> list[Server]:
    """One listener per identity; the caller's certificate and the called identity are told to the application."""
    threads = ALONE if len(settings.identities) == 1 else AMONG_MANY
    return [
        mutual_server(
            bound_to(application, identity), port=files.port, certificate=files.tls_certificate, key=files.tls_key,
            authority=settings.authority, threads=threads, host=files.host,
        )
        for identity, files in settings.identities.items()
    ]  # fmt: skip


class Listening:
    """Servers in threads of their own."""

    def __init__(self, servers: Iterable[Server]) -> None:
        self._servers = list(servers)
        for server in self._servers:
            server.error_log = _log_error  # type: ignore[method-assign, assignment]  # cheroot asks for it

    def start(self) -> None:
        """Take all ports, then serve.

        Raises:
            PortInUse: somebody else listens there.
        """
        for server in self._servers:
            try:
                server.prepare()
            except OSError:
                raise PortInUse(port=server.bind_addr[1]) from None
        for server in self._servers:
            threading.Thread(target=server.serve, name=f"port-{server.bind_addr[1]}", daemon=True).start()

    def stop(self) -> None:
        """Take no new calls, finish those begun, all listeners at once."""
        threads = [threading.Thread(target=server.stop) for server in self._servers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _log_error(_text: str = "", level: int = 20, traceback: bool = False) -> None:
    # cheroot's own text may repeat what the caller sent; the exception's type and place are enough.
    logger.log(logging.WARNING if traceback else level, "listener", exc_info=traceback)
