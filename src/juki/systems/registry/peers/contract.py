"""The messages that the register itself receives and answers."""

from juki.links.post.inbound import Asked, Inbound
from juki.links.registry import ProcessingNumber, ResidentAnswer, ResidentRequest

__all__ = ["Asked", "Inbound", "ProcessingNumber", "ResidentAnswer", "ResidentRequest"]
