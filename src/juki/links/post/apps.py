"""The post as a Django app."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """Label ``links``."""

    name = "juki.links.post"
    label = "links"
