"""How a system's owner and app role reach its database.

In this order: ``JUKI_DSN_<SYSTEM>_OWNER`` / ``_APP`` in the environment, the table ``[databases.<system>]``
of ``city.toml``, the files in ``secrets`` that provisioning of the embedded server wrote.
"""

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from juki.launch.postgres.errors import DsnIncomplete, DsnMalformed, DsnMissing, DsnUnprotected
from juki.launch.postgres.secret import read_secret


class Role(StrEnum):
    """Who connects: the owner changes tables (migrations), the app only rows."""

    OWNER = "owner"
    APP = "app"


@dataclass(frozen=True)
class External:
    """The two DSNs of a system whose database is not ours to create."""

    owner: str
    app: str


def database_name(system: str) -> str:
    return f"juki_{system}"


def role_name(system: str, role: Role) -> str:
    return f"juki_{system}_{role}"


def secret_file(home: Path, system: str, role: Role) -> Path:
    return home / "secrets" / f"{system}.{role}"


def dsn_for(system: str, role: Role | str, *, home: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The libpq connection string of one role of one system.

    Raises:
        DsnMissing: nothing is configured and the embedded server was not provisioned.
        DsnIncomplete, DsnMalformed, DsnUnprotected: the external setting is unusable.
    """
    role = Role(role)
    if pair := external_for(system, home=home, environ=environ):
        return pair.owner if role is Role.OWNER else pair.app
    if found := read_secret(secret_file(home, system, role)):
        return found
    raise DsnMissing(system=system, role=role, key=f"{system}_{role}".upper())


def external_for(system: str, *, home: Path, environ: Mapping[str, str] = os.environ) -> External | None:
    """The external setting of a system, checked, or None when its database is embedded.

    Raises:
        DsnIncomplete: one of the two roles is missing.
        DsnMalformed, DsnUnprotected: see ``check_dsn``.
    """
    table = _city_databases(home).get(system, {})
    found = {
        role: environ.get(f"JUKI_DSN_{system.upper()}_{role.upper()}") or table.get(role) for role in Role
    }
    if not any(found.values()):
        return None
    for role, dsn in found.items():
        if not dsn:
            raise DsnIncomplete(system=system, role=role)
        check_dsn(dsn, system=system, role=role)
    return External(owner=str(found[Role.OWNER]), app=str(found[Role.APP]))


def check_dsn(dsn: str, *, system: str, role: Role) -> None:
    """Refuse a connection string that names too little, or that leaves the machine unprotected.

    Raises:
        DsnMalformed: not libpq's format, or host, dbname or user are missing.
        DsnUnprotected: another machine without ``sslmode=verify-full``.
    """
    try:
        parts = conninfo_to_dict(dsn)
    except psycopg.Error:
        raise DsnMalformed(system=system, role=role, reason="形式") from None
    for name in ("host", "dbname", "user"):
        if not parts.get(name):
            raise DsnMalformed(system=system, role=role, reason=f"{name} がない")
    if parts.get("sslmode") != "verify-full" and not host_stays_here(dsn):
        raise DsnUnprotected(system=system, role=role)


def host_stays_here(dsn: str) -> bool:
    """Whether every host of ``dsn`` is this machine itself; another machine could not use it."""
    parts = conninfo_to_dict(dsn)
    hosts = str(parts["host"]).split(",") + str(parts.get("hostaddr") or "127.0.0.1").split(",")
    return all(_stays_here(host) for host in hosts)


def _city_databases(home: Path) -> Mapping[str, Mapping[str, str]]:
    try:
        with (home / "city.toml").open("rb") as handle:
            databases: Mapping[str, Mapping[str, str]] = tomllib.load(handle).get("databases", {})
    except FileNotFoundError:
        return {}
    return databases


def _stays_here(host: str) -> bool:
    if host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
