"""TLS handshakes beside the workers: one thread for all of them, so that a half-open one keeps nobody waiting."""

import selectors
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

SECONDS = 5
PENDING = 256
"""More unfinished handshakes than these push out the oldest."""
PAUSE = 0.5


class Handshakes:
    """Shakes hands on connections without blocking; ``done`` gets those that succeed, the others are closed."""

    def __init__(
        self, done: Callable[[Any], None], *, seconds: float = SECONDS, pending: int = PENDING
    ) -> None:
        self._done, self._seconds, self._limit = done, seconds, pending
        self._new: deque[Any] = deque()
        self._began: dict[Any, float] = {}
        self._selector = selectors.DefaultSelector()
        self._bell, self._rope = socket.socketpair()
        self._bell.setblocking(False)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._open = True
        self._thread = threading.Thread(target=self._run, name="handshakes", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def add(self, connection: Any) -> None:  # noqa: ANN401 - cheroot's connection
        """Shake hands on ``connection``, whose socket is TLS and has not done so."""
        self._new.append(connection)
        self._ring()

    def stop(self) -> None:
        """Close what is unfinished, and end the thread."""
        self._open = False
        self._ring()
        self._thread.join()
        self._selector.close()
        self._bell.close()
        self._rope.close()

    def _ring(self) -> None:
        with suppress(OSError):
            self._rope.send(b"!")

    def _run(self) -> None:
        while self._open:
            for key, _ in self._selector.select(PAUSE):
                if key.data is None:
                    self._bell.recv(4096)
                else:
                    self._go_on(key.data)
            self._take_new()
            self._drop_late()
        for connection in [*self._began, *self._new]:
            self._close(connection)

    def _take_new(self) -> None:
        while self._new:
            connection = self._new.popleft()
            connection.socket.setblocking(False)
            self._selector.register(connection.socket, selectors.EVENT_READ, connection)
            self._began[connection] = time.monotonic()
            self._go_on(connection)

    def _drop_late(self) -> None:
        """Those that began first stand first."""
        late = time.monotonic() - self._seconds
        too_many = len(self._began) - self._limit
        for place, (connection, began) in enumerate(list(self._began.items())):
            if place >= too_many and began > late:
                break
            self._close(connection)

    def _go_on(self, connection: Any) -> None:  # noqa: ANN401 - cheroot's connection
        try:
            connection.socket.do_handshake()
        except ssl.SSLWantReadError:
            self._selector.modify(connection.socket, selectors.EVENT_READ, connection)
        except ssl.SSLWantWriteError:
            self._selector.modify(connection.socket, selectors.EVENT_WRITE, connection)
        except (OSError, ValueError):
            self._close(connection)
        else:
            self._forget(connection)
            self._done(connection)

    def _forget(self, connection: Any) -> None:  # noqa: ANN401 - cheroot's connection
        if self._began.pop(connection, None) is not None:
            self._selector.unregister(connection.socket)

    def _close(self, connection: Any) -> None:  # noqa: ANN401 - cheroot's connection
        self._forget(connection)
        with suppress(OSError):
            connection.close()
