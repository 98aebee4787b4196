"""``juki hand-over SYSTEM --finish``: erasing the database that stayed, once the other machine answers."""

import socket
import ssl

import psycopg
from psycopg import sql

from juki.launch.handover.errors import NotHandedOver, NotTakenOver
from juki.launch.holding.lock import held
from juki.launch.home import Home
from juki.launch.peers.addresses import other_machines
from juki.launch.ports import settle
from juki.launch.postgres.cluster import embedded_cluster
from juki.launch.postgres.dsn import Role, database_name, role_name
from juki.launch.postgres.provision import drop_database
from juki.launch.process.activation import running_here

SECONDS = 5


def finish(home: Home, name: str) -> bool:
    """Drop the database and the roles of a handed-over system; whether this machine had one. The city is down meanwhile.

    Raises:
        NotHandedOver: it is not elsewhere.
        NotTakenOver: nobody with its certificate answers there.
        AlreadyUp: the city runs.
    """
    city = home.require_founded()
    if name not in city.elsewhere:
        raise NotHandedOver(name=name)
    host, port = other_machines(city)[name]
    if not _answers(home, name, host, port):
        raise NotTakenOver(name=name, host=host, port=port)
    with held(home):
        allocation = settle(home.root / "ports.json")
        cluster = embedded_cluster(home.root, port=allocation.postgres)
        if not cluster.data.exists():
            return False
        try:
            cluster.start()
            cluster.ready()
            return _erase(cluster.superuser_dsn(), name)
        finally:
            cluster.stop()


def _answers(home: Home, name: str, host: str, port: int) -> bool:
    """Whether ``name`` shakes hands at that address, by its certificate, with one of our identities."""
    own = running_here(home)[0]
    folder = home.root / "identities" / own
    try:
        context = ssl.create_default_context(cafile=str(home.root / "authority" / "authority.pem"))
        context.load_cert_chain(str(folder / "tls.pem"), str(folder / "tls.key"))
        with (
            socket.create_connection((host, port), timeout=SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=f"{name}.juki.internal"),
        ):
            return True
    except (OSError, ssl.SSLError):
        return False


def _erase(superuser_dsn: str, name: str) -> bool:
    with psycopg.connect(superuser_dsn, autocommit=True) as conn:
        database = database_name(name)
        found = conn.execute("select 1 from pg_database where datname = %s", [database]).fetchone()
        drop_database(conn, name=database)
        for role in Role:
            conn.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(role_name(name, role))))
    return found is not None
