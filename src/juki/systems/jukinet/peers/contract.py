"""What the CS itself receives and answers."""

from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.jukinet import (
    CardSerial,
    CodeStock,
    CodeStockRequest,
    DesignatedNumber,
    LeavingPerson,
    LinkageCodeRequest,
    MoveInNotice,
    MoveInNoticeReceived,
    MoveOutCertificate,
    NumberCheck,
    NumberCheckAnswer,
    NumberGenerationRequest,
    ResidentUpdate,
)

__all__ = [
    "AddressBlock",
    "CardSerial",
    "CodeStock",
    "CodeStockRequest",
    "DateBlock",
    "DesignatedNumber",
    "LeavingPerson",
    "LinkageCodeRequest",
    "MoveInNotice",
    "MoveInNoticeReceived",
    "MoveOutCertificate",
    "NameBlock",
    "NumberCheck",
    "NumberCheckAnswer",
    "NumberGenerationRequest",
    "ResidentUpdate",
]
