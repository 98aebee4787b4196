"""Index of the tables."""

from juki.outside.nws.records.codes import Code, ProcessingNumber
from juki.outside.nws.records.inquiries import Inquiry, Outcome, PermitEntry

__all__ = ["Code", "Inquiry", "Outcome", "PermitEntry", "ProcessingNumber"]
