"""The messages that the register itself receives and answers."""

from juki.links.blocks import AddressBlock, DateBlock
from juki.links.post.inbound import Asked, Inbound
from juki.links.registry import (
    CardSerial,
    ChildAllowance,
    DesignatedNumber,
    IndividualMatter,
    Insured,
    LeavingForeigner,
    LeavingPerson,
    MoveInNoticeReceived,
    MoveOutCertificate,
    Pension,
    ProcessingNumber,
    ResidentAnswer,
    ResidentRequest,
    VoterRoll,
)

__all__ = [
    "AddressBlock",
    "Asked",
    "CardSerial",
    "ChildAllowance",
    "DateBlock",
    "DesignatedNumber",
    "Inbound",
    "IndividualMatter",
    "Insured",
    "LeavingForeigner",
    "LeavingPerson",
    "MoveInNoticeReceived",
    "MoveOutCertificate",
    "Pension",
    "ProcessingNumber",
    "ResidentAnswer",
    "ResidentRequest",
    "VoterRoll",
]
