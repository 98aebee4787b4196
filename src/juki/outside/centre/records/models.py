"""Index of the centre's tables."""

from juki.outside.centre.records.dialog import Dialog
from juki.outside.centre.records.document import Document

__all__ = ["Dialog", "Document"]
