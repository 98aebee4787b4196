"""Entries of a system's navigation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation, for whoever holds any of ``permissions``; ``key`` names the pages that belong to it."""

    label: str
    href: str
    key: str
    permissions: tuple[str, ...]

    def is_for(self, held: frozenset[str]) -> bool:
        """Whether somebody with ``held`` sees it."""
        return not self.permissions or bool(held & frozenset(self.permissions))
