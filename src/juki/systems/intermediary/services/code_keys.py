"""The key of this city's codes."""

from functools import cache
from pathlib import Path

from juki.kernel.settings import current
from juki.systems.intermediary.errors import CodeKeyMissing
from juki.systems.intermediary.records.code_cipher import CodeCipher, create_key
from juki.systems.intermediary.records.models import LinkageCode

OPTION = "code_key"


def key_file() -> Path:
    """Where the key lies: the option ``code_key``, or ``<home>/keys/intermediary-codes.key``."""
    settings = current()
    named = settings.options.get(OPTION)
    return Path(named) if named else Path(settings.home) / "keys" / "intermediary-codes.key"


def cipher() -> CodeCipher:
    """The cipher of this city; the first use makes the key.

    Raises:
        CodeKeyMissing: the key is gone while codes exist.
    """
    file = key_file()
    if not file.exists():
        if LinkageCode.objects.exists():
            raise CodeKeyMissing
        create_key(file)
    return _loaded(file, file.stat().st_mtime_ns)


@cache
def _loaded(file: Path, _changed: int) -> CodeCipher:
    return CodeCipher.of_file(file)
