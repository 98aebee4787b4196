"""Rules of passkeys that need no cryptography. Source: W3C WebAuthn Level 2, 6.1.1 and 7.2; document III 3 risk 2."""

from datetime import datetime, timedelta

CEREMONY_LASTS = timedelta(minutes=5)
"""From the challenge to the answer, and from the password to the passkey."""
ENROLMENT_LASTS = timedelta(hours=24)
MOST_PASSKEYS = 10
LABEL_LIMIT = 40


def is_cloned(held: int, told: int) -> bool:
    """Whether an authenticator that counts told no more signatures than it had: two of them hold the key."""
    return (held > 0 or told > 0) and told <= held


def is_in_time(begun: datetime, now: datetime, *, lasts: timedelta = CEREMONY_LASTS) -> bool:
    """Whether what began at ``begun`` may still be finished; both machine time."""
    return timedelta() <= now - begun < lasts
