"""The simulated inquirer's tables as a Django app."""

from django.apps import AppConfig


class InquirerConfig(AppConfig):
    """Label ``inquirer``."""

    name = "juki.outside.inquirer.records"
    label = "inquirer"
    append_only = ("inquirer_code", "inquirer_inquiry", "inquirer_received")
