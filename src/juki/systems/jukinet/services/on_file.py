"""A record of the file as the rules see it."""

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.systems.jukinet.codes import RecordState
from juki.systems.jukinet.domain.update import Identity, Known
from juki.systems.jukinet.records.models import Identification


def known_of(head: Identification) -> Known:
    """What an update is compared with."""
    return Known(
        identity=Identity(
            name=head.name,
            kana=head.name_kana,
            birth=LegalDate.from_storage(
                StoredDate(head.birth.isoformat(), head.birth_form, head.birth_text)
            ),
            sex=head.sex,
            individual_number=IndividualNumber(head.individual_number) if head.individual_number else None,
        ),
        update_number=head.update_number,
        living=head.record_state == RecordState.CURRENT,
        barred=head.updates_barred,
        reserved=head.reserved,
    )
