"""What the CS itself receives and answers."""

from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.jukinet import (
    CardSerial,
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
    "CardSerial",
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
