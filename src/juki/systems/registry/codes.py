"""Permissions of the register's doors; office grants them by client."""

from enum import StrEnum

OWN = "registry"


class Permission(StrEnum):
    """What a client may do here. 個人番号 is a permission of its own."""

    CHECK_NUMBER = "registry.number.check"
    RECORD_MOVE_IN = "registry.move_in.record"
    TAKE_NUMBERS = "registry.number_block.take"
    SEE_RESIDENT = "registry.resident.see"
    SEE_HOUSEHOLD = "registry.household.see"
    SEARCH = "registry.resident.search"
    SEE_INDIVIDUAL_NUMBER = "registry.individual_number.see"
    ISSUE_CERTIFICATE = "registry.certificate.issue"
    APPROVE_DATA_USE = "registry.data_use.approve"
    SEE_DATA_USE = "registry.data_use.see"
