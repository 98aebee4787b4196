"""The serial of a 利用者証明用電子証明書, kept as a digest only. Source: STD 7.1.2.4; ADR 0014."""

import hashlib
import re

_SERIAL = re.compile(r"[1-9a-f][0-9a-f]{0,39}")


def is_serial(text: str) -> bool:
    """Lower-case hex without leading zeros, of at most twenty bytes (RFC 5280)."""
    return _SERIAL.fullmatch(text) is not None


def digest_of(serial: str) -> str:
    """SHA-256 of a serial in hex: what the pairs, dialogs and logs know of a card."""
    return hashlib.sha256(serial.encode("ascii")).hexdigest()
