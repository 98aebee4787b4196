"""The prefectural server's table as a Django app."""

from django.apps import AppConfig


class PrefectureConfig(AppConfig):
    """Label ``prefecture``."""

    name = "juki.outside.prefecture.records"
    label = "prefecture"
