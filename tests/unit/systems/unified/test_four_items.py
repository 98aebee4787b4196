"""4情報: what agrees and what does not."""

from dataclasses import replace
from datetime import date

import pytest

from juki.kernel.values.legal_date import LegalDate
from juki.systems.unified.domain.candidates import Grade, grade
from juki.systems.unified.domain.four_items import FourItems, WrittenAddress, WrittenName, agree

ADDRESS = WrittenAddress(
    municipality="132292", postal_code="1880000", prefecture="東京都", city="西東京市", town="架空町一丁目", lot="1番2号",
    building="見本荘101",
)  # fmt: skip
BASE = FourItems(
    name=WrittenName(full="見本　一号", kana="ミホン　イチゴウ"),
    birth=LegalDate.from_day(date(1990, 4, 1)),
    sex="1",
    address=ADDRESS,
)


def changed(**parts):
    return replace(BASE, **parts)


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        (changed(), True),
        (changed(name=WrittenName(full="見本 一号")), True),
        (changed(name=WrittenName(full="見\U000e0100本　一号", kana="ベツノ　ヨミ")), True),
        (changed(address=replace(ADDRESS, building="見本荘１０１")), True),
        (changed(name=WrittenName(full="見本　二号", kana="ミホン　イチゴウ")), False),
        (changed(birth=LegalDate.from_day(date(1990, 4, 2))), False),
        (changed(sex="2"), False),
        (changed(address=replace(ADDRESS, lot="1番3号")), False),
        (changed(address=replace(ADDRESS, building="")), False),
    ],
)
def test_all_four_must_agree(other, agrees):
    assert agree(BASE.keys, other.keys) is agrees


def test_a_birth_of_another_form_does_not_agree():
    assert not agree(BASE.keys, replace(BASE.keys, birth_form="other"))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (changed(), Grade.CLOSE),
        (changed(name=WrittenName(full="別字　一号", kana="ミホン　イチゴウ")), Grade.CLOSE),
        (changed(address=replace(ADDRESS, lot="9番9号")), Grade.PARTIAL),
        (changed(name=WrittenName(full="見本　一号", kana="")), Grade.CLOSE),
        (changed(name=WrittenName(full="別人　三号", kana="")), None),
        (changed(name=WrittenName(full="見本　二号", kana="ミホン　ニゴウ")), None),
        (changed(sex="2"), None),
        (changed(birth=LegalDate.from_day(date(1991, 4, 1))), None),
    ],
)
def test_grades_of_candidates(other, expected):
    assert grade(BASE.keys, other.keys) == expected
    assert grade(other.keys, BASE.keys) == expected


def test_two_blank_kana_are_not_alike():
    one, other = changed(name=WrittenName(full="甲")), changed(name=WrittenName(full="乙"))
    assert grade(one.keys, other.keys) is None


def test_nothing_written_shows_in_repr():
    assert "見本" not in repr(BASE)
    assert "見本" not in repr(BASE.name)
    assert "架空町" not in repr(BASE.address)
