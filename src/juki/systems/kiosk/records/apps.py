"""The kiosk system's own tables as a Django app."""

from django.apps import AppConfig


class KioskConfig(AppConfig):
    """Label ``kiosk``. The file holds the present state only; what was asked and issued is history."""

    name = "juki.systems.kiosk.records"
    label = "kiosk"
    append_only = ("kiosk_issue_log", "kiosk_print_result", "kiosk_service_event")
