"""The reason of a look or an act: one line that can be read, before it stands in the log for good."""

import msgspec

from juki.kernel.door.errors import Malformed
from juki.kernel.door.forms import Reason


def require_reason(reason: str) -> None:
    """Refuse a reason that is blank, longer than 200 characters or not one printable line.

    Raises:
        Malformed: see above.
    """
    try:
        msgspec.convert(reason, Reason)
    except msgspec.ValidationError:
        raise Malformed(where="$.reason") from None
