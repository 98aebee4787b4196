"""Real listeners inside the test: mutual TLS on a free port, the real link door behind it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from juki.kernel.door.listen import mutual_server
from juki.kernel.settings import current
from juki.links.kit.parties import Door
from juki.links.post.views import IDENTITY


@contextmanager
def listening(identity: str) -> Iterator[Door]:
    """The link door of ``identity`` until the block ends."""
    settings, django = current(), WSGIHandler()
    files = settings.identities[identity]

    def application(environ: dict[str, Any], start: Any) -> Any:
        environ[IDENTITY] = identity
        return django(environ, start)

    server = mutual_server(
        application,
        port=0,
        certificate=files.tls_certificate,
        key=files.tls_key,
        authority=settings.authority,
    )
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    home = Path(settings.home)
    try:
        yield Door(
            identity,
            "127.0.0.1",
            server.bind_addr[1],
            Path(settings.authority),
            home / "identities" / identity,
        )
    finally:
        server.stop()
        thread.join(timeout=10)


@pytest.fixture
def listen(committing_db: None) -> Callable[[str], Any]:
    """Open the door of an identity for the length of a block."""
    return listening
