"""What the network decides: numbers, codes, and whether an inquiry gets a permit."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from juki.kernel.errors import JukiError
from juki.outside.nws.errors import (
    CodeOfAnotherBody,
    InquiredCodeUnknown,
    InquiryNotListed,
    ProviderHasNoCode,
)

PROVIDER = "intermediary"
INQUIRER = "inquirer"
BODIES = (PROVIDER, INQUIRER)
PERMIT_LASTS = timedelta(minutes=5)
"""Our own decision; the real period is not public."""
NUMBER_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of an inquiry: on the list or not, whose code it came with, whether the provider has one too."""

    is_listed: bool
    code_of: str | None
    asker: str
    provider_has_code: bool


def refusal(seen: Seen) -> type[JukiError] | None:
    """Why an inquiry gets no permit, or ``None``: the list first, then the code. Source: 番号法21条2項."""
    if not seen.is_listed:
        return InquiryNotListed
    if seen.code_of is None:
        return InquiredCodeUnknown
    if seen.code_of != seen.asker:
        return CodeOfAnotherBody
    return None if seen.provider_has_code else ProviderHasNoCode


def new_processing_number() -> str:
    """処理通番: sixteen digits drawn at random, so that neither order nor count can be read from them."""
    return f"{secrets.randbelow(10**NUMBER_DIGITS):0{NUMBER_DIGITS}d}"


def new_code() -> str:
    """符号 for one body and one person: 128 random bits in hex, computed from nothing."""
    return secrets.token_hex(16)
