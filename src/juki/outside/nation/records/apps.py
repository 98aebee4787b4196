"""The national server's tables as a Django app."""

from django.apps import AppConfig


class NationConfig(AppConfig):
    """Label ``nation``."""

    name = "juki.outside.nation.records"
    label = "nation"
