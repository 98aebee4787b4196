"""What permissions are called. Source: STD 10.3 (操作権限一覧表)."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def permission_names() -> dict[str, str]:
    """Every permission that exists, with its Japanese name."""
    groups = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {permission: name for group in groups.values() for permission, name in group.items()}
