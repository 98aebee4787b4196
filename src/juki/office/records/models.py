"""Index of the tables of the office."""

from juki.office.records.client import Client
from juki.office.records.decision import Decision
from juki.office.records.grant import Grant

__all__ = ["Client", "Decision", "Grant"]
