"""The simulated network's tables as a Django app."""

from django.apps import AppConfig


class NwsConfig(AppConfig):
    """Label ``nws``."""

    name = "juki.outside.nws.records"
    label = "nws"
    append_only = ("nws_code", "nws_inquiry", "nws_outcome")
