"""The messages that the register itself receives and answers."""

from juki.links.blocks import AddressBlock, DateBlock
from juki.links.post.inbound import Asked, Inbound
from juki.links.registry import (
    CardSerial,
    LeavingForeigner,
    LeavingPerson,
    MoveOutCertificate,
    ProcessingNumber,
    ResidentAnswer,
    ResidentRequest,
)

__all__ = [
    "AddressBlock",
    "Asked",
    "CardSerial",
    "DateBlock",
    "Inbound",
    "LeavingForeigner",
    "LeavingPerson",
    "MoveOutCertificate",
    "ProcessingNumber",
    "ResidentAnswer",
    "ResidentRequest",
]
