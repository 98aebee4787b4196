"""Taking updates from the prefectures: a person's life as a state machine."""

from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.outside.nation import designations, linkage, rules
from juki.outside.nation.errors import LivesThereAlready, UnknownPerson
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
    if update.individual_number:
        IndividualNumber(update.individual_number)
    former = ResidentCode(update.former_resident_code).digits if update.former_resident_code else ""
    for one in sorted({code, former} - {""}):
        linkage.one_at_a_time(one)
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
    if former:
        person = _under_new_code(person, former=former)
    effect = _effect(update, person)
    told = told or NationRegistration(municipality=municipality, resident_code=code)
    told.update_number = update.update_number
    told.save()
    _apply(update, person, effect, act)
    act.log("nation.recorded", subjects=subjects, outcome=effect.value, detail=detail)
    if person is None or former:
        linkage.send_awaited(act, code)


def _under_new_code(known: NationPerson | None, *, former: str) -> NationPerson:
    """The person of the ``former`` 住民票コード, to be kept under another one.

    Raises:
        UnknownPerson: nobody is known under the former code.
        LivesThereAlready: somebody who lives somewhere has the new one.
    """
    person = NationPerson.objects.select_for_update().filter(pk=former).first()
    if person is None:
        raise UnknownPerson
    if known is not None and known.living:
        raise LivesThereAlready
    return person


def _effect(update: IdentificationUpdate, person: NationPerson | None) -> Effect:
    before = rules.Standing(person.municipality, person.living, person.individual_number) if person else None
    return rules.effect(
        event_class=update.event_class,
        event_reason=update.event_reason,
        municipality=update.municipality,
        individual_number=update.individual_number,
        before=before,
        number_is_taken=designations.is_of_another(
            update.individual_number, {update.resident_code, update.former_resident_code}
        ),
    )


def _apply(update: IdentificationUpdate, person: NationPerson | None, effect: Effect, act: Act) -> None:
    if effect is Effect.NOTED:
        return
    if person is not None and person.resident_code != update.resident_code:
        _leave_code(person)
    born = LegalDate.from_storage(StoredDate(update.birth.day, update.birth.form, update.birth.text))
    NationPerson(
        resident_code=update.resident_code,
        first_code=_first_code(update, person),
        individual_number=update.individual_number or (person.individual_number if person else ""),
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
        ended=effect is Effect.REMOVED and update.event_reason in rules.DEATHS,
        recorded_at=act.times.machine,
    ).save()


def _first_code(update: IdentificationUpdate, person: NationPerson | None) -> str:
    """Empty as long as the code is the first one."""
    first = linkage.first_code(person) if person else update.resident_code
    return "" if first == update.resident_code else first


def _leave_code(person: NationPerson) -> None:
    """What stays under a code that was changed: that it was somebody's, and no number."""
    NationPerson.objects.filter(pk=person.resident_code).update(
        living=False, ended=True, individual_number=""
    )
