"""The addressee system's own tables as a Django app."""

from django.apps import AppConfig


class AddresseeConfig(AppConfig):
    """Label ``addressee``. Versions and blocks are history: added to, never changed."""

    name = "juki.systems.addressee.records"
    label = "addressee"
    append_only = ("addressee_version", "addressee_block")
