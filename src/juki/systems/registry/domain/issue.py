"""住民票の写し: which items a request may have shown; what is not asked for is left out.

Source: 住基法12条5項; STD 5.1.
"""

from enum import StrEnum


class Shown(StrEnum):
    """Items that are printed only on special request."""

    RELATIONSHIP = "relationship"
    HONSEKI = "honseki"
    INDIVIDUAL_NUMBER = "individual_number"
    RESIDENT_CODE = "resident_code"
    NATIONALITY = "nationality"
    RESIDENCE_STATUS = "residence_status"
