"""住民票コードの変更: the record goes on under the new code, and the old one is no resident's any more.

Source: 住基法30条の4; document 別添2(2) items 24, 25.
"""

from dataclasses import replace

from juki.kernel.work import Act
from juki.systems.jukinet.codes import EventClass, RecordState
from juki.systems.jukinet.domain.update import Known, Update
from juki.systems.jukinet.errors import CodeOfAnother, NotOnFile
from juki.systems.jukinet.records.models import Identification
from juki.systems.jukinet.services.on_file import known_of


def leave_code(act: Act, update: Update, head: Identification | None) -> Known:
    """Close the record of the former code; what was known of its person counts for the new one.

    ``head`` is the record of the new code, if the person or somebody who left had it before. The head alone is closed:
    history keeps the updates that came under the former code as they were.

    Raises:
        NotOnFile: nobody who lives here has the former code.
        CodeOfAnother: somebody who lives here has the new one.
    """
    former = Identification.objects.select_for_update().filter(pk=update.former_resident_code).first()
    if former is None or former.record_state != RecordState.CURRENT:
        raise NotOnFile
    if head is not None and head.record_state == RecordState.CURRENT:
        raise CodeOfAnother
    before = known_of(former)
    former.event_class, former.record_state = EventClass.REMOVAL.value, RecordState.REMOVED.value
    former.event_reason, former.event_date = update.event_reason, update.event_date.internal
    former.event_date_form, former.event_date_text = update.event_date.form.value, update.event_date.text
    former.request_number, former.recorded_at = act.trace, act.times.machine
    former.save()
    act.log("identification.code_left", subjects=[f"resident:{former.resident_code}"])
    return replace(before, update_number=head.update_number if head else 0)
