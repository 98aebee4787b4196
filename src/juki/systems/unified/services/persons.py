"""Writing a person's head and versions."""

from django.db import connection

from juki.kernel.work import Act
from juki.systems.unified.domain.four_items import Keys
from juki.systems.unified.domain.unified_number import UnifiedNumber
from juki.systems.unified.peers.contract import Request
from juki.systems.unified.records.models import Person, Version


def keys_of(person: Person) -> Keys:
    """The keys that a person is compared by."""
    return Keys(
        name=person.name_key, kana=person.kana_key, birth_day=person.birth_day.isoformat(),
        birth_form=person.birth_form, sex=person.sex, address=person.address_key,
    )  # fmt: skip


def number(request: Request, keys: Keys) -> Person:
    """A new person under the next free 団体内統合宛名番号."""
    serial, digits = _next_number()
    person = Person(id=serial, number=digits, individual_number=request.individual_number, version=1)
    _take_keys(person, keys)
    person.save(force_insert=True)
    return person


def renew(person: Person, request: Request, keys: Keys) -> None:
    """Bring a person's head to what the request says."""
    person.individual_number = request.individual_number
    person.version += 1
    _take_keys(person, keys)
    person.save()


def append_version(act: Act, person: Person, request: Request) -> Version:
    """Append the version that the head now names."""
    return Version.objects.create(
        person=person, number=person.version, valid_from=request.valid_from, legal_day=act.times.legal_day,
        machine_time=act.times.machine, trace=act.trace, **_columns(request),
    )  # fmt: skip


def differs(person: Person, request: Request) -> bool:
    """Whether anything written in the request differs from the newest version."""
    newest = Version.objects.get(person=person, number=person.version)
    return any(
        (getattr(newest, column).isoformat() if column == "birth_day" else getattr(newest, column)) != value
        for column, value in _columns(request).items()
    )


def _columns(request: Request) -> dict[str, str | bool]:
    items = request.items
    name, address, birth = items.name, items.address, items.birth.to_storage()
    return {
        "addressee_number": request.addressee_number, "individual_number": request.individual_number,
        "name_full": name.full, "name_surname": name.surname, "name_given": name.given, "name_kana": name.kana,
        "kana_certified": name.kana_certified, "birth_day": birth.internal, "birth_form": birth.form,
        "birth_text": birth.text, "sex": items.sex, "municipality": address.municipality,
        "postal_code": address.postal_code, "prefecture": address.prefecture, "city": address.city,
        "town": address.town, "lot": address.lot, "building": address.building, "town_code": address.town_code,
    }  # fmt: skip


def _take_keys(person: Person, keys: Keys) -> None:
    person.name_key, person.kana_key, person.address_key = keys.name, keys.kana, keys.address
    person.birth_day, person.birth_form, person.sex = keys.birth_day, keys.birth_form, keys.sex


def _next_number() -> tuple[int, str]:
    with connection.cursor() as cursor:
        while True:
            cursor.execute("select nextval(pg_get_serial_sequence('unified_person', 'id'))")
            (serial,) = cursor.fetchone()
            found = UnifiedNumber.of_serial(serial)
            if found is not None:
                return serial, found.digits
