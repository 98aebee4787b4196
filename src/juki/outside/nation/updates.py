"""Taking updates from the prefectures: a person's life as a state machine."""

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.outside.nation import linkage, rules
from juki.outside.nation.peers import IdentificationUpdate
from juki.outside.nation.records.models import NationPerson, NationRegistration
from juki.outside.nation.rules import Effect


def record_update(act: Act, update: IdentificationUpdate) -> None:
    """Apply an update to the person; a number that the municipality sent before is dropped with a log row.

    Raises:
        JukiError: the update is refused; see ``rules`` and ``LegalDate``.
    """
    municipality, code = (
        MunicipalityCode(update.municipality).digits,
        ResidentCode(update.resident_code).digits,
    )
    IndividualNumber(update.individual_number)
    linkage.one_at_a_time(code)
    subjects = [f"resident:{code}"]
    detail: dict[str, str | int] = {"number": update.update_number, "municipality": municipality}
    person = NationPerson.objects.select_for_update().filter(pk=code).first()
    told = (
        NationRegistration.objects.select_for_update()
        .filter(municipality=municipality, resident_code=code)
        .first()
    )
    if told and update.update_number <= told.update_number:
        act.log("nation.dropped", subjects=subjects, outcome="duplicate", detail=detail)
        return
    rules.check_order(update.update_number, last=told.update_number if told else 0)
    effect = _effect(update, person)
    told = told or NationRegistration(municipality=municipality, resident_code=code)
    told.update_number = update.update_number
    told.save()
    _apply(update, person, effect, act)
    act.log("nation.recorded", subjects=subjects, outcome=effect.value, detail=detail)
    if person is None:
        linkage.send_awaited(act, code)


def _effect(update: IdentificationUpdate, person: NationPerson | None) -> Effect:
    before = rules.Standing(person.municipality, person.living, person.individual_number) if person else None
    others = NationPerson.objects.filter(individual_number=update.individual_number).exclude(
        pk=update.resident_code
    )
    return rules.effect(
        event_class=update.event_class,
        municipality=update.municipality,
        individual_number=update.individual_number,
        before=before,
        number_is_taken=others.exists(),
    )


def _apply(update: IdentificationUpdate, person: NationPerson | None, effect: Effect, act: Act) -> None:
    if effect is Effect.NOTED:
        return
    born = LegalDate.from_storage(StoredDate(update.birth.day, update.birth.form, update.birth.text))
    NationPerson(
        resident_code=update.resident_code,
        individual_number=update.individual_number,
        name=update.person.full,
        kana=update.person.kana,
        birth=born.internal,
        birth_form=born.form.value,
        birth_text=born.text,
        sex=update.sex,
        municipality=update.municipality,
        postal_code=update.address.postal_code,
        address=update.address.one_line,
        living=effect is not Effect.REMOVED,
        recorded_at=act.times.machine,
    ).save(force_insert=person is None)
