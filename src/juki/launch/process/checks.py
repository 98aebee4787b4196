"""What a process makes sure of before it serves anybody: that it is what the declared topology says it is."""

from pathlib import Path

import psycopg
from cryptography import x509
from django.apps import apps
from django.db import Error, connection

from juki.kernel.settings import IdentityFiles, SystemSettings
from juki.launch.errors import CertificateDiffers, DatabaseDiffers, DatabaseDown, TopologyDiffers
from juki.launch.wiring import processes
from juki.links import topology
from juki.links.topology import Topology

PATIENCE = 2
"""Seconds within which a database answers whether it is there."""


def check_topology(settings: SystemSettings) -> None:
    """Identities and their peers are exactly those of links.toml; nobody has an address that it has no link to.

    Raises:
        TopologyDiffers: with the identity and what differs.
        TopologyError: links.toml breaks a prohibition.
    """
    elsewhere = set(settings.options.get("elsewhere", "").split())
    declared = {str(one) for one in processes().get(settings.system, [])} - elsewhere
    if declared != set(settings.identities):
        raise TopologyDiffers(identity=settings.system, what=_difference(declared, set(settings.identities)))
    links = topology.load(settings.links)
    for identity, files in settings.identities.items():
        _check_peers(identity, files, links)


def check_certificates(settings: SystemSettings) -> None:
    """Every certificate is that of the identity whose it is said to be.

    Raises:
        CertificateDiffers: with the file.
    """
    for identity, files in settings.identities.items():
        _check_certificate(files.tls_certificate, identity)
        for peer, address in (files.senders | files.receivers).items():
            _check_certificate(address.sign, peer)
            _check_certificate(address.seal, peer)


def check_database(settings: SystemSettings) -> None:
    """The database has had exactly the migrations of this process's apps.

    Raises:
        DatabaseDown: it does not answer.
        DatabaseDiffers: a migration is missing, or the database is another system's.
    """
    _require_answer(settings)
    try:
        with connection.cursor() as cursor:
            cursor.execute("select app || '.' || name from django_migrations")
            applied = {row[0] for row in cursor.fetchall()}
    except Error as error:
        if getattr(error.__cause__, "sqlstate", None) is None:
            raise DatabaseDown(system=settings.system) from None
        applied = set()
    finally:
        connection.close()
    if applied != (wanted := migrations()):
        raise DatabaseDiffers(system=settings.system, what=_difference(wanted, applied))


def migrations() -> set[str]:
    """``label.name`` of every migration of the installed apps, by their files."""
    return {
        f"{app.label}.{file.stem}"
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py")
    }


def _require_answer(settings: SystemSettings) -> None:
    """Ask once, without the pool: that would try for twenty seconds where nobody listens."""
    try:
        psycopg.connect(settings.dsn, connect_timeout=PATIENCE).close()
    except psycopg.OperationalError as error:
        if error.sqlstate is None:
            raise DatabaseDown(system=settings.system) from None


def _check_peers(identity: str, files: IdentityFiles, links: Topology) -> None:
    senders = {str(link.sender) for link in links.senders(identity)}
    receivers = {str(link.receiver) for link in links.receivers(identity)}
    for declared, found in ((senders, set(files.senders)), (receivers, set(files.receivers))):
        if declared != found:
            raise TopologyDiffers(identity=identity, what=_difference(declared, found))


def _check_certificate(file: str, identity: str) -> None:
    try:
        certificate = x509.load_pem_x509_certificate(Path(file).read_bytes())
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        raise CertificateDiffers(file=file, identity=identity) from None
    if names.get_values_for_type(x509.UniformResourceIdentifier) != [f"urn:juki:system:{identity}"]:
        raise CertificateDiffers(file=file, identity=identity)


def _difference(declared: set[str], found: set[str]) -> str:
    missing, surplus = sorted(declared - found), sorted(found - declared)
    parts = [f"不足 {', '.join(missing)}"] if missing else []
    return " / ".join([*parts, f"余分 {', '.join(surplus)}"] if surplus else parts)
