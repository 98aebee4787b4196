import pytest

from juki.kernel.values.pension_number import InvalidPensionNumber, PensionNumber


@pytest.mark.parametrize("text", ["0123456789", "0123-456789", "０１２３－４５６７８９", " 0123 456789 "])
def test_a_number_as_typed(text: str):
    number = PensionNumber.parse(text)
    assert (number.digits, number.written) == ("0123456789", "0123-456789")


@pytest.mark.parametrize(
    "text", ["", "012345678", "01234567890", "012345678x", "0123-456789", "０１２３４５６７８９"]
)
def test_only_ten_digits_are_a_number(text: str):
    with pytest.raises(InvalidPensionNumber, match="KRN-0199"):
        PensionNumber(text)


def test_never_shows_itself():
    number = PensionNumber("0123456789")
    assert "123" not in f"{number} {number!r}"
