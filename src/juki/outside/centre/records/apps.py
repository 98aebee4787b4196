"""The centre's tables as a Django app."""

from django.apps import AppConfig


class CentreConfig(AppConfig):
    """Label ``centre``."""

    name = "juki.outside.centre.records"
    label = "centre"
