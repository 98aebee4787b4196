"""A column of 個人番号 as the database sees it, and as programs do: encrypted there, plain here, found by equality alone."""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction

from juki.systems.unified.records.models import Person, Version
from juki.vault import given, ring_store
from juki.vault.columns import PURPOSE, SHAPE
from juki.vault.errors import KeyUnknown, NotTwelveDigits, ValueUnreadable
from support.network import individual_number

NOW = datetime(2026, 4, 1, tzinfo=UTC)
PLACE = ("unified", PURPOSE)


def person(serial: int) -> Person:
    return Person.objects.create(
        id=serial, number=f"9{serial:014d}", individual_number=individual_number(serial), name_key="n", kana_key="k",
        birth_day="2000-01-01", birth_form="D", sex="1", address_key="a",
    )  # fmt: skip


def raw(serial: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select individual_number from unified_person where id = %s", [serial])
        return cursor.fetchone()[0]


def lay(serial: int, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update unified_person set individual_number = %s where id = %s", [text, serial])


def test_the_database_has_the_ciphertext_and_the_program_the_number(db: None):
    person(1)
    assert re.fullmatch(SHAPE, raw(1))
    assert Person.objects.get(id=1).individual_number == individual_number(1)
    assert Person.objects.filter(individual_number=individual_number(1)).count() == 1
    assert Person.objects.exclude(individual_number=individual_number(1)).count() == 0
    assert (
        Person.objects.filter(individual_number__in=[individual_number(1), individual_number(2)]).count() == 1
    )
    assert not Person.objects.filter(individual_number="1").exists()


def test_nobody_has_anothers_number(db: None):
    person(1)
    second = person(2)
    second.individual_number = individual_number(1)
    with pytest.raises(IntegrityError, match="unified_person_individual"), transaction.atomic():
        second.save()


@pytest.mark.parametrize("lookup", ["startswith", "contains", "regex", "gt", "lt", "range", "iexact"])
def test_ciphertexts_are_not_compared_otherwise(db: None, lookup: str):
    with pytest.raises(FieldError):
        Person.objects.filter(**{f"individual_number__{lookup}": "1"}).exists()


@pytest.mark.parametrize("written", [individual_number(3), "", "v1:00000000:", "v1:00000000:" + "A" * 37])
def test_the_table_takes_no_plain_number(db: None, written: str):
    person(1)
    with pytest.raises(IntegrityError, match="unified_person_individual_shape"), transaction.atomic():
        lay(1, written)


@pytest.mark.parametrize("written", ["12345", "12345678901a", "1234567890123", "１２３４５６７８９０１２"])
def test_what_is_no_number_is_not_encrypted(db: None, written: str):
    with pytest.raises(NotTwelveDigits):
        Person.objects.create(
            id=1, number="9", individual_number=written, name_key="", kana_key="", birth_day="2000-01-01",
            birth_form="D", sex="1", address_key="",
        )  # fmt: skip


def test_a_number_that_another_system_encrypted_does_not_open(db: None):
    person(1)
    lay(1, given.store().column("kiosk", PURPOSE).seal(individual_number(1)))
    with pytest.raises(KeyUnknown):
        Person.objects.get(id=1)
    name = raw(1).split(":")[1]
    own = given.store().column(*PLACE).active
    lay(1, raw(1).replace(name, own))
    with pytest.raises(ValueUnreadable):
        Person.objects.get(id=1)


def test_an_altered_number_does_not_open(db: None):
    person(1)
    stored = raw(1)
    lay(1, stored[:-1] + ("A" if stored[-1] != "A" else "Q"))
    with pytest.raises(ValueUnreadable):
        Person.objects.get(id=1)


def test_while_keys_change_old_and_new_rows_are_found(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ring_store, "LOOKS_AGAIN", 0.0)
    store = given.store()
    person(1)
    store.introduce(*PLACE, now=NOW)
    try:
        store.activate(*PLACE)
        person(2)
        assert raw(1).split(":")[1] != raw(2).split(":")[1]
        both = [individual_number(1), individual_number(2)]
        assert Person.objects.filter(individual_number__in=both).count() == 2
        assert [Person.objects.get(individual_number=number).id for number in both] == [1, 2]
        again = Person.objects.get(id=1)
        again.save()
        assert raw(1).split(":")[1] == raw(2).split(":")[1]
    finally:
        store.retire(*PLACE, now=NOW)
    assert Person.objects.get(id=1).individual_number == individual_number(1)
    assert not Version.objects.filter(individual_number=individual_number(1)).exists()
