"""Style, script and font files: served by the process itself, kept by the browser until they change."""

import hashlib
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from juki.kernel.door.endpoint import PUBLIC, declared
from juki.kernel.settings import current

FOLDER = Path(__file__).parent / "static"
FONT = "ipamjm.ttf"
FOR_GOOD = "public, max-age=31536000, immutable"


@cache
def _files() -> dict[str, tuple[Path, str]]:
    found = {}
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file() and file.suffix in (".css", ".js", ".svg", ".png"):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
            found[file.relative_to(FOLDER).as_posix()] = (file, digest)
    return found


def address_of(name: str) -> str:
    """The address of a static file, with its digest: a changed file has another address."""
    return f"/static/{_files()[name][1]}/{name}"


def static_file(_request: HttpRequest, name: str, **_digest: str) -> HttpResponseBase:
    """One of our files; nothing else of the disk can be named."""
    if name not in _files():
        raise Http404
    file, _ = _files()[name]
    kind = guess_type(file.name)[0] or "application/octet-stream"
    reply = HttpResponse(
        file.read_bytes(), content_type=f"{kind}; charset=utf-8" if kind.startswith("text") else kind
    )
    reply.headers["Cache-Control"] = FOR_GOOD
    return reply


def font(_request: HttpRequest) -> HttpResponseBase:
    """The certificate font, for terminals that do not have it."""
    file = Path(current().fonts) / FONT
    if not current().fonts or not file.is_file():
        raise Http404
    reply = FileResponse(file.open("rb"), content_type="font/ttf")
    reply.headers["Cache-Control"] = FOR_GOOD
    return reply


serve_file = declared(static_file, PUBLIC, page=True)
serve_font = declared(font, PUBLIC, page=True)
