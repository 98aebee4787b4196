"""Who sits before the screen."""

from dataclasses import dataclass
from datetime import datetime

from juki.kernel.clock import Times
from juki.kernel.work import Actor


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person on a page: who, by which permission, at what time on both clocks.

    ``permissions`` are all that the person holds at this system today; ``permission`` is the one the page asked for.
    ``acr`` and ``signed_in_at`` say how and when the person showed who they are.
    """

    system: str
    client: str
    name: str
    section: str
    terminal: str
    times: Times
    permission: str
    permissions: frozenset[str]
    acr: str
    signed_in_at: datetime

    @property
    def actor(self) -> Actor:
        """The person as the unit of work and the log know them: the same as at the door for programs."""
        return Actor(who=f"client:{self.client}", right=self.permission, terminal=self.terminal)

    def may(self, permission: str) -> bool:
        """Whether the person holds ``permission`` here."""
        return permission in self.permissions
