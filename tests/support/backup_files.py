"""Files in the shape of a backup, with whatever content."""

import hashlib
import io
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

import juki
from juki.launch.backup import manifest as manifests
from juki.launch.backup.key import Key
from juki.launch.backup.manifest import Manifest
from juki.launch.backup.parts import Part, put
from juki.launch.backup.sealing import Sealer

KEY = Key(secrets.token_bytes(32))
NOW = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)
CONTENT = {"home/city.toml": b"seed = 1\n", "cluster.tar": b"x" * 2_500_000, "home/authority/issued": b""}


def described(
    found: dict[str, Part], *, version: str = juki.__version__, production: bool = False
) -> Manifest:
    return Manifest(
        format=1, version=version, municipality="132292", production=production, made_at=NOW, city_time=NOW, way="cluster",
        postgres="18", still=True, positions={}, parts=found,
    )  # fmt: skip


def part(content: bytes) -> Part:
    return Part(len(content), hashlib.sha256(content).hexdigest())


def written(
    file: Path,
    content: Iterable[tuple[str, bytes]],
    *,
    key: Key | None = KEY,
    version: str = juki.__version__,
) -> Path:
    sink = io.BytesIO()
    sealer = Sealer(sink, key=key, version=version, made_at=NOW.isoformat())
    for name, piece in content:
        put(sealer, name, [piece[:7], piece[7:]])
    sealer.close()
    file.write_bytes(sink.getvalue())
    return file


def whole(found: dict[str, bytes] = CONTENT, *, production: bool = False) -> list[tuple[str, bytes]]:
    manifest = described({name: part(content) for name, content in found.items()}, production=production)
    return [*found.items(), (manifests.NAME, msgspec.json.encode(manifest))]
