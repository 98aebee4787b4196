"""Telling the prefectural server (都道府県サーバ)."""

from juki.kernel.work import Act
from juki.links.jukinet import ResidentUpdate
from juki.links.post import outbox
from juki.links.prefecture import IdentificationUpdate


def send_update(act: Act, *, municipality: str, update: ResidentUpdate) -> None:
    """Send the items that go up, and none of the others of the file.

    Source: 住基法30条の6; document II(2)5 提供先1③; 住基法7条1号の2 (振り仮名).
    """
    outbox.send(
        act,
        own="jukinet",
        to="prefecture",
        content=IdentificationUpdate(
            municipality=municipality,
            resident_code=update.resident_code,
            former_resident_code=update.former_resident_code,
            individual_number=update.individual_number,
            person=update.person,
            birth=update.birth,
            sex=update.sex,
            address=update.address,
            event_class=update.event_class,
            event_reason=update.event_reason,
            event_date=update.event_date,
            update_number=update.update_number,
        ),
        streams=[f"resident:{update.resident_code}"],
    )
