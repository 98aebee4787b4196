"""A person's word about something suspicious. Nobody signs off their own acts; the word is logged and stays."""

from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.oversight.trail.errors import NoComment, NoFinding, OwnAct
from juki.oversight.trail.records.models import SignedOff
from juki.oversight.trail.services.queries import Asked, suspicious

LONGEST = 200


def sign_off(
    asked: Asked, finding: str, *, proper: bool, comment: str, actor: Actor, times: Times
) -> SignedOff:
    """Say of ``finding``, as it is found in the period, whether it was proper, and why.

    Raises:
        NoComment: without a readable line.
        NoFinding: the period does not show it.
        OwnAct: the one who signs did it.
    """
    words = comment.strip()
    if not words or len(words) > LONGEST or "\n" in words:
        raise NoComment
    hit = next(
        (hit for hit, _ in suspicious(asked, actor=actor, times=times) if hit.finding == finding), None
    )
    if hit is None:
        raise NoFinding
    if hit.who == actor.who:
        raise OwnAct
    with one_act(actor, reason="supervision", times=times) as act:
        row = SignedOff.objects.create(
            pattern=hit.pattern, finding=finding, rows=[line.number for line in hit.lines], proper=proper, comment=words,
            who=actor.who, city_time=times.city, machine_time=times.machine,
        )  # fmt: skip
        act.log(
            "trail.signed_off", subjects=[hit.who],
            detail={"finding": finding, "pattern": hit.pattern, "proper": str(proper).lower()},
        )  # fmt: skip
    return row
