"""提供の実施 of a held inquiry needs another person's approval, of this inquiry with this very version of the 副本.

Source: document III(1)6 risk 5 (a person looks before anything leaves).
"""

from uuid import UUID, uuid4

from juki.kernel.clock import Times
from juki.kernel.work import Actor
from juki.oversight.approvals.domain.content import Content
from juki.oversight.approvals.services.asking import ask
from juki.systems.intermediary.errors import NotExamined
from juki.systems.intermediary.records.models import Provision
from juki.systems.intermediary.services import queries

OWN, KIND = "intermediary", "release"


def content_of(held: Provision, *, copy_version: int) -> Content:
    """What a release is: who gets what, for which duty, and which version would leave."""
    facts: dict[str, str | int | tuple[str, ...]] = {
        "record": str(held.record), "agency": held.agency, "duty": held.duty, "procedure": held.procedure,
        "information": held.information, "copy_version": copy_version,
    }  # fmt: skip
    return Content(f"held:{held.record}", facts)


def ask_release(*, record: UUID, copy_version: int, reason: str, actor: Actor, times: Times) -> UUID:
    """Ask for the approval of a release; the id of the request.

    Raises:
        NotHeld: no such inquiry waits.
        NotExamined: what would leave is another version by now.
        NotAsked: see ``approvals.asking.ask``.
    """
    held, copy = queries.held_content(record=record, actor=actor, times=times)
    if copy.pk != copy_version:
        raise NotExamined
    made = ask(
        system=OWN, kind=KIND, content=content_of(held, copy_version=copy_version), place=f"/held/{record}",
        reason=reason, actor=actor, times=times, trace=uuid4(),
    )  # fmt: skip
    return made.id
