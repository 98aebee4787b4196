"""What the CS itself receives and answers."""

from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.jukinet import (
    LeavingPerson,
    LinkageCodeRequest,
    MoveInNotice,
    MoveOutCertificate,
    NumberCheck,
    NumberCheckAnswer,
    ResidentUpdate,
)

__all__ = [
    "AddressBlock",
    "DateBlock",
    "LeavingPerson",
    "LinkageCodeRequest",
    "MoveInNotice",
    "MoveOutCertificate",
    "NameBlock",
    "NumberCheck",
    "NumberCheckAnswer",
    "ResidentUpdate",
]
