"""The ledger of outputs as a Django app, present in every system's database."""

from django.apps import AppConfig


class OutputConfig(AppConfig):
    """Label ``output``: an entry stays, what happened to the file is added; a place ends and is not removed."""

    name = "juki.oversight.output.records"
    label = "output"
    append_only = ("output_entry", "output_event")
    no_delete = ("output_place",)
