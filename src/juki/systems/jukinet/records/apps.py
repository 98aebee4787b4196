"""The CS's tables as a Django app."""

from django.apps import AppConfig


class JukinetConfig(AppConfig):
    """Label ``jukinet``."""

    name = "juki.systems.jukinet.records"
    label = "jukinet"
    append_only = ("jukinet_identification_version",)
