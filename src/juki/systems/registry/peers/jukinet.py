"""What the register tells and asks the city's CS. Source: 住基法9条1項, 30条の6; 番号法14条; STD 7.1.1.1, 7.1.2.2."""

from collections.abc import Sequence
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.values.address import Address
from juki.kernel.work import Act, Actor
from juki.links.jukinet import (
    CodeStock,
    CodeStockRequest,
    LeavingForeigner,
    LeavingPerson,
    LinkageCodeRequest,
    MoveInNotice,
    MoveOutCertificate,
    NumberCheck,
    NumberCheckAnswer,
    NumberGenerationRequest,
    ResidentUpdate,
)
from juki.links.post import outbox, questions
from juki.systems.registry.codes import OWN
from juki.systems.registry.domain.confirmation import Facts
from juki.systems.registry.domain.resident import Foreign, Resident
from juki.systems.registry.peers.blocks import address_block, date_block, name_block

PEER = "jukinet"
FIRST_HEARD_OF = "SHOKKEN_KISAI"
"""異動事由 towards the CS of somebody who lived here without a 住民票コード."""
TOLD_AS = {"JUKYO_HYOJI": "KEIBI_SHUSEI"}
"""異動事由 that the CS hears of under another one. Source: STD 9.7."""


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


def take_codes(size: int, *, trace: UUID, actor: Actor, times: Times) -> tuple[str, ...]:
    """空きコード, ours for good; outside any transaction.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer.
    """
    return questions.ask(
        CodeStockRequest(size=size), CodeStock, own=OWN, to=PEER, about=f"codes:{trace}", trace=trace, actor=actor,
        times=times,
    ).codes  # fmt: skip


def request_individual_number(act: Act, resident_code: str) -> None:
    """個人番号の生成要求 of somebody who has none; the trace of ``act`` is the 依頼管理番号. Source: 番号法8条; STD 7.1.2.1."""
    request = NumberGenerationRequest(request=str(act.trace), resident_code=resident_code)
    outbox.send(act, own=OWN, to=PEER, content=request, streams=[f"resident:{resident_code}"])


def tell_update(
    act: Act, resident: Resident, *, update_number: int, operator: str, terminal: str, former_code: str = "",
    is_first: bool = False,
) -> None:  # fmt: skip
    """本人確認情報の更新 of one person; ``operator`` typed it at ``terminal``.

    ``former_code`` is the 住民票コード that this update changes. ``is_first``: the person had no code, so that the CS has
    never heard of them; to the CS it is a 職権記載.
    """
    former = resident.former.address if resident.former else None
    _send(act, resident, ResidentUpdate(
        resident_code=resident.resident_code, former_resident_code=former_code,
        individual_number=resident.individual_number,
        person=name_block(resident.names), birth=date_block(resident.birth), sex=str(resident.sex),
        address=address_block(resident.address), became_resident=date_block(resident.certified_since),
        settled=date_block(resident.settled),
        notified_on=resident.notified_on.isoformat() if resident.notified_on else "",
        former_address=address_block(former) if former else None, relationship=resident.relationship.label,
        event_class="entry" if is_first else resident.event.event_class,  # type: ignore[arg-type]
        event_reason=FIRST_HEARD_OF if is_first else TOLD_AS.get(resident.event.reason, resident.event.reason),
        event_date=date_block(resident.event.day), update_number=update_number,
        operator=operator, terminal=terminal,
    ), former_code=former_code)  # fmt: skip


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


def tell_move_out(act: Act, leaving: Sequence[Resident], *, certificate: UUID, former_head: str) -> None:
    """転出証明書情報 of those who leave a household together to one destination; nothing without a municipality to tell.

    ``leaving`` are the persons with their plan, with the 続柄 of the household that they leave.

    Source: 住基法24条の2第4項; STD 4.1.3.0.4.
    """
    planned, address = leaving[0].planned, leaving[0].address
    if planned is None or planned.address is None or planned.address.municipality is None:
        return
    if address.municipality is None:
        return
    filed_on = planned.notified_on or act.times.legal_day
    content = MoveOutCertificate(
        certificate=str(certificate), issued_at=act.times.machine.isoformat(),
        former_municipality=address.municipality.digits, former_address=address_block(address),
        former_head=former_head, new_municipality=planned.address.municipality.digits,
        new_address=address_block(planned.address), planned_on=planned.day.isoformat(), filed_on=filed_on.isoformat(),
        persons=tuple(_leaving(one) for one in leaving),
    )  # fmt: skip
    streams = [f"resident:{one.resident_code}" for one in leaving]
    outbox.send(act, own=OWN, to=PEER, content=content, streams=streams)


def _leaving(resident: Resident) -> LeavingPerson:
    names, register = resident.names, resident.register
    return LeavingPerson(
        resident_code=resident.resident_code, individual_number=resident.individual_number, kind=str(resident.kind),
        person=name_block(names), birth=date_block(resident.birth), sex=str(resident.sex),
        relationship=resident.relationship.label, honseki=register.honseki if register else "",
        honseki_head=register.head if register else "", kanji_name=names.kanji, former_surname=names.former_surname,
        former_surname_kana=names.former_surname_kana, alias=names.alias, alias_kana=names.alias_kana,
        foreign=_foreign(resident.foreign) if resident.foreign else None,
    )  # fmt: skip


def _foreign(foreign: Foreign) -> LeavingForeigner:
    return LeavingForeigner(
        nationality=foreign.nationality, nationality_name=foreign.nationality_name, category=str(foreign.category),
        since=date_block(foreign.since), status=foreign.status, period=foreign.period,
        expires_on=foreign.expires_on.isoformat() if foreign.expires_on else "", card_number=foreign.card_number,
    )  # fmt: skip


def _send(
    act: Act, resident: Resident, content: ResidentUpdate | MoveInNotice, *, former_code: str = ""
) -> None:
    codes = [code for code in (resident.resident_code, former_code) if code]
    outbox.send(act, own=OWN, to=PEER, content=content, streams=[f"resident:{code}" for code in codes])
