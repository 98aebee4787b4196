"""The messages that the kiosk system receives, and the questions it answers."""

from juki.links.kiosk import (
    CardProof,
    CardStatement,
    CertificateOffer,
    ForeignBlock,
    HouseholdSnapshot,
    KioskIssue,
    KioskIssueAnswer,
    KioskMenu,
    KioskMenuAnswer,
    LeavingBlock,
    MemberOffer,
    PersonSnapshot,
    PrintResult,
    SerialPair,
)
from juki.links.post.inbound import Asked

__all__ = [
    "Asked", "CardProof", "CardStatement", "CertificateOffer", "ForeignBlock", "HouseholdSnapshot", "KioskIssue",
    "KioskIssueAnswer", "KioskMenu", "KioskMenuAnswer", "LeavingBlock", "MemberOffer", "PersonSnapshot", "PrintResult",
    "SerialPair",
]  # fmt: skip
