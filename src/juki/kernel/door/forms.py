"""Types that the bodies of several systems' forms share."""

from typing import Annotated

from msgspec import Meta

REASON_LIMIT = 200
_UNPRINTABLE = (
    r"\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\uf8ff\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e00ff\U000f0000-\U0010ffff"
)
"""Controls, line and paragraph separators, invisible and direction marks, surrogates, private use."""

Reason = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=REASON_LIMIT,
        pattern=rf"\A[^{_UNPRINTABLE}]*[^\s{_UNPRINTABLE}][^{_UNPRINTABLE}]*\Z",
    ),
]
"""Why somebody looked or acted, for the audit log: one printable line of 1-200 characters that is not blank."""
