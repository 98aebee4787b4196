"""Putting the first clients' rights into a database, audited like every other change."""

from collections.abc import Iterable

from juki.kernel.access.grants import Grant, replace
from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.launch.founding.grants import table


def load(identities: Iterable[str], *, times: Times) -> None:
    """Give every client of the table its permissions of ``identities`` from this legal day on."""
    actor = Actor(who="job:init", right="init", terminal="")
    with one_act(actor, reason="init", times=times) as act:
        for identity in sorted(identities):
            for client, systems in table().items():
                grants = [Grant(one, times.legal_day, None) for one in systems.get(identity, [])]
                if grants:
                    replace(system=identity, client=client, grants=grants)
                    act.log(
                        "grant.loaded", detail={"client": client, "system": identity, "count": len(grants)}
                    )
