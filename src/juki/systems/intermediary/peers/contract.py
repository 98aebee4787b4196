"""What this system receives and is asked, and its meaning in our own words."""

from datetime import date

from juki.links.intermediary import (
    CodeAcquisition,
    HouseholdCopy,
    LinkageCodeIssued,
    PermittedInquiry,
    PermittedInquiryAnswer,
    ProcessingNumberIssued,
)
from juki.links.post.inbound import Asked
from juki.systems.intermediary.domain import household_copy
from juki.systems.intermediary.errors import CopyUnreadable, InvalidNumber

__all__ = [
    "Asked",
    "CodeAcquisition",
    "HouseholdCopy",
    "LinkageCodeIssued",
    "PermittedInquiry",
    "PermittedInquiryAnswer",
    "ProcessingNumberIssued",
]


def number_of(message: CodeAcquisition | HouseholdCopy) -> str:
    """The 団体内統合宛名番号 of a message.

    Raises:
        InvalidNumber: it has not the shape of one.
    """
    if not household_copy.is_number(message.unified_number):
        raise InvalidNumber
    return message.unified_number


def copy_of(message: HouseholdCopy) -> household_copy.HouseholdCopy:
    """副本 that passed the format check (nw.import_check).

    Raises:
        CopyUnreadable: an item does not read.
    """
    try:
        valid_from = date.fromisoformat(message.valid_from)
    except ValueError:
        raise CopyUnreadable(item="適用日") from None
    fact = message.household
    copy = household_copy.HouseholdCopy(
        layout=message.layout, valid_from=valid_from, is_head=fact.is_head, head_name=fact.head_name,
        relationship=fact.relationship,
    )  # fmt: skip
    if item := household_copy.fault(copy):
        raise CopyUnreadable(item=item)
    return copy
