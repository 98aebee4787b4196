"""The unified addressee system's tables as a Django app."""

from django.apps import AppConfig


class UnifiedConfig(AppConfig):
    """Label ``unified``."""

    name = "juki.systems.unified.records"
    label = "unified"
    append_only = ("unified_version", "unified_candidate", "unified_candidate_decision")
