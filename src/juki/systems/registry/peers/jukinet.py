"""What the register tells and asks the city's CS. Source: 住基法9条1項, 30条の6; 番号法14条; STD 7.1.1.1, 7.1.2.2."""

from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.values.address import Address
from juki.kernel.work import Act, Actor
from juki.links.jukinet import (
    LinkageCodeRequest,
    MoveInNotice,
    NumberCheck,
    NumberCheckAnswer,
    ResidentUpdate,
)
from juki.links.post import outbox, questions
from juki.systems.registry.codes import OWN
from juki.systems.registry.domain.confirmation import Facts
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.peers.blocks import address_block, date_block, name_block

PEER = "jukinet"


def check_number(
    facts: Facts, address: Address | None, *, confirmation: UUID, trace: UUID, actor: Actor, times: Times
) -> NumberCheckAnswer:
    """Ask whether the number belongs to the person; outside any transaction.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer.
    """
    question = NumberCheck(
        individual_number=facts.individual_number,
        full_name=facts.full_name,
        birth=facts.birth.internal.isoformat(),
        sex=facts.sex,
        address=address_block(address) if address else None,
    )
    return questions.ask(
        question, NumberCheckAnswer, own=OWN, to=PEER, about=f"confirmation:{confirmation}", trace=trace,
        actor=actor, times=times,
    )  # fmt: skip


def tell_update(act: Act, resident: Resident, *, update_number: int, operator: str, terminal: str) -> None:
    """本人確認情報の更新 of one person; ``operator`` typed it at ``terminal``."""
    former = resident.former.address if resident.former else None
    _send(act, resident, ResidentUpdate(
        resident_code=resident.resident_code, individual_number=resident.individual_number,
        person=name_block(resident.names), birth=date_block(resident.birth), sex=str(resident.sex),
        address=address_block(resident.address), became_resident=date_block(resident.certified_since),
        settled=date_block(resident.settled),
        notified_on=resident.notified_on.isoformat() if resident.notified_on else "",
        former_address=address_block(former) if former else None, relationship=resident.relationship.label,
        event_class=resident.event.event_class,  # type: ignore[arg-type]
        event_reason=resident.event.reason, event_date=date_block(resident.event.day), update_number=update_number,
        operator=operator, terminal=terminal,
    ))  # fmt: skip


def tell_move_in(act: Act, resident: Resident, *, former_municipality: str) -> None:
    """転入通知 to ``former_municipality``, where the person was registered; nothing when it is empty (from abroad).

    Source: 住基法9条1項.
    """
    former = resident.former.address if resident.former else None
    if former is None or not former_municipality or resident.address.municipality is None:
        return
    _send(act, resident, MoveInNotice(
        former_municipality=former_municipality, resident_code=resident.resident_code,
        person=name_block(resident.names), birth=date_block(resident.birth), sex=str(resident.sex),
        former_address=address_block(former), new_municipality=resident.address.municipality.digits,
        new_address=address_block(resident.address), moved_in_on=date_block(resident.event.day),
    ))  # fmt: skip


def request_code(act: Act, *, processing_number: str, resident_code: str) -> None:
    """符号取得要求: 処理通番 and 住民票コード and nothing else."""
    request = LinkageCodeRequest(processing_number=processing_number, resident_code=resident_code)
    outbox.send(act, own=OWN, to=PEER, content=request, streams=[f"resident:{resident_code}"])


def _send(act: Act, resident: Resident, content: ResidentUpdate | MoveInNotice) -> None:
    outbox.send(act, own=OWN, to=PEER, content=content, streams=[f"resident:{resident.resident_code}"])
