"""The table of 公的個人認証 as a Django app."""

from django.apps import AppConfig


class JpkiConfig(AppConfig):
    """Label ``jpki``."""

    name = "juki.outside.jpki.records"
    label = "jpki"
