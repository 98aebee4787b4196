"""What a proof was made on: digests of the product and of its tests, and the commit."""

import hashlib
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
_LEFT_OUT = {"__pycache__"}


@dataclass(frozen=True, slots=True)
class Sources:
    """Digests (SHA-256, hex) of what runs and of what tests it; ``tests`` is empty where no tests are installed."""

    product: str
    tests: str

    def are_those_of(self, *, product: str, tests: str) -> bool:
        """Whether a proof made on the given digests still speaks of these sources."""
        return self.product == product and (not self.tests or self.tests == tests)


def sources_of(repository: Path = REPOSITORY) -> Sources:
    """The digests of a tree: ``src/juki`` with ``links.toml``, and ``tests``."""
    return Sources(
        product=_digest(repository, [repository / "links.toml", *_files(repository / "src" / "juki")]),
        tests=_digest(repository, _files(repository / "tests")),
    )


def commit_of(repository: Path = REPOSITORY) -> str:
    """The commit that is checked out, for people to read; empty outside a git checkout."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"],  # noqa: S607 - whichever git the developer has
            cwd=repository, capture_output=True, text=True, check=False,
        )  # fmt: skip
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _files(folder: Path) -> list[Path]:
    return sorted(
        file for file in folder.rglob("*") if not _LEFT_OUT & set(file.parts) and file.is_file()
    )  # fmt: skip


def _digest(repository: Path, files: Iterable[Path]) -> str:
    found = [file for file in files if file.is_file()]
    if not found:
        return ""
    digest = hashlib.sha256()
    for file in found:
        digest.update(f"{file.relative_to(repository)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
