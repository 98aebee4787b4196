"""The other municipalities' table as a Django app."""

from django.apps import AppConfig


class CitiesConfig(AppConfig):
    """Label ``cities``."""

    name = "juki.outside.cities.records"
    label = "cities"
