"""What other municipalities' CS (simulated) receive."""

from juki.links.jukinet import MoveInNotice

__all__ = ["MoveInNotice"]
