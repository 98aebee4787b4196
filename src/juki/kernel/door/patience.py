"""How long a caller may keep a worker waiting: one allowance per request, however its bytes are spread."""

import socket
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from cheroot.makefile import StreamReader, StreamWriter

Result = TypeVar("Result")
CHUNK = 65_536


class Patience:
    """Seconds that may still be spent waiting for the caller; our own work does not count."""

    def __init__(self) -> None:
        self.left = 0.0

    def wait(self, sock: socket.socket, action: Callable[[], Result]) -> Result:
        """What ``action`` on ``sock`` returns.

        Raises:
            TimeoutError: the allowance is used up.
        """
        if self.left <= 0:
            raise TimeoutError("timed out")
        sock.settimeout(self.left)
        began = time.monotonic()
        try:
            return action()
        finally:
            self.left -= time.monotonic() - began


class _Line(socket.SocketIO):
    """A socket whose every read and write is paid from the allowance."""

    def __init__(self, sock: socket.socket, mode: Any, patience: Patience) -> None:  # noqa: ANN401 - "rb" or "wb"
        super().__init__(sock, mode)
        self._line, self._patience = sock, patience

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - a buffer
        """Read what has come."""
        return self._patience.wait(self._line, partial(super().readinto, buffer))

    def write(self, data: Any) -> int | None:  # noqa: ANN401 - a buffer
        """Write what goes."""
        return self._patience.wait(self._line, partial(super().write, data))


class _Reader(StreamReader):
    def __init__(self, line: _Line, size: int) -> None:
        super(StreamReader, self).__init__(line, size)
        self.bytes_read = 0


class _Writer(StreamWriter):
    def __init__(self, line: _Line, size: int) -> None:
        super(StreamWriter, self).__init__(line, size)
        self.bytes_written = 0


def patient_file(sock: socket.socket, mode: str, size: int, *, patience: Patience) -> _Reader | _Writer:
    """cheroot's file on a socket, reading and writing within ``patience``."""
    line = _Line(sock, mode, patience)
    return _Reader(line, size) if "r" in mode else _Writer(line, size)


def swallow(sock: socket.socket, *, limit: int, seconds: float) -> None:
    """Take up to ``limit`` bytes that nobody wants, so that the reply before the end of the line reaches the caller."""
    until = time.monotonic() + seconds
    try:
        sock.shutdown(socket.SHUT_WR)
        while limit > 0 and (left := until - time.monotonic()) > 0:
            sock.settimeout(left)
            taken = len(sock.recv(min(limit, CHUNK)))
            limit = limit - taken if taken else 0
    except OSError:
        return
