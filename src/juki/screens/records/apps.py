"""The screens' tables as a Django app, present in every system's database."""

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    """Label ``screens``."""

    name = "juki.screens.records"
    label = "screens"
