"""Index of the tables of the simulated business systems."""

from juki.outside.business.records.report import Report
from juki.outside.business.records.request import Request
from juki.outside.business.records.resident import Resident

__all__ = ["Report", "Request", "Resident"]
