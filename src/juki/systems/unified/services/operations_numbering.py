"""付番: a request becomes a number, a new version, an error or a candidate, and the way to 符号 and 副本 opens."""

from juki.kernel.work import Act
from juki.systems.unified.codes import CodeState
from juki.systems.unified.domain.four_items import Keys
from juki.systems.unified.domain.numbering import Finding, Holder, judge
from juki.systems.unified.errors import FormerNumberOfAnother, NumberHeldByAnother, NumberTakenByAnother
from juki.systems.unified.peers import contract, intermediary
from juki.systems.unified.records.models import Link, Person, Version
from juki.systems.unified.services import persons
from juki.systems.unified.services.layout import layout_version
from juki.systems.unified.services.operations_candidates import propose

REFUSED = {
    Finding.HELD_BY_ANOTHER: NumberHeldByAnother,
    Finding.TAKEN_BY_ANOTHER: NumberTakenByAnother,
    Finding.FORMER_OF_ANOTHER: FormerNumberOfAnother,
}


def take_request(act: Act, message: contract.NumberingRequest) -> None:
    """Number a person or renew what is known of them, then ask for the code once and pass the household fact on.

    Source: document I-2 system 4 (1), (2), (9), (11); II(1)3⑧.

    Raises:
        NumberHeldByAnother, NumberTakenByAnother, FormerNumberOfAnother: parked; the error list shows it.
        JukiError: the request does not read (``contract.request_of``).
    """
    request = contract.request_of(message)
    person = _settled(act, request)
    _ask_for_code(act, person)
    intermediary.copy_household(
        act,
        unified_number=person.number,
        layout=layout_version(),
        valid_from=request.valid_from,
        household=message.household,
    )


def _settled(act: Act, request: contract.Request) -> Person:
    linked = (
        Person.objects.select_for_update().filter(links__addressee_number=request.addressee_number).first()
    )
    holder = Person.objects.filter(individual_number=request.individual_number).first()
    former = None if holder else _former(request.individual_number)
    keys = request.items.keys
    finding = judge(
        keys=keys, linked=_holder(linked), holder=_holder(holder), former=former.pk if former else None,
        changed=linked is None or persons.differs(linked, request),
    )  # fmt: skip
    if refusal := REFUSED.get(finding):
        found = holder or former
        assert found is not None
        raise refusal(unified_number=found.number)
    person = linked or holder
    return _apply(act, request, keys, finding, person)


def _apply(
    act: Act, request: contract.Request, keys: Keys, finding: Finding, person: Person | None
) -> Person:
    if person is None:
        person = persons.number(request, keys)
    elif finding is not Finding.UNCHANGED:
        persons.renew(person, request, keys)
    if finding is not Finding.UNCHANGED:
        persons.append_version(act, person, request)
        propose(act, person, keys)
    if finding in {Finding.NEW, Finding.JOINS}:
        Link.objects.create(
            person=person,
            addressee_number=request.addressee_number,
            machine_time=act.times.machine,
            trace=act.trace,
        )
    subjects = [f"unified:{person.number}", f"addressee:{request.addressee_number}"]
    act.log(f"numbering.{finding}", subjects=subjects, detail={"version": person.version})
    return person


def _ask_for_code(act: Act, person: Person) -> None:
    if person.code_state != CodeState.NONE:
        return
    person.code_state = CodeState.ASKED
    person.save(update_fields=["code_state"])
    intermediary.acquire_code(act, unified_number=person.number)


def _former(individual_number: str) -> Person | None:
    row = (
        Version.objects.filter(individual_number=individual_number)
        .select_related("person")
        .order_by("-id")
        .first()
    )
    return row.person if row else None


def _holder(person: Person | None) -> Holder | None:
    return Holder(person.pk, persons.keys_of(person)) if person else None
