"""Small files that only their owner reads (0600 in a 0700 directory)."""

import os
from pathlib import Path


def write_secret(path: Path, text: str) -> None:
    """Replace ``path`` in one step; at no moment can anybody else read it."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True)
        path.parent.chmod(0o700)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    scratch.replace(path)


def read_secret(path: Path) -> str | None:
    try:
        return path.read_text().removesuffix("\n")
    except FileNotFoundError:
        return None
