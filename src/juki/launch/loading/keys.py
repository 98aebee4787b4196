"""The secrets of linkage, made or found where the systems look for them."""

import tomllib
from importlib.resources import files
from pathlib import Path

import msgspec

from juki.kernel.settings import SystemSettings
from juki.launch.home import Home
from juki.launch.loading.linkage import Secrets
from juki.launch.loading.singles import new_token_key
from juki.systems.intermediary.records.code_cipher import CodeCipher, create_key


def secrets_of(home: Home) -> Secrets:
    """The city's code key (made when there is none), a new key of person tokens, and the layout of 副本.

    Raises:
        CodeKeyMissing: the key file holds something else.
    """
    file = _code_key(home)
    create_key(file)
    if file.is_relative_to(home.root):
        file.parent.chmod(0o700)
    return Secrets(CodeCipher.of_file(file), new_token_key(), _layout(home))


def _code_key(home: Home) -> Path:
    named = _options(home, "intermediary").get("code_key")
    return Path(named) if named else home.root / "keys" / "intermediary-codes.key"


def _layout(home: Home) -> str:
    shipped = files("juki.systems.unified") / "data" / "layout.toml"
    named = _options(home, "unified").get("layout_version")
    return named or str(tomllib.loads(shipped.read_text(encoding="utf-8"))["version"])


def _options(home: Home, process: str) -> dict[str, str]:
    return msgspec.json.decode(home.settings_file(process).read_bytes(), type=SystemSettings).options
