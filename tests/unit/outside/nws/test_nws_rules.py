"""The network's decisions and its list."""

from dataclasses import replace
from itertools import pairwise

import pytest

from juki.outside.nws import permit_list, rules
from juki.outside.nws.errors import (
    CodeOfAnotherBody,
    InquiredCodeUnknown,
    InquiryNotListed,
    PermitListUnreadable,
    ProviderHasNoCode,
)

SEEN = rules.Seen(is_listed=True, code_of="inquirer", asker="inquirer", provider_has_code=True)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (SEEN, None),
        (replace(SEEN, is_listed=False), InquiryNotListed),
        (replace(SEEN, code_of=None), InquiredCodeUnknown),
        (replace(SEEN, code_of="intermediary"), CodeOfAnotherBody),
        (replace(SEEN, provider_has_code=False), ProviderHasNoCode),
        (replace(SEEN, is_listed=False, code_of=None, provider_has_code=False), InquiryNotListed),
        (replace(SEEN, code_of="intermediary", provider_has_code=False), CodeOfAnotherBody),
    ],
)
def test_refusals_in_their_order(seen, expected):
    assert rules.refusal(seen) is expected


def test_numbers_are_random_and_not_sequential():
    numbers = [rules.new_processing_number() for _ in range(200)]
    assert len(set(numbers)) == 200
    assert all(len(number) == 16 and number.isdigit() for number in numbers)
    assert numbers != sorted(numbers)
    steps = {int(b) - int(a) for a, b in pairwise(numbers)}
    assert len(steps) == 199


def test_codes_do_not_repeat():
    assert len({rules.new_code() for _ in range(200)}) == 200


def test_the_list_has_sixty_items_and_one_information():
    entries = list(permit_list.entries())
    assert len(entries) == len({entry.item for entry in entries}) == 60
    assert len({(entry.agency, entry.duty, entry.procedure) for entry in entries}) == 60
    assert {entry.information for entry in entries} == {"RESIDENT-HOUSEHOLD"}
    assert all(entry.valid_to is None or entry.valid_to > entry.valid_from for entry in entries)


@pytest.mark.parametrize(
    "text",
    [
        "entries = [",
        "entries = [{ item = 1 }]",
        'entries = [{ item = "1", agency = "a", duty = "d", procedure = "p", information = "i", valid_from = 2024-01-01 }]',
        'entries = [{ item = 1, agency = "", duty = "d", procedure = "p", information = "i", valid_from = 2024-01-01 }]',
        'entries = [{ item = 1, agency = "a", duty = "d", procedure = "p", information = "i", valid_from = "2024" }]',
    ],
)
def test_a_list_that_does_not_read(text):
    with pytest.raises(PermitListUnreadable):
        list(permit_list.read(text))
