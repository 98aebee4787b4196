"""Permissions of the register's doors; office grants them by client."""

from enum import StrEnum

OWN = "registry"


class Permission(StrEnum):
    """What a client may do here. 個人番号 is a permission of its own."""

    CHECK_NUMBER = "registry.number.check"
    RECEIVE = "registry.application.receive"
    ENTER = "registry.application.enter"
    REVIEW = "registry.application.review"
    SEE_APPLICATION = "registry.application.see"
    WITHDRAW = "registry.application.withdraw"
    TAKE_NUMBERS = "registry.number_block.take"
    SEE_RESIDENT = "registry.resident.see"
    SEE_HOUSEHOLD = "registry.household.see"
    SEARCH = "registry.resident.search"
    SEE_INDIVIDUAL_NUMBER = "registry.individual_number.see"
    SEE_MOVE_OUT_CERTIFICATE = "registry.move_out_certificate.see"
    ISSUE_CERTIFICATE = "registry.certificate.issue"
    APPROVE_DATA_USE = "registry.data_use.approve"
    SEE_DATA_USE = "registry.data_use.see"
