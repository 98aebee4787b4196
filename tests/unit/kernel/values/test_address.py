import pytest

from juki.kernel.errors import JukiError
from juki.kernel.values.address import (
    Address,
    EmptyAddress,
    InvalidPostalCode,
    InvalidTownCode,
    parse_postal_code,
)
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.written_text import ForbiddenCharacter, TooLong


def test_one_line():
    address = Address(
        prefecture="東京都",
        city="西東京市",
        town="緑町\U000e0102",
        lot="９９番地９９",
        building="試験荘９９号",
        postal_code="1880002",
        municipality=MunicipalityCode("132292"),
    )
    assert address.one_line == "東京都西東京市緑町\U000e0102９９番地９９\u3000試験荘９９号"
    assert "緑町" not in repr(address) + str(address)


def test_parts_may_be_missing():
    assert Address(town="試験県試験市試験町９９").one_line == "試験県試験市試験町９９"
    assert Address(building="試験荘").one_line == "試験荘"
    assert Address(town="\ufa19町").one_line == "\ufa19町"


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({}, EmptyAddress),
        ({"postal_code": "1880001"}, EmptyAddress),
        ({"town": "町", "postal_code": "188-0001"}, InvalidPostalCode),
        ({"town": "町", "town_code": "12"}, InvalidTownCode),
        ({"town": "町\n"}, ForbiddenCharacter),
        ({"prefecture": "あ" * 5}, TooLong),
        ({"building": "あ" * 301}, TooLong),
    ],
)
def test_refuses(parts: dict[str, str], error: type[JukiError]):
    with pytest.raises(error):
        Address(**parts)


@pytest.mark.parametrize("text", ["1880001", "188-0001", "〒188-0001", "１８８－０００１", "〒 188 0001"])
def test_reads_postal_codes(text: str):
    assert parse_postal_code(text) == "1880001"


@pytest.mark.parametrize("text", ["", "188", "18800011", "188000a"])
def test_refuses_postal_codes(text: str):
    with pytest.raises(InvalidPostalCode):
        parse_postal_code(text)
