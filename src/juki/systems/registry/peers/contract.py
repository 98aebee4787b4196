"""The messages that the register itself receives and answers."""

from juki.links.post.inbound import Asked, Inbound
from juki.links.registry import ProcessingNumber, ResidentAnswer, ResidentRequest
from juki.links.universal import AccessGrants

__all__ = ["AccessGrants", "Asked", "Inbound", "ProcessingNumber", "ResidentAnswer", "ResidentRequest"]
