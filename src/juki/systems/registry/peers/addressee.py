"""What the register tells and asks 宛名管理. Source: document II(1)3⑧8; STD 1.1.13."""

from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor
from juki.links.addressee import NumberBlock, NumberBlockRequest, ResidentAddressee
from juki.links.post import outbox, questions
from juki.systems.registry.codes import OWN
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.peers.blocks import address_block, name_block, plain_date

PEER = "addressee"


def take_numbers(size: int, *, trace: UUID, actor: Actor, times: Times) -> tuple[str, ...]:
    """Unused 宛名番号, ours for good; outside any transaction.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer.
    """
    answer = questions.ask(
        NumberBlockRequest(size=size), NumberBlock, own=OWN, to=PEER, about=f"block:{trace}", trace=trace,
        actor=actor, times=times,
    )  # fmt: skip
    return answer.numbers


def tell_resident(act: Act, resident: Resident) -> None:
    """A resident as an addressee."""
    content = ResidentAddressee(
        addressee_number=resident.addressee_number, household_number=resident.household_number,
        person=name_block(resident.names), address=address_block(resident.address), sex=str(resident.sex),
        birth=plain_date(resident.birth), is_resident=resident.state is State.RESIDENT,
        since=plain_date(resident.became_resident),
    )  # fmt: skip
    outbox.send(act, own=OWN, to=PEER, content=content, streams=[f"addressee:{resident.addressee_number}"])
