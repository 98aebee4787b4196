"""Passwords to Argon2id hashes and back to yes or no. The hash says itself with which cost it was made."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """A new Argon2id hash with a salt of its own."""
    return _HASHER.hash(password)


def matches(secret: str | None, password: str) -> bool:
    """Whether ``password`` is the one behind ``secret``; without one, the same work for nothing."""
    try:
        same = _HASHER.verify(secret or _nobodys(), password)
    except (Argon2Error, InvalidHashError, UnicodeError):
        return False
    return same and secret is not None


def is_cheap(secret: str) -> bool:
    """Whether ``secret`` was made with less cost than is asked today."""
    return _HASHER.check_needs_rehash(secret)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody's password")
