"""The real mutual-TLS listener against callers that lie about lengths, dawdle, or never finish their handshake."""

import socket
import ssl
import threading
import time
from contextlib import ExitStack, contextmanager

import msgspec
import pytest

from juki.kernel.door import listen
from juki.launch import authority

CLIENT = "urn:juki:client:clerk"
served: list[str] = []


def application(environ, start):
    """Read the body where the address says so; refuse it unread elsewhere."""
    served.append(environ["PATH_INFO"])
    if environ["PATH_INFO"] == "/read":
        try:
            content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        except TimeoutError:
            content = b"late"
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(content)))])
        return [content]
    start("403 Forbidden", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"no"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An authority, the listener's certificate and a client's."""
    folder = tmp_path_factory.mktemp("tls")
    city = authority.create(folder / "authority", name="test")
    city.issue(folder / "server", uri="urn:juki:system:registry", dns="registry.juki.internal")
    city.issue(folder / "clerk", uri=CLIENT, dns="clerk.juki.internal")
    return folder


@contextmanager
def running(server):
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server.bind_addr[1]
    finally:
        server.stop()
        thread.join(timeout=10)


@pytest.fixture
def mutual(folder):
    """Opens the listener for a block; gives its port."""
    served.clear()

    def start(threads=4):
        return running(
            listen.mutual_server(
                application, port=0, certificate=str(folder / "server.pem"), key=str(folder / "server.key"),
                authority=str(folder / "authority" / "authority.pem"), threads=threads,
            )
        )  # fmt: skip

    return start


@pytest.fixture
def call(folder):
    """A verified connection to a port."""

    def connect(port):
        context = ssl.create_default_context(cafile=str(folder / "authority" / "authority.pem"))
        context.load_cert_chain(folder / "clerk.pem", folder / "clerk.key")
        plain = socket.create_connection(("127.0.0.1", port), timeout=15)
        return context.wrap_socket(plain, server_hostname="registry.juki.internal")

    return connect


def reply(line) -> bytes:
    received = b""
    try:
        while chunk := line.recv(65536):
            received += chunk
    except OSError:
        pass
    return received


def problem(received: bytes) -> tuple[int, str]:
    head, _, content = received.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"connection: close" in head.lower()
    said = msgspec.json.decode(content)
    assert int(head.split()[1]) == said["status"]
    return said["status"], said["code"]


def ask(line, head: bytes, body: bytes = b"", *, first: bytes = b"POST /read HTTP/1.1") -> bytes:
    line.sendall(first + b"\r\nHost: x\r\n" + head + b"\r\n" + body)
    return reply(line)


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: -1\r\n", b"Content-Length: +1\r\n", b"Content-Length: 1_0\r\n", b"Content-Length: 1 1\r\n",
     b"Content-Length: \r\n", b"Content-Length: \xb2\r\n", b"Content-Length: 0x1\r\n", b"Content-Length: 1,1\r\n",
     b"Content-Length: " + b"9" * 400 + b"\r\n", b"Content-Length: 1\r\nContent-Length: 1\r\n",
     b"Content-Length: 1\r\ncontent-length: 2\r\n", b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
     b"Host: y\r\n", b"no colon\r\n"],
    ids=repr,
)  # fmt: skip
def test_a_length_is_one_row_of_digits(mutual, call, head):
    with mutual() as port, call(port) as line:
        assert problem(ask(line, head, b"x")) == (400, "KRN-0205")
    assert served == []


@pytest.mark.parametrize(
    ("first", "head", "expected"),
    [
        (b"NONSENSE", b"", (400, "KRN-0205")),
        (b"GET /" + b"x" * 20_000 + b" HTTP/1.1", b"", (431, "KRN-0211")),
        (b"GET / HTTP/1.1", b"X: " + b"x" * 20_000 + b"\r\n", (431, "KRN-0211")),
        (b"GET / HTTP/3.0", b"", (400, "KRN-0205")),
        (b"CONNECT a:1 HTTP/1.1", b"", (405, "KRN-0204")),
        (b"POST / HTTP/1.1", b"Transfer-Encoding: gzip\r\n", (400, "KRN-0205")),
    ],
)
def test_what_is_not_http_is_refused_with_a_code(mutual, call, first, head, expected):
    with mutual() as port, call(port) as line:
        assert problem(ask(line, head, first=first)) == expected
    assert served == []


def test_a_call_is_served_and_the_line_stays_open(mutual, call):
    with mutual() as port, call(port) as line:
        for word in (b"one", b"two"):
            line.sendall(b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n" + word)
            received = b""
            while not received.endswith(word):
                received += line.recv(4096)


def _trickle(line, stop):
    while not stop.wait(0.1):
        try:
            line.sendall(b"x")
        except OSError:
            return


@pytest.mark.parametrize(
    ("path", "start"),
    [
        (b"/refused", b"Content-Length: 10000000\r\n\r\n"),
        (b"/read", b"Content-Length: 10000000\r\n\r\n"),
        (b"/read", b"X: "),
    ],
)
def test_callers_that_trickle_do_not_keep_the_others_out(mutual, call, monkeypatch, path, start):
    monkeypatch.setattr(listen, "SECONDS", 2)
    stop = threading.Event()
    with mutual(threads=1) as port, ExitStack() as stack:
        for _ in range(4):
            line = stack.enter_context(call(port))
            line.sendall(b"POST " + path + b" HTTP/1.1\r\nHost: x\r\n" + start)
            threading.Thread(target=_trickle, args=(line, stop), daemon=True).start()
        time.sleep(0.5)
        began = time.monotonic()
        with call(port) as line:
            assert ask(line, b"Content-Length: 2\r\nConnection: close\r\n", b"ok").endswith(b"ok")
        assert time.monotonic() - began < 4
        stop.set()


def test_a_head_that_does_not_end_is_given_up(mutual, call, monkeypatch):
    monkeypatch.setattr(listen, "SECONDS", 1)
    with mutual() as port, call(port) as line:
        line.sendall(b"GET /read HTTP/1.1\r\nHost: ")
        assert problem(reply(line)) == (408, "KRN-0212")


def test_a_refused_body_is_not_read_to_its_end(mutual, call):
    with mutual() as port, call(port) as line:
        began = time.monotonic()
        received = ask(line, b"Content-Length: 15000000\r\n", b"x" * 30_000, first=b"POST /refused HTTP/1.1")
        assert received.startswith(b"HTTP/1.1 403")
        assert b"Connection: close" in received
        line.close()
        assert time.monotonic() - began < 3


def test_half_open_handshakes_keep_nobody_waiting(mutual, call):
    with mutual(threads=1) as port, ExitStack() as stack:
        for _ in range(60):
            half = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            half.sendall(b"\x16\x03\x01\x02\x00\x01")
        began = time.monotonic()
        with call(port) as line:
            assert ask(line, b"Content-Length: 2\r\nConnection: close\r\n", b"ok").endswith(b"ok")
        assert time.monotonic() - began < 1.5


def test_pending_handshakes_are_bounded_and_the_oldest_goes(mutual, call, monkeypatch):
    monkeypatch.setattr(
        "juki.kernel.door.handshakes.Handshakes.__init__.__kwdefaults__", {"seconds": 60, "pending": 5}
    )
    with mutual() as port, ExitStack() as stack:
        half = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5)) for _ in range(6)
        ]
        assert half[0].recv(1) == b""
        half[-1].settimeout(0.3)
        with pytest.raises(TimeoutError):
            half[-1].recv(1)
        with call(port) as line:
            assert ask(line, b"Content-Length: 2\r\nConnection: close\r\n", b"ok").endswith(b"ok")


def test_a_handshake_has_its_own_time(mutual, monkeypatch):
    monkeypatch.setattr(
        "juki.kernel.door.handshakes.Handshakes.__init__.__kwdefaults__", {"seconds": 1, "pending": 50}
    )
    with mutual() as port, socket.create_connection(("127.0.0.1", port), timeout=5) as half:
        half.sendall(b"\x16\x03\x01")
        assert half.recv(1) == b""


def test_without_a_certificate_nobody_is_served(mutual, folder):
    context = ssl.create_default_context(cafile=str(folder / "authority" / "authority.pem"))
    with mutual() as port, socket.create_connection(("127.0.0.1", port), timeout=5) as plain:
        try:
            with context.wrap_socket(plain, server_hostname="registry.juki.internal") as line:
                line.sendall(b"GET /read HTTP/1.1\r\nHost: x\r\n\r\n")
                received = reply(line)
        except OSError:
            received = b""
    assert (received, served) == (b"", [])


def _plain_get(port: int, path: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        return ask(line, b"Connection: close\r\n", first=b"GET " + path + b" HTTP/1.1")


def test_what_comes_in_at_the_staff_port_is_marked_and_nobody_can_mark_it_elsewhere():
    marked = []

    def note(environ, start_response):
        marked.append(environ.get(listen.STAFF))
        return application(environ, start_response)

    with running(listen.staff_server(note, port=0)) as port:
        _plain_get(port, b"/health")
    assert marked == [True]


def test_stalled_callers_do_not_block_health(monkeypatch):
    monkeypatch.setattr(listen, "SECONDS", 2)
    with running(listen.staff_server(application, port=0)) as port, ExitStack() as stack:
        for number in range(10):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            if number % 2:
                line.sendall(b"GET /health HTTP/1.1\r\n")
        began = time.monotonic()
        assert _plain_get(port, b"/health").startswith(b"HTTP/1.1 403")
        assert time.monotonic() - began < 5
