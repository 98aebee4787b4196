"""Index of the other municipalities' tables."""

from juki.outside.cities.records.move_in_notice import ReceivedMoveInNotice

__all__ = ["ReceivedMoveInNotice"]
