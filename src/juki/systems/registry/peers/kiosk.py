"""What the register tells 証明書コンビニ交付: a household as a whole. Source: document III(4)2."""

from collections.abc import Sequence

from juki.kernel.values.address import one_line
from juki.kernel.work import Act
from juki.links.kiosk import ForeignBlock, HouseholdSnapshot, LeavingBlock, PersonSnapshot, SerialPair
from juki.links.post import outbox
from juki.links.registry import CardSerial
from juki.systems.registry.codes import OWN
from juki.systems.registry.domain.resident import Foreign, Names, PlannedMoveOut, Resident
from juki.systems.registry.peers.blocks import address_block, date_block, name_block


def tell_household(
    act: Act, household_number: str, members: Sequence[Resident], *, head_name: str, left: Sequence[str] = ()
) -> None:
    """The household with all its current members, in 記載順位; none of a household that everybody has left.

    ``left`` are those who were in it before: what follows about them waits for this.
    """
    snapshot = HouseholdSnapshot(
        household_number=household_number,
        head_name=head_name,
        members=tuple(_snapshot(member) for member in members),
    )
    streams = [
        f"household:{household_number}",
        *(f"addressee:{member.addressee_number}" for member in members),
        *(f"addressee:{number}" for number in left),
    ]
    outbox.send(act, own=OWN, to="kiosk", content=snapshot, streams=streams)


def tell_serial(act: Act, addressee_number: str, message: CardSerial) -> None:
    """Whose a certificate is, by 宛名番号. Source: STD 7.1.2.4."""
    pair = SerialPair(
        addressee_number=addressee_number, serial=message.serial, state=message.state, changed_at=message.changed_at
    )  # fmt: skip
    outbox.send(act, own=OWN, to="kiosk", content=pair, streams=[f"addressee:{addressee_number}"])


def _snapshot(resident: Resident) -> PersonSnapshot:
    former, register = resident.former, resident.register
    return PersonSnapshot(
        addressee_number=resident.addressee_number, resident_code=resident.resident_code,
        individual_number=resident.individual_number, kind=str(resident.kind), order=resident.position,
        person=name_block(resident.names), birth=date_block(resident.birth), sex=str(resident.sex),
        relationship=resident.relationship.label, address=address_block(resident.address),
        became_resident=date_block(resident.certified_since), settled=date_block(resident.settled),
        notified_on=resident.notified_on.isoformat() if resident.notified_on else "",
        former_address=address_block(former.address) if former else None,
        honseki=register.honseki if register else "", honseki_head=register.head if register else "",
        former_surname=resident.names.former_surname, former_surname_kana=resident.names.former_surname_kana,
        event_reason=resident.event.reason, event_date=date_block(resident.event.day), issuing_stopped=False,
        foreign=_foreign(resident.foreign, resident.names) if resident.foreign else None,
        leaving=_leaving(resident.planned) if resident.planned else None,
    )  # fmt: skip


def _leaving(planned: PlannedMoveOut) -> LeavingBlock:
    address = planned.address
    return LeavingBlock(
        day=planned.day.isoformat(),
        notified_on=planned.notified_on.isoformat() if planned.notified_on else "",
        address=one_line(address.prefecture, address.city, address.town, address.lot, building="")
        if address
        else "",
        building=address.building if address else "",
    )


def _foreign(foreign: Foreign, names: Names) -> ForeignBlock:
    return ForeignBlock(
        nationality=foreign.nationality_name,
        category=foreign.category.label,
        status=foreign.status,
        period=foreign.period,
        expires_on=foreign.expires_on.isoformat() if foreign.expires_on else "",
        card_number=foreign.card_number,
        roman_name=names.full,
        kanji_name=names.kanji,
        alias=names.alias,
        alias_kana=names.alias_kana,
    )
