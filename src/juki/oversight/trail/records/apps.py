"""The trail's tables as a Django app, present in every system's database."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Label ``trail``: nothing of it is ever changed by the application."""

    name = "juki.oversight.trail.records"
    label = "trail"
    append_only = ("trail_root", "trail_purge", "trail_signed_off")
