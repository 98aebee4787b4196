"""Requests as our listeners take them: bounded in length and time, refused with our own coded problems."""

import re
from http import HTTPStatus
from typing import Any

from cheroot.server import HTTPConnection, HTTPRequest

from juki.kernel.door.errors import HeadTooLong, Malformed, Oversized, TooSlow, Unforeseen, WrongMethod
from juki.kernel.door.patience import Patience, patient_file, swallow
from juki.kernel.door.replies import problem_json
from juki.kernel.errors import JukiError

HEAD_LIMIT = 16_384
BODY_LIMIT = 20_000_000
"""A longer body is refused without being read to its end."""
SWALLOWED = 65_536
SWALLOW_SECONDS = 1
REPLY_SECONDS = 30

_LENGTH = re.compile(rb"[0-9]{1,15}")
_ONCE = frozenset({b"Content-Length", b"Host", b"Idempotency-Key"})
_UNCLEAR = "unclear head"


class _Head(dict[bytes, bytes]):
    """Header fields; those that say how to read the request stand there once, and a length is a row of digits."""

    def __setitem__(self, name: bytes, value: bytes) -> None:
        if (name in _ONCE and name in self) or (name == b"Content-Length" and not _LENGTH.fullmatch(value)):
            raise ValueError(_UNCLEAR)
        super().__setitem__(name, value)


class Request(HTTPRequest):
    """A request whose body, if nobody wanted it, ends the connection."""

    def __init__(self, *settings: Any, **more: Any) -> None:  # noqa: ANN401 - cheroot's
        super().__init__(*settings, **more)
        self.inheaders = _Head()

    def read_request_headers(self) -> bool:
        """Read the head; what is too long or of unknown length ends the connection."""
        ready = bool(super().read_request_headers())
        encoded, length = b"Transfer-Encoding" in self.inheaders, self.inheaders.get(b"Content-Length")
        if ready and encoded and length is not None:
            self.simple_response("400")
            return False
        if encoded or int(length or b"0") > BODY_LIMIT:
            self.close_connection = True
        return ready

    def respond(self) -> None:
        """Serve; who still sends a body that was refused is heard out briefly, or his system would drop the reply.

        A caller with rights whose body is only too long (413) may finish within his own time.
        """
        super().respond()
        if self._unread():
            entitled = self.status[:3] == str(Oversized.status).encode()
            self.conn.hear_out(
                limit=BODY_LIMIT if entitled else SWALLOWED,
                seconds=self.server.seconds if entitled else SWALLOW_SECONDS,
            )

    def send_headers(self) -> None:
        """Write the head of the reply."""
        if self._unread():
            self.close_connection = True
        self.conn.patience.left = REPLY_SECONDS
        super().send_headers()

    def simple_response(self, status: str | int, _text: str = "") -> None:
        """Refuse what is not HTTP as we speak it, in cheroot's place."""
        error = refusal(int(str(status)[:3]))
        content = problem_json(error)
        head = (
            f"HTTP/1.1 {error.status} {HTTPStatus(error.status).phrase}\r\n"
            f"Content-Type: application/problem+json\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
        )
        self.close_connection = True
        self.conn.patience.left = SWALLOW_SECONDS
        try:
            self.conn.wfile.write(head.encode("ascii") + content)
        except OSError:
            return
        if not isinstance(error, TooSlow):
            self.conn.hear_out(limit=SWALLOWED, seconds=SWALLOW_SECONDS)

    def _unread(self) -> bool:
        return self.chunked_read or getattr(self.rfile, "remaining", 0) > 0


def refusal(status: int) -> JukiError:
    """Our error for one of cheroot's own refusals."""
    match status:
        case 405:
            return WrongMethod(allowed="GET, POST")
        case 408:
            return TooSlow()
        case 413 | 414:
            return HeadTooLong(limit=HEAD_LIMIT)
        case 500:
            return Unforeseen()
        case _:
            return Malformed(where="HTTP")


class Connection(HTTPConnection):
    """A connection with one allowance of time per request."""

    RequestHandlerClass = Request

    def __init__(self, server: Any, sock: Any, _makefile: object = None) -> None:  # noqa: ANN401 - cheroot's
        self.patience = Patience()
        super().__init__(server, sock, self._file)

    def communicate(self) -> bool:
        """Serve a request; whether the connection stays open."""
        self.patience.left = self.server.seconds
        return bool(super().communicate())

    def hear_out(self, *, limit: int, seconds: float) -> None:
        """Say that nothing more comes from us, and take the rest of what the caller says."""
        swallow(self.socket, limit=limit, seconds=seconds)

    def _file(self, sock: Any, mode: str, size: int) -> Any:  # noqa: ANN401 - cheroot's
        return patient_file(sock, mode, size, patience=self.patience)
