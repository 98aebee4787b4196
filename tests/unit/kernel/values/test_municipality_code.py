import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.municipality_code import (
    InvalidMunicipalityCode,
    MunicipalityCode,
    MunicipalityCodeCheckDigitMismatch,
)


@pytest.mark.parametrize("digits", ["132292", "011002", "473821", "271004", "141011", "999997", "999989"])
def test_real_codes(digits: str):
    assert MunicipalityCode.parse(digits) == MunicipalityCode.from_five(digits[:5])


def test_parts():
    nishitokyo = MunicipalityCode("132292")
    assert (nishitokyo.five, nishitokyo.prefecture, str(nishitokyo)) == ("13229", "13", "132292")


@given(st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_exactly_one_check_digit(five: str):
    valid = MunicipalityCode.from_five(five)
    for last in "0123456789":
        if five + last != valid.digits:
            with pytest.raises(MunicipalityCodeCheckDigitMismatch):
                MunicipalityCode(five + last)


@pytest.mark.parametrize("text", ["", "13229", "1322922", "13229x", "１３２２９２"])
def test_refuses_other_shapes(text: str):
    with pytest.raises(InvalidMunicipalityCode, match="KRN-0121"):
        MunicipalityCode(text)


def test_full_width_may_be_typed():
    assert MunicipalityCode.parse("１３２２９２").digits == "132292"
