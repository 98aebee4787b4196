"""Requests for approval as a Django app, present in every system's database."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Label ``approvals``: a request goes on and is never removed by the application."""

    name = "juki.oversight.approvals.records"
    label = "approvals"
    no_delete = ("approvals_request",)
