"""Collecting refusals instead of stopping at the first."""

from collections.abc import Callable
from typing import TypeVar

from juki.kernel.errors import Detail, JukiError

T = TypeVar("T")


class Collected:
    """Faults by the path of their field, each once, in the order in which they were found."""

    def __init__(self) -> None:
        self.details: list[Detail] = []

    def add(self, path: str, error: JukiError) -> None:
        """One more, unless it is known."""
        detail = Detail(path, error.code, error.message)
        if detail not in self.details:
            self.details.append(detail)

    def attempt(self, path: str, check: Callable[[], T]) -> T | None:
        """What ``check`` returns, or None when it refuses, which is kept at ``path``."""
        try:
            return check()
        except JukiError as error:
            self.add(path, error)
            return None
