"""The city's own numbers for signing in, from the process's options; each has a default that a new city may keep."""

from datetime import timedelta

from juki.kernel.settings import Staff, current
from juki.office.domain.lockout import LockRule
from juki.office.domain.password import PasswordRules
from juki.office.domain.session_limits import SessionLimits

CODE_LASTS = timedelta(seconds=60)
ASSERTION_LASTS = timedelta(seconds=120)
"""The longest that a relying party's assertion may be good for."""


def staff() -> Staff:
    """The staff listener and the addresses of the provider, which the launcher always gives the office."""
    found = current().staff
    assert found is not None
    return found


def password_rules() -> PasswordRules:
    """Options ``password_least``, ``password_remembered`` and ``password_days``."""
    return PasswordRules(
        least=int(_option("password_least", "12")), most=128, remembered=int(_option("password_remembered", "5")),
        days=int(_option("password_days", "90")),
    )  # fmt: skip


def session_limits() -> SessionLimits:
    """Options ``session_idle_minutes`` and ``session_hours``, which systems read too."""
    return SessionLimits(
        idle=timedelta(minutes=float(_option("session_idle_minutes", "30"))),
        longest=timedelta(hours=float(_option("session_hours", "10"))),
    )


def one_factor_will_do() -> bool:
    """Option ``second_factor``: whether who has enrolled no passkey is let in by the password alone (``when_enrolled``).

    For a demonstration; the launcher never says so in production.
    """
    return _option("second_factor", "always") == "when_enrolled" and not current().production


def is_one_a_terminal() -> bool:
    """Option ``sessions_per_terminal``: one for each person and terminal unless it says ``many``."""
    return _option("sessions_per_terminal", "one") == "one"


def account_lock() -> LockRule:
    """Failures of one account: options ``lock_after`` (attempts) and ``lock_minutes`` (the first wait)."""
    first = timedelta(minutes=float(_option("lock_minutes", "1")))
    return LockRule(
        free=int(_option("lock_after", "5")), first=first, longest=timedelta(hours=1), forgotten=timedelta(hours=24)
    )  # fmt: skip


def address_lock() -> LockRule:
    """Failures from one place, whoever they are for: option ``lock_address_after``.

    A whole office may stand behind one address, so it is patient and forgets soon, but not before its longest lock ends.
    """
    return LockRule(
        free=int(_option("lock_address_after", "100")), first=timedelta(seconds=30), longest=timedelta(minutes=5),
        forgotten=timedelta(minutes=10),
    )  # fmt: skip


def _option(name: str, otherwise: str) -> str:
    return current().options.get(name, otherwise)
