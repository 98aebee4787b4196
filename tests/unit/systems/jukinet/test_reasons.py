"""Reasons that may stand in a log for good."""

import pytest

from juki.kernel.door.errors import Malformed
from juki.systems.jukinet.services.reasons import require_reason


@pytest.mark.parametrize("reason", ["", "\u3000", "一行\n二行", "長" * 201])
def test_what_is_no_reason(reason):
    with pytest.raises(Malformed):
        require_reason(reason)


@pytest.mark.parametrize("reason", ["窓口照会", "転入　受付", "長" * 200])
def test_what_is_one(reason):
    require_reason(reason)
