"""The gallery served over HTTP with the policy that the staff screens have."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

from juki.screens import glyphs
from support import gallery

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'"
)
TOWNS = [
    SimpleNamespace(prefecture="東京都", city="西東京市", name="南町", town_code="0012000"),
    SimpleNamespace(prefecture="東京都", city="西東京市", name="<b>田無町", municipality="132292"),
]


def _answer(address: str, fonts: Path) -> tuple[str, bytes]:
    parts = urlsplit(address)
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if parts.path == "/glyphs":
        shown = glyphs.choice(asked.get("text", ""), directory=fonts)
        return "text/html", _fragment("glyphs", choice=shown)
    if parts.path == "/postal":
        return "text/html", _fragment("towns", towns=TOWNS)
    if parts.path == "/fonts/ipamjm.ttf":
        return "font/ttf", (fonts / "ipamjm.ttf").read_bytes()
    if parts.path.startswith("/static/"):
        file = gallery.STATIC / parts.path.removeprefix("/static/")
        return guess_type(file.name)[0] or "", file.read_bytes()
    return "text/html", gallery.render().encode()


def _fragment(name: str, **values: object) -> bytes:
    return gallery.environment().get_template(f"screens/{name}.html").render(**values).encode()


@contextmanager
def served(fonts: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of the gallery, and the list of forms that arrive, as their bodies."""
    arrived: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = _answer(self.path, fonts)
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(
                BrokenPipeError, ConnectionResetError
            ):  # a page that was left does not want it any more
                self.wfile.write(body)

        def do_POST(self) -> None:
            arrived.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.do_GET()

        def log_message(self, *_arguments: object) -> None:
            """Nothing is written."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", arrived
        server.shutdown()
