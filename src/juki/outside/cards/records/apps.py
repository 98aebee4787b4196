"""The card management's table as a Django app."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """Label ``cards``."""

    name = "juki.outside.cards.records"
    label = "cards"
