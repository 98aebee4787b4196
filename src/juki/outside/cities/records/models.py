"""Index of the other municipalities' tables."""

from juki.outside.cities.records.arrival import ExpectedMoveIn
from juki.outside.cities.records.move_in_notice import ReceivedMoveInNotice
from juki.outside.cities.records.move_out import FiledMoveOut

__all__ = ["ExpectedMoveIn", "FiledMoveOut", "ReceivedMoveInNotice"]
