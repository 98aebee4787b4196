"""Whether a system's database is as the isolation between the systems demands. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict

from juki.launch.postgres.binaries import check_version
from juki.launch.postgres.configuration import CONNECTIONS
from juki.launch.postgres.dsn import External, Role
from juki.launch.postgres.errors import PrivilegesWrong


@dataclass(frozen=True)
class Finding:
    """Something that must not be so, and the statement by which an administrator mends it."""

    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what} → {self.remedy}"


_QUERY = resources.files(__package__).joinpath("verify.sql")


def privilege_findings(
    conn: Connection,
    *,
    owner_role: str,
    app_role: str,
    append_only: Sequence[str] = (),
    no_delete: Sequence[str] = (),
) -> list[Finding]:
    """Everything that is not as it has to be in the database that ``conn`` (any role) is connected to.

    Raises:
        VersionUnsupported: not a release from 15 to 18.
    """
    version = conn.info.server_version
    check_version(version // 10000, found=f"{version // 10000}.{version % 10000}", place=conn.info.host)
    arguments = {
        "app": app_role,
        "owner": owner_role,
        "history": list(append_only),
        "staying": list(no_delete),
        "app_limit": CONNECTIONS[Role.APP],
        "owner_limit": CONNECTIONS[Role.OWNER],
    }
    rows = conn.execute(_QUERY.read_bytes(), arguments)
    return [Finding(what=what, remedy=remedy) for what, remedy in rows]


def require_privileges(pair: External, *, system: str, append_only: Sequence[str] = ()) -> None:
    """Connect as the app role and check.

    Raises:
        PrivilegesWrong: something is not as it has to be.
        VersionUnsupported: not a release from 15 to 18.
    """
    app, owner = (str(conninfo_to_dict(dsn)["user"]) for dsn in (pair.app, pair.owner))
    with psycopg.connect(pair.app) as conn:
        findings = privilege_findings(conn, owner_role=owner, app_role=app, append_only=append_only)
    if findings:
        raise PrivilegesWrong(system=system, findings=" / ".join(map(str, findings)))
