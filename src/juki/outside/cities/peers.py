"""The other municipalities' side of their links: they receive, and send nothing yet."""

from juki.links.cities import MoveInNotice

__all__ = ["MoveInNotice"]
