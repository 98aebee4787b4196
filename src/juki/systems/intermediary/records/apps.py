"""The intermediary server's tables as a Django app."""

from django.apps import AppConfig


class IntermediaryConfig(AppConfig):
    """Label ``intermediary``."""

    name = "juki.systems.intermediary.records"
    label = "intermediary"
    append_only = (
        "intermediary_provision",
        "intermediary_used_permit",
        "intermediary_flag",
        "intermediary_ruling",
        "intermediary_linkage_code",
    )
