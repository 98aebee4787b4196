"""The office's own tables as a Django app."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Label ``office``. Decisions are history: added to, never changed."""

    name = "juki.office.records"
    label = "office"
    append_only = ("office_decision",)
