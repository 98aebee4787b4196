"""Whether an inquiry is answered, held or refused: the provider's own checks, in their order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(minutes=10)
"""A permit that lasts longer is none; the network's own last five minutes. Our own decision."""
TOLERANCE = timedelta(minutes=1)
"""How far the network's clock may be ahead of ours."""
TEXT_LIMIT = 100


class Finding(StrEnum):
    """What the checks end with; the first that fails decides."""

    NOT_SIGNED = "not_signed"
    IRREGULAR = "irregular"
    DOES_NOT_FIT = "does_not_fit"
    EXPIRED = "expired"
    KEY_UNUSABLE = "key_unusable"
    USED = "used"
    NOT_ON_LIST = "not_on_list"
    CODE_UNKNOWN = "code_unknown"
    NO_COPY = "no_copy"
    HELD = "held"
    REFUSED_AFTER_REVIEW = "refused_after_review"
    ANSWERED = "answered"


class Review(StrEnum):
    """What a clerk has said about this very inquiry and content, if anything."""

    NONE = "none"
    RELEASED = "released"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Permitted:
    """What a permit says, once its signature was found good; times are aware."""

    permit: str
    agency: str
    duty: str
    procedure: str
    information: str
    linkage_code: str
    answer_key: str
    issued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PermitCheck:
    """What is known of the permit. ``permitted`` is ``None`` when nobody trustworthy signed it."""

    permitted: Permitted | None
    linkage_code: str
    answer_key: str
    key_is_usable: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class Holdings:
    """What we hold about the inquiry: the list, the person, the copy, the flag."""

    is_listed: bool
    code_is_known: bool
    copy_exists: bool
    no_automatic_answer: bool
    review: Review


def check_permit(check: PermitCheck) -> Finding | None:
    """The first fault of a permit, or ``None``; whether it was used before is for the database to say.

    Source: document III(1)6 risks 5, 6; I-2 system 5 (9).
    """
    if check.permitted is None:
        return Finding.NOT_SIGNED
    if not _is_regular(check.permitted, now=check.now):
        return Finding.IRREGULAR
    if (check.linkage_code, check.answer_key) != (check.permitted.linkage_code, check.permitted.answer_key):
        return Finding.DOES_NOT_FIT
    if check.now >= check.permitted.expires_at:
        return Finding.EXPIRED
    return None if check.key_is_usable else Finding.KEY_UNUSABLE


def _is_regular(permitted: Permitted, *, now: datetime) -> bool:
    """Whether number and period are such as the network may give: its key alone must not make a permit for ever."""
    named = (
        permitted.permit, permitted.agency, permitted.duty, permitted.procedure, permitted.information,
    )  # fmt: skip
    lasts = permitted.expires_at - permitted.issued_at
    return (
        all(1 <= len(text) <= TEXT_LIMIT and text.isprintable() for text in named)
        and timedelta(0) < lasts <= LONGEST
        and permitted.issued_at - now <= TOLERANCE
    )


def decide(permit: Finding | None, holdings: Holdings) -> Finding:
    """Permit, then list at its date, then code, then copy, then flags. Source: 番号法19条8号, 21条; document III(1)6 risk 5.

    A flagged person's inquiry is neither answered nor denied before a clerk has looked at it.
    """
    reviewed = {
        Review.NONE: Finding.HELD,
        Review.RELEASED: Finding.ANSWERED,
        Review.REFUSED: Finding.REFUSED_AFTER_REVIEW,
    }
    steps = (
        (permit is not None, permit),
        (not holdings.is_listed, Finding.NOT_ON_LIST),
        (not holdings.code_is_known, Finding.CODE_UNKNOWN),
        (not holdings.copy_exists, Finding.NO_COPY),
        (holdings.no_automatic_answer, reviewed[holdings.review]),
    )
    return next((finding for stops, finding in steps if stops and finding is not None), Finding.ANSWERED)
