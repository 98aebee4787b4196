"""The kiosk system's own tables as a Django app."""

from django.apps import AppConfig


class KioskConfig(AppConfig):
    """Label ``kiosk``. The file holds the present state only: no table of history."""

    name = "juki.systems.kiosk.records"
    label = "kiosk"
    append_only: tuple[str, ...] = ()
