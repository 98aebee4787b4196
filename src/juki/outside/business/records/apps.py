"""The simulated business systems' tables as a Django app."""

from django.apps import AppConfig


class BusinessConfig(AppConfig):
    """Label ``business``. Requests and reports are history: added to, never changed."""

    name = "juki.outside.business.records"
    label = "business"
    append_only = ("business_report", "business_request")
