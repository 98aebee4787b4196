"""Grants as a Django app, present in every system's database."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Label ``access``."""

    name = "juki.kernel.access"
    label = "access"
