"""What the prefectural server does with what it receives."""

from juki.kernel.settings import current
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.work import Act
from juki.links.post.inbound import Inbound
from juki.outside.prefecture import peers, rules
from juki.outside.prefecture.errors import PrefectureStateMismatch
from juki.outside.prefecture.peers import IdentificationUpdate
from juki.outside.prefecture.records.models import PrefectureIdentification


def record_update(act: Act, update: IdentificationUpdate) -> None:
    """Keep an update and pass it on to the national server; a number that was there already is dropped.

    Raises:
        JukiError: the update is refused; see ``rules`` and ``LegalDate``.
    """
    rules.check_origin(update, prefecture=current().municipality[:2])
    kept = (
        PrefectureIdentification.objects.select_for_update()
        .filter(municipality=update.municipality, resident_code=update.resident_code)
        .first()
    )
    subjects, detail = [f"resident:{update.resident_code}"], {"number": update.update_number}
    if kept and update.update_number <= kept.update_number:
        act.log("prefecture.dropped", subjects=subjects, outcome="duplicate", detail=detail)
        return
    rules.check_order(update, last=kept.update_number if kept else 0)
    was_living = _leave_code(update, kept, act) if update.former_resident_code else bool(kept and kept.living)
    living = rules.living_after(update, living=was_living)
    _row(update, kept, living=living, act=act).save()
    peers.pass_on(act, update)
    act.log("prefecture.recorded", subjects=subjects, detail=detail)


def _leave_code(update: IdentificationUpdate, kept: PrefectureIdentification | None, act: Act) -> bool:
    """Close the row of the former 住民票コード; whether its person lived there, and nobody under the new code."""
    found = PrefectureIdentification.objects.select_for_update().filter(
        municipality=update.municipality, resident_code=update.former_resident_code, living=True
    )
    if kept and kept.living:
        raise PrefectureStateMismatch
    left = found.update(
        living=False, event_class="removal", event_reason=update.event_reason, recorded_at=act.times.machine
    )
    act.log("prefecture.code_left", subjects=[f"resident:{update.former_resident_code}"])
    return bool(left)


def _row(
    update: IdentificationUpdate, kept: PrefectureIdentification | None, *, living: bool, act: Act
) -> PrefectureIdentification:
    birth, event = update.birth, update.event_date
    born = LegalDate.from_storage(StoredDate(birth.day, birth.form, birth.text))
    happened = LegalDate.from_storage(StoredDate(event.day, event.form, event.text))
    address = update.address
    return PrefectureIdentification(
        id=kept.id if kept else None,
        municipality=update.municipality,
        resident_code=update.resident_code,
        individual_number=update.individual_number,
        name=update.person.full,
        kana=update.person.kana,
        birth=born.internal,
        birth_form=born.form.value,
        birth_text=born.text,
        sex=update.sex,
        postal_code=address.postal_code,
        address=address.one_line,
        event_class=update.event_class,
        event_reason=update.event_reason,
        event_date=happened.internal,
        event_date_form=happened.form.value,
        event_date_text=happened.text,
        update_number=update.update_number,
        living=living,
        recorded_at=act.times.machine,
    )


INBOUND = {"prefecture": Inbound(handlers={IdentificationUpdate: record_update})}
