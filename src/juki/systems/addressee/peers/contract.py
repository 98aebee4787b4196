"""The messages that the addressee system receives and the question that it answers."""

from juki.links.addressee import NumberBlock, NumberBlockRequest, ResidentAddressee
from juki.links.post.inbound import Asked
from juki.links.universal import AccessGrants, GrantBlock

__all__ = ["AccessGrants", "Asked", "GrantBlock", "NumberBlock", "NumberBlockRequest", "ResidentAddressee"]
