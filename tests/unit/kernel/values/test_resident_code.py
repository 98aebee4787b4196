import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.resident_code import (
    InvalidResidentCode,
    ResidentCode,
    ResidentCodeCheckDigitMismatch,
)

ZERO_BODY = "9321223307"
ONE_BODY = "9137215901"


@pytest.mark.parametrize(
    ("body", "last"),
    [("1234567890", "3"), ("0102030405", "3"), ("9990000000", "2"), (ZERO_BODY, "0"), (ONE_BODY, "0")],
)
def test_issues_a_check_digit(body: str, last: str):
    code = ResidentCode.from_body(body)
    assert code.digits == body + last
    assert not code.is_doubtful


class TestRemainderZero:
    def test_reads_one_by_default_and_says_so(self):
        assert ResidentCode.parse(ZERO_BODY + "1").is_doubtful

    def test_refuses_one_when_told(self):
        with pytest.raises(ResidentCodeCheckDigitMismatch):
            ResidentCode.parse(ZERO_BODY + "1", accept_one=False)

    def test_always_reads_zero(self):
        assert ResidentCode.parse(ZERO_BODY + "0", accept_one=False).digits == ZERO_BODY + "0"

    def test_one_is_no_reading_of_remainder_one(self):
        with pytest.raises(ResidentCodeCheckDigitMismatch):
            ResidentCode(ONE_BODY + "1")


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_one_last_digit_is_valid_when_strict(body: str):
    accepted = []
    for last in "0123456789":
        try:
            accepted.append(ResidentCode.parse(body + last, accept_one=False))
        except ResidentCodeCheckDigitMismatch:
            continue
    assert accepted == [ResidentCode.from_body(body)]


@pytest.mark.parametrize("text", ["", "1" * 10, "1" * 12, "x" * 11])
def test_refuses_other_shapes(text: str):
    with pytest.raises(InvalidResidentCode, match="KRN-0111"):
        ResidentCode(text)
    with pytest.raises(InvalidResidentCode):
        ResidentCode.from_body(text + "x")


def test_never_shows_itself():
    code = ResidentCode.from_body("1234567890")
    assert "1234" not in repr(code) + str(code)
