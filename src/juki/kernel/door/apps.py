"""The door as a Django app: it remembers the replies to posted forms."""

from django.apps import AppConfig


class DoorConfig(AppConfig):
    """Label ``door``."""

    name = "juki.kernel.door"
    label = "door"
