"""What an authorization request demands of the session. Source: OpenID Connect Core 1.0, 3.1.2.1."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

_AGE = re.compile(r"[0-9]{1,9}")
_PROMPTS = frozenset({"none", "login"})


class BadDemand(ValueError):
    """A parameter that cannot be understood; the text is its name."""


@dataclass(frozen=True, slots=True)
class Demand:
    """``again``: sign in even with a session; ``silent``: show nothing; ``max_age``: of the sign-in; ``acr``: levels."""

    again: bool
    silent: bool
    max_age: timedelta | None
    acr: tuple[str, ...]

    def is_recent(self, *, signed_in_at: datetime, now: datetime, fresh: bool) -> bool:
        """Whether the password was shown lately enough; ``fresh`` says that it was for this very request."""
        if fresh:
            return True
        if self.again:
            return False
        return self.max_age is None or now - signed_in_at <= self.max_age


def demand(parameters: Mapping[str, str]) -> Demand:
    """What the request's parameters ask for.

    Raises:
        BadDemand: ``prompt`` or ``max_age`` is none that we know.
    """
    prompts = frozenset(parameters.get("prompt", "").split())
    if not prompts <= _PROMPTS or len(prompts) > 1:
        raise BadDemand("prompt")
    age = parameters.get("max_age", "")
    if age and not _AGE.fullmatch(age):
        raise BadDemand("max_age")
    return Demand(
        again="login" in prompts,
        silent="none" in prompts,
        max_age=timedelta(seconds=int(age)) if age else None,
        acr=tuple(parameters.get("acr_values", "").split()),
    )
