"""What the register sends on a medium while the line is down: taken as if it had come by the line. Source: STD 7.1.1.1."""

import msgspec

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor, log_before_showing
from juki.links.post import carrying
from juki.systems.jukinet.errors import NoMedium

OWN, SENDER = "jukinet", "registry"
LIMIT = 900_000


class Taken(msgspec.Struct, frozen=True):
    """How many messages of a file were applied, are parked, and were here already."""

    applied: int
    parked: int
    repeated: int


def take_medium(content: str, *, reason: str, actor: Actor, times: Times) -> Taken:
    """Take a file of the register. Who brought it is in the log, also when it is refused.

    Raises:
        NoMedium: it is no file of the register for this CS.
        Gap: messages before these are missing: they are to be brought first.
    """
    try:
        if not content.isascii() or len(content) > LIMIT:
            raise NoMedium
        results = carrying.unpacked(
            content.strip(), own=OWN, peer=SENDER, terminal=actor.terminal, times=times
        )
    except JukiError as refusal:
        _log(actor, reason, times, "refused", {"code": refusal.code})
        raise
    states = [result.state for result in results]
    applied, parked = states.count("applied"), states.count("parked")
    taken = Taken(applied, parked, len(states) - applied - parked)
    _log(actor, reason, times, "taken", msgspec.to_builtins(taken))
    return taken


def _log(actor: Actor, reason: str, times: Times, outcome: str, detail: dict[str, str | int]) -> None:
    log_before_showing(actor, "medium.taken", reason=reason, times=times, outcome=outcome, detail=detail)
