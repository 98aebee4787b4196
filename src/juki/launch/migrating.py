"""Bringing a database to the shape of this release, as its owner, and giving the app role exactly its rights."""

from io import StringIO

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from juki.launch.postgres.grants import apply_grants


def append_only() -> list[str]:
    """Tables of history and audit: every app names its own in ``AppConfig.append_only``."""
    return [table for app in apps.get_app_configs() for table in getattr(app, "append_only", ())]


def no_delete() -> list[str]:
    """Tables whose rows change and stay: every app names its own in ``AppConfig.no_delete``."""
    return [table for app in apps.get_app_configs() for table in getattr(app, "no_delete", ())]


def migrate(owner_dsn: str, app_role: str | None = None) -> None:
    """Migrate the default database, which Django must reach as its owner, then grant.

    Raises:
        TableUnknown: an app names a table that does not exist.
    """
    call_command("migrate", interactive=False, verbosity=0, stdout=StringIO())
    connection.close()
    with psycopg.connect(owner_dsn) as owner:
        apply_grants(owner, append_only=append_only(), no_delete=no_delete(), app_role=app_role)
