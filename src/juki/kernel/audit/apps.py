"""The audit log as a Django app, present in every system's database."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Label ``audit``."""

    name = "juki.kernel.audit"
    label = "audit"
    append_only = ("audit_entry",)
    no_delete = ("audit_head",)
