"""What the simulated business systems take."""

import pytest

from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.links.business import ResidentRecord
from juki.outside.business import rules

NUMBER = str(AddresseeNumber.from_serial(12))
GOOD = {"target": "kokuho", "entry": "e-1", "addressee_number": NUMBER, "valid_from": "2026-11-24"}


def test_a_good_record_passes():
    rules.require_record(ResidentRecord(**GOOD))
    body = "12345678901"
    number = str(IndividualNumber.from_body(body).digits)
    rules.require_record(ResidentRecord(**GOOD, individual_number=number))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"target": "nobody"}, "OUT-0901"),
        ({"entry": ""}, "OUT-0902"),
        ({"addressee_number": "x"}, "OUT-0902"),
        ({"valid_from": "2026-02-30"}, "OUT-0902"),
        ({"individual_number": "123456789012345"}, "OUT-0902"),
    ],
)
def test_a_record_that_cannot_be_kept_is_refused(change, code):
    with pytest.raises(JukiError, match=code):
        rules.require_record(ResidentRecord(**{**GOOD, **change}))


def test_what_may_be_an_individual_number_is_no_addressee_number():
    digits = IndividualNumber.from_body("10203040506").digits
    with pytest.raises(JukiError, match="OUT-0903"):
        rules.addressee_number(digits)
    assert rules.addressee_number(NUMBER) == NUMBER


def test_the_sample_targets_have_titles():
    assert {"kokuho", "kaigo", "library"} <= rules.targets().keys()
