"""The messages that the addressee system receives and the question that it answers."""

from juki.links.addressee import NumberBlock, NumberBlockRequest, ResidentAddressee
from juki.links.post.inbound import Asked

__all__ = ["Asked", "NumberBlock", "NumberBlockRequest", "ResidentAddressee"]
