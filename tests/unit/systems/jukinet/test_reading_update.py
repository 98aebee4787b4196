"""The format check of an update, item by item, as values rather than through the wire."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.errors import JukiError
from juki.systems.jukinet.services.reading_update import (
    read_address,
    read_date,
    read_name,
    read_sex,
    read_update,
)
from support.identification import address, day, name, update


def test_names_and_addresses_are_kept_exactly():
    person = msgspec.structs.replace(name(1), full="神﨑　葛\U000e0100", surname="神﨑", given="葛\U000e0100")
    read = read_update(update(1, person=person, address=address(building="﨑荘")))
    assert read.identity.name == person.full
    assert read.address.one_line.endswith("　﨑荘")


@pytest.mark.parametrize("former", [None, address(municipality=""), address("9番9号", municipality="131016")])
def test_a_former_address_may_be_missing_or_abroad(former):
    read = read_update(update(1, former_address=former))
    assert read.former_municipality == (former.municipality if former else "")
    assert bool(read.former_address) is bool(former)


def test_nothing_filed_means_no_day():
    assert read_update(update(1, notified_on="")).notified_on is None


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_code(text: str):
    readers = (
        lambda: read_name(msgspec.structs.replace(name(1), full=text)),
        lambda: read_date(msgspec.structs.replace(day("1980-04-01"), text=text)),
        lambda: read_date(msgspec.structs.replace(day("1980-04-01"), day=text)),
        lambda: read_sex(text),
        lambda: read_address(msgspec.structs.replace(address(), town=text)),
        lambda: read_update(update(1, resident_code=text)),
        lambda: read_update(update(1, individual_number=text)),
        lambda: read_update(update(1, notified_on=text)),
    )
    for reader in readers:
        with suppress(JukiError):
            reader()
