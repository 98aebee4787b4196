"""What the CS itself receives and answers."""

from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.jukinet import (
    LinkageCodeRequest,
    MoveInNotice,
    NumberCheck,
    NumberCheckAnswer,
    ResidentUpdate,
)

__all__ = [
    "AddressBlock",
    "DateBlock",
    "LinkageCodeRequest",
    "MoveInNotice",
    "NameBlock",
    "NumberCheck",
    "NumberCheckAnswer",
    "ResidentUpdate",
]
