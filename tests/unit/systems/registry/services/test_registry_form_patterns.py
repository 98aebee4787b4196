"""The patterns of the register's forms hold to the very end of a text."""

import msgspec
import pytest

from juki.systems.registry.services.forms import AddressForm, Line


@pytest.mark.parametrize("country", ["", "USA"])
def test_a_country(country: str):
    assert msgspec.convert({"country": country}, AddressForm).country == country


@pytest.mark.parametrize("country", ["USA\n", "\n", "usa", "US", "USAX"])
def test_no_country(country: str):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"country": country}, AddressForm)


@pytest.mark.parametrize("text", ["国民健康保険", " a "])
def test_a_line(text: str):
    assert msgspec.convert(text, Line) == text


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\x85", "\ufeff", "a\n", "a\0"], ids=ascii)
def test_no_line(text: str):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, Line)
