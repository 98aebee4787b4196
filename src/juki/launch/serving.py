"""The databases of a home: the embedded server when one is needed, and everything a process must be told about them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from psycopg.conninfo import conninfo_to_dict

from juki.launch.home import Home
from juki.launch.ports import Allocation
from juki.launch.postgres.cluster import Cluster, embedded_cluster
from juki.launch.postgres.dsn import Role, external_for, secret_file
from juki.launch.postgres.provision import provision
from juki.launch.postgres.secret import read_secret
from juki.launch.process.activation import running_here
from juki.launch.settings_files import write_all

Step = Callable[[str, str], AbstractContextManager[None]]


def cluster_of(home: Home, allocation: Allocation) -> Cluster | None:
    """The embedded server of ``home``, or None when every database of this machine's processes is external."""
    if all(external_for(system, home=home.root) for system in running_here(home)):
        return None
    return embedded_cluster(home.root, port=allocation.postgres)


def provision_all(home: Home, cluster: Cluster | None) -> None:
    """Databases and roles of this machine's processes; external ones are settled and verified.

    Raises:
        PrivilegesWrong, DsnIncomplete, DsnMalformed, DsnUnprotected: an external database is not as it has to be.
    """
    if cluster is None:
        provision(None, systems=running_here(home), home=home.root)
    else:
        provision(cluster.superuser_dsn(), systems=running_here(home), home=home.root)


def is_provisioned(home: Home, allocation: Allocation) -> bool:
    """Whether every embedded database has connection strings for the port that the server has now."""
    files = [
        secret_file(home.root, system, Role.APP)
        for system in running_here(home)
        if not external_for(system, home=home.root)
    ]
    return all(
        conninfo_to_dict(read_secret(file) or "").get("port") == str(allocation.postgres) for file in files
    )


@contextmanager
def served(
    home: Home, allocation: Allocation, step: Step = lambda _name, _text: nullcontext()
) -> Iterator[None]:
    """Databases that answer, provisioned and with fresh settings files, for as long as the block runs.

    Raises:
        PostgresError: the server or an external database is not as it has to be.
    """
    cluster = cluster_of(home, allocation)
    try:
        if cluster is not None:
            with step("postgres", "PostgreSQL"):
                cluster.create()
                cluster.start()
                cluster.ready()
        with step("provision", "データベースと役割 / databases and roles"):
            provision_all(home, cluster)
        write_all(home, allocation)
        yield
    finally:
        if cluster is not None:
            cluster.stop()
