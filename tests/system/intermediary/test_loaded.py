"""A person loaded in bulk by the documented columns behaves like one who came by messages."""

from uuid import uuid4

from juki.outside.inquirer.records.models import Code as InquirerCode
from juki.outside.nws import rules
from juki.outside.nws.records.models import Code, ProcessingNumber
from juki.systems.intermediary.records.models import Acquisition, Copy, LinkageCode
from juki.systems.intermediary.services.code_keys import cipher
from juki.systems.unified.domain.unified_number import UnifiedNumber
from juki.systems.unified.peers.contract import request_of
from juki.systems.unified.records.models import Link, Person, Version
from support.network import Network, request, times


def serial() -> int:
    return next(one for one in range(1, 50) if UnifiedNumber.of_serial(one))


def load(trace) -> str:
    """What a loader writes for one resident, without the doors."""
    now, day = times().machine, times().legal_day
    wanted = request_of(request(1))
    keys, items = wanted.items.keys, wanted.items
    birth, address = items.birth.to_storage(), items.address
    number = UnifiedNumber.of_serial(serial()).digits
    person = Person.objects.create(
        id=serial(), number=number, individual_number=wanted.individual_number, code_state="acquired", version=1,
        name_key=keys.name, kana_key=keys.kana, birth_day=keys.birth_day, birth_form=keys.birth_form, sex=keys.sex,
        address_key=keys.address,
    )  # fmt: skip
    Link.objects.create(
        person=person, addressee_number=wanted.addressee_number, machine_time=now, trace=trace
    )
    Version.objects.create(
        person=person, number=1, addressee_number=wanted.addressee_number, individual_number=wanted.individual_number,
        name_full=items.name.full, name_surname=items.name.surname, name_given=items.name.given,
        name_kana=items.name.kana, kana_certified=False, birth_day=birth.internal, birth_form=birth.form,
        birth_text=birth.text, sex=items.sex, municipality=address.municipality, postal_code=address.postal_code,
        prefecture=address.prefecture, city=address.city, town=address.town, lot=address.lot,
        building=address.building, town_code=address.town_code, valid_from=wanted.valid_from, legal_day=day,
        machine_time=now, trace=trace,
    )  # fmt: skip
    processing, asked = rules.new_processing_number(), uuid4().hex
    codes = {body: rules.new_code() for body in rules.BODIES}
    acquisition = Acquisition.objects.create(
        unified_number=number,
        request=asked,
        processing_number=processing,
        state="bound",
        asked_at=now,
        numbered_at=now,
    )
    keyring = cipher()
    LinkageCode.objects.create(
        acquisition=acquisition, sealed=keyring.sealed(codes["intermediary"], unified_number=number),
        digest=keyring.digest(codes["intermediary"]), bound_at=now,
    )  # fmt: skip
    Copy.objects.create(
        unified_number=number, layout="demo-1", valid_from=wanted.valid_from, is_head=False, head_name="見本　世帯主",
        relationship="妻", recorded_at=now, trace=trace,
    )  # fmt: skip
    ProcessingNumber.objects.create(
        number=processing,
        body="intermediary",
        request=asked,
        person_token="token-1",
        issued_at=now,
        seeded_at=now,
    )
    for body, code in codes.items():
        Code.objects.create(body=body, person_token="token-1", code=code, made_at=now)
    InquirerCode.objects.create(
        processing_number=processing, linkage_code=codes["inquirer"], trace=trace, received_at=now
    )
    return number


def test_a_loaded_person_is_answered_and_renewed_without_a_second_acquisition(network: Network):
    trace = uuid4()
    number = load(trace)
    assert network.ask(trace).json()["household"]["relationship"] == "妻"
    network.post(request(1))
    assert (Person.objects.get().version, Copy.objects.count(), network.register) == (1, 1, [])
    network.post(request(1, sex="1"))
    assert (Person.objects.get().version, Person.objects.get().number) == (2, number)
    assert Acquisition.objects.count() == 1
