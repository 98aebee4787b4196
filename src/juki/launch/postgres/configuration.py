"""The text of the server's configuration files. Every value not named here is PostgreSQL's default."""

from collections.abc import Mapping

from juki.launch.postgres.dsn import Role

Setting = str | int | bool

MAX_CONNECTIONS = 120
CONNECTIONS = {Role.APP: 12, Role.OWNER: 4}
"""The most connections of a role: a process's pool of 8 and 4 more (guards of jobs, a standby dispatcher). Eight systems
at their limit leave room on a server of 120; owners connect only while a database is being made or migrated."""

#: Loopback only, no socket in the file system, small memory.
_SERVING: Mapping[str, Setting] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": MAX_CONNECTIONS,
    "password_encryption": "scram-sha-256",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "wal_compression": True,
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "jit": False,
}

#: A database log must not become a second register. Values come in by parameters, by statements with
#: literals, and by the DETAIL line of a violated constraint: none of the three is written.
_LOGGING: Mapping[str, Setting] = {
    "logging_collector": True,
    "log_filename": "postgresql-%a.log",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": True,
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_statement": "none",
    "log_parameter_max_length": 0,
    "log_parameter_max_length_on_error": 0,
    "log_min_error_statement": "panic",
    "log_min_duration_statement": -1,
    "log_error_verbosity": "terse",
}

_DURABLE: Mapping[str, Setting] = {
    "fsync": True,
    "synchronous_commit": True,
    "full_page_writes": True,
    "wal_level": "replica",
}

_FORGETFUL: Mapping[str, Setting] = {
    "fsync": False,
    "synchronous_commit": False,
    "full_page_writes": False,
    "wal_level": "minimal",
    "max_wal_senders": 0,
}


def server_settings(*, port: int, durable: bool, major: int) -> dict[str, Setting]:
    settings = {"port": port, **_SERVING, **_LOGGING, **(_DURABLE if durable else _FORGETFUL)}
    if major >= 18:  # one I/O worker in place of three: the disk is not where this load waits
        settings["io_workers"] = 1
    return settings


def postgresql_conf(*, port: int, durable: bool, major: int) -> str:
    settings = server_settings(port=port, durable=durable, major=major)
    lines = ["# Written at every start. Changes belong in postgresql.auto.conf (ALTER SYSTEM)."]
    lines += [f"{name} = {_literal(value)}" for name, value in settings.items()]
    return "\n".join(lines) + "\n"


def pg_hba_conf() -> str:
    """Who may ask for a connection: anybody on the loopback address, with a password (SCRAM)."""
    return (
        "# TYPE  DATABASE     USER      ADDRESS       METHOD\n"
        "host    all          all       127.0.0.1/32  scram-sha-256\n"
        "host    replication  postgres  127.0.0.1/32  scram-sha-256\n"
    )


def initdb_options(*, major: int, durable: bool) -> list[str]:
    """Options for one and the same sort order (code points) on every release.

    LC_CTYPE must know Unicode, or character classes and trigrams silently skip Japanese text.
    """
    options = ["--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "--data-checksums", "--no-instructions"]
    options += ["--auth-local=scram-sha-256", "--auth-host=scram-sha-256", "--username=postgres"]
    if major >= 17:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options if durable else [*options, "--no-sync"]


def _literal(value: Setting) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
