"""What other municipalities' CS (simulated) receive."""

from juki.links.jukinet import MoveInNotice, MoveOutCertificate

__all__ = ["MoveInNotice", "MoveOutCertificate"]
